"""What the painter keeps from one picture to the next (sheets of pixels, letters, what stands still) never shows in another one."""

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from test_painted import SCENES, ascii_of, page  # noqa: F401  # fixture

from dlcourse.widgets.stage.picture import Picture
from dlcourse.widgets.stage.recorder import Recorder

pytestmark = [pytest.mark.rest, pytest.mark.browser]

TURNS = """([still, ...lists]) => {
    const parsed = lists.map(list => painter.parse(bytes(list))), settings = {width: 860, ratio: 1};
    const kept = painter.parse(bytes(still)), [first, other] = [0, 1].map(() => document.createElement('canvas'));
    const paint = (canvas, i) => {
        painter.paint(canvas, [[kept, 0], [parsed[i], 0]], settings);
        return canvas.toDataURL();
    };
    const alone = parsed.map((_, i) => {
        const layers = [still, lists[i]].map(list => [painter.parse(bytes(list)), 0]), canvas = document.createElement('canvas');
        painter.paint(canvas, layers, settings);
        return canvas.toDataURL();
    });
    const turns = [0, 1, 0, 2, 2, 1, 0];
    return [alone, turns.map(i => [alone.indexOf(paint(first, i)), alone.indexOf(paint(other, (i + 1) % 3)), i])];
}"""


def test_sheets_of_pixels_that_are_used_again_hold_the_right_picture(page):  # noqa: F811
    scene = SCENES["playground.explore"]
    picture = Picture(scene.size, lambda figure: scene.draw(figure, "en"), scene.update)
    lists = []
    for seed in (0, 1, 2):
        picture.move(scene.compute(**scene.start() | {"seed": seed}, **scene.uses))
        lists.append(ascii_of(picture.moving()))
    alone, turns = page.evaluate(TURNS, [ascii_of(picture.still()), *lists])
    assert len(set(alone)) == 3
    assert all(first == i and other == (i + 1) % 3 for first, other, i in turns), turns


# what is painted once, with lists of its own, is painted from nothing: so all of them are first, before anything is kept
LOOKS = """([pictures, groups]) => {
    const looks = [{width: 500, ratio: 1}, {width: 860, ratio: 2}, {width: 860, ratio: 1, paper: '#111111'}]; // next to each other differ in one thing
    for (const paper of ['#111111', '#333333']) looks.push({width: 860, ratio: 1, dark: true, paper});
    const shown = (canvas, layers, look) => {
        painter.paint(canvas, layers, look);
        return canvas.toDataURL();
    };
    const read = list => painter.parse(bytes(list));
    const once = pictures.map(([still, ...lists]) => lists.map(list => looks.map(look =>
        shown(document.createElement('canvas'), [[read(still), 0], [read(list), 0]], look))));
    const found = [];
    const stills = pictures.map(([still]) => read(still)), canvases = pictures.map(() => document.createElement('canvas'));
    for (const group of groups)
        for (const look of [...looks, looks[0]])
            for (let turn = 0; turn < 3; turn++)
                for (const which of group)
                    pictures[which].slice(1).forEach((list, i) => {
                        const again = shown(canvases[which], [[stills[which], 0], [read(list), 0]], look);
                        if (again !== once[which][i][looks.indexOf(look)]) found.push([which, i, turn, look]);
                    });
    return [new Set(once.flat(2)).size, found];
}"""


def recorded(*artists):
    recorder = Recorder(artists[0].figure)
    recorder.frame(artists)
    return ascii_of(recorder.packed())


def test_what_stands_still_is_kept_for_its_own_picture_size_and_theme_alone(page):  # noqa: F811
    """Four pictures of one size take turns; white is the paper, which follows the theme."""
    pictures = []
    for ground in ("white", "black", "#1f77b4", "#ff7f0e"):
        figure = Figure(figsize=(4, 2), dpi=100)
        box = figure.add_artist(Rectangle((0.1, 0.2), 0.5, 0.5, facecolor=ground, edgecolor="black"))
        words = [figure.text(across, 0.4, "moves", color="#d62728") for across in (0.3, 0.6)]
        pictures.append([recorded(box), *map(recorded, words)])
    different, wrong = page.evaluate(LOOKS, [pictures, [[0], [0, 1], [0, 1, 2, 3]]])
    assert different >= 4 * 2 * 4  # another paper shows in white alone
    assert wrong == []
