"""A small network to put together and to train."""

from dlcourse.widgets.registry import widgets_in

globals().update(widgets_in(__name__))
