"""Pictures of losses."""

from dlcourse.widgets.registry import widgets_in

globals().update(widgets_in(__name__))
