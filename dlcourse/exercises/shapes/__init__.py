"""Warm-ups of the orientation lesson: one that goes well, and one that is there to show what a report looks like."""
