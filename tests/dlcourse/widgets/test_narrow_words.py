"""Words of a picture keep apart and stay on it, also on a narrow page, where they are written larger than the picture gets smaller."""

import pytest
from words_apart import met, words

from dlcourse.language import LANGUAGES
from dlcourse.widgets import registry
from dlcourse.widgets.stage.layout import narrowest
from dlcourse.widgets.stage.picture import Picture, drawing

pytestmark = pytest.mark.rest

SCENES = registry.scenes()


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_no_two_words_meet_as_narrow_as_a_picture_becomes(scene):
    numbers = scene.compute(**scene.start(), **scene.uses)
    for language in LANGUAGES:
        picture = Picture(scene.size, lambda figure, language=language: scene.draw(figure, language), scene.update)
        picture.move(numbers)
        picture.still()  # the axes find their place while they are drawn
        with drawing():
            assert list(met(words(picture, narrowest(picture.width, many=scene.columns > 1) / picture.width))) == []
            boxes = words(picture, 1)
        edge = (picture.width + 1, picture.height + 1)
        assert [said for said, box in boxes if (box < -1).any() or (box > edge).any()] == []
