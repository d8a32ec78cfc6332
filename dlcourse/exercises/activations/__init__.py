"""Exercises of the activation functions: bend, measure the slope, stay finite, and see what depth does to slopes."""
