"""Many submissions at once: work items on processes of this machine or of a cluster. It may know `judging` and the rooms
below, no gradebook and no class's folder.
"""
