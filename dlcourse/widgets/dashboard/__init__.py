"""Where you stand, and a button that keeps your work."""

from dlcourse.widgets.registry import widgets_in

globals().update(widgets_in(__name__))
