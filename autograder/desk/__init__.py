"""The instructor's desk: a class from its roster to its grades, one command a step, each of which may be run again.

roster -> class folder -> release -> collect -> (grade) -> feedback -> export, and `status` says where everything stands.
"""
