"""What came: a class's submissions, read and matched with the released lesson, and never run here. Of the other rooms
it knows none; `rehearse` runs a notebook only on its owner's own machine.
"""
