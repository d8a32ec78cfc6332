"""Exercises of one weight that goes downhill: measure a slope, take a step, walk until it is flat."""
