"""A picture of the linear model."""

from dlcourse.widgets.registry import widgets_in

globals().update(widgets_in(__name__))
