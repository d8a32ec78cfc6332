"""Grading, in six rooms: `handed_in` (what came), `wall` (what separates), `inside` (runs strangers' code), `judging` (decides),
`workers` (many at once) and `gradebook` (nbgrader). On top `course` grades a class and `command` is what people type.
"""
