"""drawing: pictures that need no kernel. An author writes one small file a drawing, `solutions/drawings/NAME.py`; the builder puts it into lessons.

paper <- axes | network <- room. `paper` knows lines and words, `axes` curves, `network` units and arrows, `room` finds an author's file and draws it.
"""
