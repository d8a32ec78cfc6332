"""Pictures of one weight that goes downhill."""

from dlcourse.widgets.registry import widgets_in

globals().update(widgets_in(__name__))
