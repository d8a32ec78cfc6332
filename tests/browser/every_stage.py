"""All stages of a page at once: what sticks out, is blurred, stands in the wrong place or cannot be told from its neighbour.

Each function asks the page one question and answers with what is wrong, so nothing wrong is an empty list.
"""

from typing import Any

# a canvas is sharp if it has a dot for each dot of the screen
_BLURRED = """() => [...document.querySelectorAll('.dlcourse-stage .dlcourse-picture canvas')].filter(one => one.checkVisibility({visibilityProperty: true})
    && one.width !== Math.round(one.clientWidth * devicePixelRatio)).map(one => [one.width, one.clientWidth, devicePixelRatio])"""

# a table or code is moved in its place, and so is a picture that is wider than its own
_STICKING_OUT = """() => [...document.querySelectorAll('.dlcourse-stage')].flatMap(stage => {
    const most = stage.getBoundingClientRect().right + 1;
    return [...stage.querySelectorAll('*')].filter(node => node.getBoundingClientRect().right > most && node.checkVisibility()
        && !node.closest('.dlcourse-table, .dlcourse-code') && !node.parentElement.closest('.dlcourse-view'))
        .map(node => [stage.closest('[data-cell]')?.dataset.cell, node.className]);
})"""

_NOT_BESIDE = """() => [...document.querySelectorAll('.dlcourse-body')].map(body => {
    const [seen, moved] = [...body.children].map(part => part.getBoundingClientRect());
    const beside = seen.right <= moved.left && seen.top < moved.bottom && moved.top < seen.bottom;
    return beside || !moved.height ? null : body.closest('[data-cell]').dataset.cell;
}).filter(Boolean)"""

_MANY_STOPS = """() => [...document.querySelectorAll('.dlcourse-stage :is(.widget-toggle-buttons, .dlcourse-switches, .dlcourse-choices)')].map(group => {
    const stops = [...group.querySelectorAll('button')].filter(one => one.checkVisibility()).map(one => one.tabIndex);
    return !stops.length || stops.filter(one => one === 0).length === 1 ? null : [group.className, stops];
}).filter(Boolean)"""

# a mark where zero is, and as many ticks as there are steps, or four parts where those would be too many
_MISMARKED = """() => [...document.querySelectorAll('.dlcourse-stage .widget-slider .noUi-target')].filter(one => one.checkVisibility()).map(track => {
    const {range: {min: low, max: high}, step} = track.noUiSlider.options, zero = getComputedStyle(track, '::after');
    const look = getComputedStyle(track), steps = (high - low) / step, gap = steps <= 20 ? 100 / steps : 25;
    const marked = zero.display !== 'none', there = low < 0 && 0 < high, wide = track.clientWidth;
    const placed = !marked || Math.abs(parseFloat(zero.left) - wide * -low / (high - low)) < 1;
    const ticked = look.backgroundImage.includes('gradient') && Math.abs(parseFloat(look.backgroundSize) - gap) < 0.01;
    return marked === there && placed && ticked ? null : [track.closest('[data-cell]').dataset.cell, low, high, step, marked, zero.left, look.backgroundSize];
}).filter(Boolean)"""

# by three to one, as what is to be told apart without its words has to be; a colour on its way is not there yet
_ALIKE = """async () => {
    await Promise.all(document.getAnimations().filter(one => one instanceof CSSTransition).map(one => one.finished.catch(() => {})));
    const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0.05);
    const ground = one => light(getComputedStyle(one).backgroundColor), found = {};
    const all = [...document.querySelectorAll('.dlcourse-stage .jupyter-button:not(.dlcourse-link), .dlcourse-stage .widget-play button')];
    for (const one of all.filter(one => one.checkVisibility() && !one.disabled)) {
        const kind = one.matches('.mod-active') ? 'chosen' : one.matches('.mod-primary, .widget-play button') ? 'primary' : 'plain';
        (found[kind] ??= new Set()).add(ground(one));
    }
    return ['chosen', 'primary'].flatMap(kind => [...(found[kind] ?? ['none is there'])].filter(one => [...found.plain]
        .some(other => !(Math.max(one, other) / Math.min(one, other) >= 3))).map(one => [kind, one, ...found.plain]));
}"""

# also in what is drawn over a picture, and when a badge lights up
_MOVING = """() => [...document.querySelectorAll('.dlcourse-stage')].flatMap(stage => {
    const badge = document.createElement('span');
    badge.className = 'dlcourse-yours';
    stage.querySelector('.dlcourse-badge .widget-html-content').append(badge);
    const over = [...stage.querySelectorAll('.dlcourse-touch')].flatMap(one => [...one.shadowRoot.querySelectorAll('*')]);
    const moves = [stage, ...stage.querySelectorAll('*'), ...over].filter(node => [null, '::before', '::after'].some(part => {
        const look = getComputedStyle(node, part);
        return look.animationName !== 'none' || look.transitionDuration.split(', ').some(time => time !== '0s');
    })).map(node => node.className);
    badge.remove();
    return moves;
})"""


PATIENCE = 100  # frames in which a page that was given another shape has found it

_ASK = """async most => {
    const question = QUESTION;
    for (let frames = 0; ; frames++) {
        const wrong = await question();
        if (!wrong.length || frames === most) return wrong;
        await new Promise(requestAnimationFrame);
    }
}"""


def _asked(page: Any, question: str) -> list[Any]:
    return list(page.evaluate(_ASK.replace("QUESTION", question), PATIENCE))


def sticking_out(page: Any) -> list[Any]:
    """What stands out at the right side of its stage."""
    return _asked(page, _STICKING_OUT)


def blurred(page: Any) -> list[Any]:
    """Pictures that are not as fine as the screen."""
    return _asked(page, _BLURRED)


def not_beside(page: Any) -> list[Any]:
    """Stages whose picture does not stand to the left of its controls."""
    return _asked(page, _NOT_BESIDE)


def many_stops(page: Any) -> list[Any]:
    """Groups of choices that are not one stop of the Tab key."""
    return _asked(page, _MANY_STOPS)


def mismarked(page: Any) -> list[Any]:
    """Sliders with a mark of zero where there is none, without one where there is, or with wrong ticks."""
    return _asked(page, _MISMARKED)


def alike(page: Any) -> list[Any]:
    """Chosen and primary buttons that look like plain ones, or that are not there at all."""
    return _asked(page, _ALIKE)


def moving(page: Any) -> list[Any]:
    """What would move by itself, or on its way from one look to another."""
    return _asked(page, _MOVING)
