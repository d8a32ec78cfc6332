"""The page's half of a stage by itself, in a blank page: places, packages, answers, and what comes when the stage is gone already.

Models stand in for those of ipywidgets: they keep values, tell who listens, and note what is sent to the kernel.
"""

import base64
import zlib

import pytest

from dlcourse import language, widgets
from dlcourse.language import LANGUAGES
from dlcourse.widgets import registry
from dlcourse.widgets.stage import stored, sweeps
from dlcourse.widgets.stage.painted import Painted
from dlcourse.widgets.stage.positions import positions
from dlcourse.widgets.stage.scene import Choice
from dlcourse.widgets.stage.scripts import joined
from dlcourse.widgets.stage.sweeping import Page
from dlcourse.widgets.stage.sweeps import Moment

pytestmark = [pytest.mark.browser, pytest.mark.rest]

STILL = b"still" * 20
STORED = joined(*stored.SCRIPTS)
AT = {
    f"{x}000000000,{way}": Moment((STILL, bytes([65 + x])), {"says": f"{x} 그리고 {way}"})
    for x in (1, 2, 3)
    for way in (0, 1)
}
START = """async sources => {
    for (const [name, source] of Object.entries(sources))
        window[name] = await import(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})));
    window.bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    window.unhandled = [];
    addEventListener('unhandledrejection', ({reason}) => unhandled.push(String(reason)));
    window.fake = (model_id, values) => {
        const heard = new Map(), sent = [];
        const model = {
            model_id, values, sent,
            get: name => values[name],
            set(name, value) {
                if (values[name] === value) return;
                values[name] = value;
                for (const act of [...heard.get('change:' + name) ?? []]) act();
            },
            set_state(state) { for (const [name, value] of Object.entries(state)) model.set(name, value); },
            on: (event, act) => heard.set(event, [...heard.get(event) ?? [], act]),
            off: (event, act) => heard.set(event, (heard.get(event) ?? []).filter(one => one !== act)),
            send(message) { sent.push(message); if (model.dead) throw new Error('Cannot send'); },
            tell: (...message) => Promise.all((heard.get('msg:custom') ?? []).map(act => act(...message))),
            listeners: () => [...heard.values()].flat().length,
        };
        model.set_state.original = true;
        return model;
    };
    // a slider, a choice, a picture and words; `slow` holds up whoever looks for a model
    window.stage = async () => {
        const x = fake('x', {value: 1}), way = fake('way', {index: 0}), says = fake('says', {value: 'of the kernel'});
        const canvas = fake('canvas', {still: new DataView(new ArrayBuffer(1)), value: new DataView(new ArrayBuffer(1)), fallback: null});
        const models = {x, way, says, canvas}, page = fake('page', {
            controls: [['x', 'value', 1e9], ['way', 'index', 1]], closed: [],
            picture: [['canvas', 'still'], ['canvas', 'value']], texts: {says: ['says', 'value']},
        });
        const gate = {open: Promise.resolve()};
        page.widget_manager = {get_model: async id => { await gate.open; return models[id]; }};
        const shows = () => [canvas, canvas, says].map((one, i) => one.get(['still', 'value', 'value'][i]))
            .map(value => typeof value === 'string' ? value : new TextDecoder().decode(value));
        const quiet = () => new Promise(done => setTimeout(done, 30));
        return {...models, page, gate, shows, quiet, all: [...Object.values(models), page]};
    };
}"""


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    page.set_content("<p>Blank</p>")
    page.evaluate(START, {"sweeping": Page._esm, "painting": Painted._esm, "storing": STORED})
    yield page
    page.close()


@pytest.fixture(autouse=True)
def nothing_unhandled(page):
    yield
    assert page.evaluate("unhandled.splice(0)") == []


def packed(keys, **more):
    return base64.b64encode(sweeps.pack({key: AT[key] for key in keys}, **more)).decode()


def test_a_place_has_the_name_that_the_kernel_gives_it(page):
    """For every position of every control of every scene."""
    places, names = [], []
    for scene in registry.scenes().values():
        for control in scene.controls:
            for i, value in enumerate(positions(control)):
                places.append(i if isinstance(control, Choice) else [value])
                names.append(str(sweeps.place(control, value)))
    said = page.evaluate(
        """places => places.map(at => sweeping.place([Array.isArray(at)
            ? [fake('', {value: at[0]}), 'value', 1e9] : [fake('', {index: at}), 'index', 1]]))""",
        places,
    )
    assert len(names) > 1000
    assert said == names


def test_what_was_sent_ahead_is_there_at_once_and_what_was_not_stays_the_kernels(page):
    numbers = {STILL: 0} | {moment.picture[1]: i for i, moment in enumerate(AT.values(), 1)}
    seen = page.evaluate(
        """async ([first, second, broken]) => {
            const s = await stage(), seen = [];
            const look = () => seen.push(s.shows().join('|'));
            const end = sweeping.default.initialize({model: s.page});
            await s.quiet();
            s.page.tell({moments: 2, forget: []}, [bytes(first)]);
            await s.page.tell({moments: 1, forget: []}, [bytes(second)]);  // its still part came with the first package
            s.x.set('value', 2); look();  // in the same moment: nothing is waited for
            s.way.set('index', 1); look();  // not here: the last complete moment stays
            s.says.set_state({value: 'of an older place'}); look();  // what the kernel says late is not shown
            await s.page.tell({answered: '2000000000,1'}); look();  // until it has answered for this place
            s.way.set('index', 0); look();
            s.x.set('value', 3); look();
            await s.page.tell({forget: ['2000000000,0']});
            s.x.set('value', 2); look();  // forgotten
            await s.page.tell({moments: 1, forget: []}, [bytes(broken)]);
            const asked = s.page.sent.length;
            await s.page.tell({forget: null});
            s.x.set('value', 3); look();
            end();
            return [seen, asked, s.all.map(each => each.listeners())];
        }""",
        [
            packed(("1000000000,0", "2000000000,0"), number=numbers.get),
            packed(("3000000000,0",), number=numbers.get, there={0}),
            base64.b64encode(b"x" + sweeps.pack(AT)).decode(),
        ],
    )
    two, three = f"{STILL.decode()}|C|2 그리고 0", f"{STILL.decode()}|D|3 그리고 0"
    kernels = "\0|\0|of an older place"
    assert seen == [[two, two, two, kernels, two, three, three, three], 2, [0] * 5]


def test_whoever_comes_back_before_the_kernel_has_heard_sees_what_it_said_there(page):
    """Two moves that reach the kernel as one that leads nowhere: it answers once only."""
    seen = page.evaluate(
        """async package => {
            const s = await stage(), seen = [];
            const look = () => seen.push(s.shows()[2]);
            const end = sweeping.default.initialize({model: s.page});
            await s.quiet();
            await s.page.tell({moments: 1, forget: []}, [bytes(package)]);
            s.x.set('value', 3); look();
            s.says.set_state({value: 'of 3'});
            await s.page.tell({answered: '3000000000,0'}); look();
            s.x.set('value', 2); look();  // the page knows it, the kernel has not heard of it yet
            s.x.set('value', 3); look();
            s.x.set('value', 2); look();
            s.x.set('value', 1); look();  // for this place it has not answered: the last moment stays
            end();
            return seen;
        }""",
        packed(("2000000000,0",), number={moment.picture[1]: i for i, moment in enumerate(AT.values())}.get),
    )
    assert seen == ["of the kernel", "of 3", "2 그리고 0", "of 3", "2 그리고 0", "2 그리고 0"]


@pytest.mark.parametrize("when", ["before its models are found", "while a package is unpacked", "while one is damaged"])
def test_a_message_to_a_stage_that_is_gone_changes_nothing_and_asks_nobody(page, when):
    seen = page.evaluate(
        """async ([when, good, bad]) => {
            const s = await stage();
            let open = () => {};
            if (when.includes('found')) s.gate.open = new Promise(done => (open = done));
            const end = sweeping.default.initialize({model: s.page});
            await s.quiet();
            const before = s.page.sent.length, coming = s.page.tell({moments: 2, forget: []}, [bytes(when.includes('damaged') ? bad : good)]);
            const later = s.page.tell({yours: '1000000000,0'});
            end();
            s.page.dead = true;  // its comm is closed, and JupyterLab throws
            open();
            await Promise.all([coming, later]);
            await s.quiet();
            s.x.set('value', 2);
            const original = [s.says, s.canvas].every(each => each.set_state.original);
            return [s.shows(), s.all.map(each => each.listeners()), s.page.sent.length - before, original];
        }""",
        [when, packed(AT), base64.b64encode(b"nothing").decode()],
    )
    assert seen == [["\0", "\0", "of the kernel"], [0] * 5, 0, True]


def test_a_stage_whose_kernel_went_first_asks_it_in_vain_and_says_nothing(page):
    asked = page.evaluate(
        """async bad => {
            const s = await stage();
            s.page.dead = true;
            const end = sweeping.default.initialize({model: s.page});
            await s.quiet();
            await s.page.tell({moments: 1, forget: []}, [bytes(bad)]);
            await s.page.tell({yours: '1000000000,0'});
            end();
            return [s.page.sent.length, s.shows()[2]];
        }""",
        base64.b64encode(b"nothing").decode(),
    )
    assert asked == [3, "of the kernel"]


def test_a_picture_that_comes_in_the_moment_in_which_its_view_goes_is_painted_nowhere(page):
    drawn = page.evaluate(
        """async packed => {
            const nothing = new DataView(new ArrayBuffer(0));
            const model = fake('canvas', {width: 300, height: 200, still: nothing, value: nothing, fallback: new ArrayBuffer(0)});
            const el = document.createElement('div');
            document.body.append(el);
            const end = painting.default.render({model, el});
            model.set('value', bytes(packed));
            end();
            model.dead = true;
            await new Promise(done => setTimeout(done, 100));
            const left = [el.querySelector('canvas').dataset.painted, el.querySelectorAll('img').length, model.listeners()];
            el.remove();
            return [...left, model.sent.length];
        }""",
        base64.b64encode(zlib.compress(b"no list, so that the view asks for a PNG")).decode(),
    )
    assert drawn == [None, 0, 0, 0]


@pytest.fixture(params=LANGUAGES)
def speaks(request):
    language.use(request.param)
    yield request.param
    language.use("en")


def test_a_process_without_its_kernel_stands_says_so_and_wakes(page, speaks):
    """Before the kernel has found a quiet moment only one round is known, so there is nothing to be moved."""
    stage = widgets.playground.explore()
    kept = stage.page()
    stage.close()
    seen = page.evaluate(
        """async html => {
            const box = document.createElement('div'), from = new DOMParser().parseFromString(html, 'text/html');
            box.className = 'dlcourse-stored';
            document.body.append(box);
            let woken = 0;
            const end = await storing.asleep(box, {from: from.querySelector('.dlcourse-stored'), wake: () => woken++});
            await new Promise(done => setTimeout(done, 100));
            box.querySelector('.wake').click();
            const painted = Number(box.querySelector('canvas').dataset.painted) > 0;
            const seen = [box.querySelector('.sleeps p').textContent, box.querySelector('.wake').textContent, woken, painted,
                [...box.querySelectorAll('input')].filter(one => one.checkVisibility()).length, box.querySelector('.says').textContent.slice(0, 5)];
            end();
            box.remove();
            return seen;
        }""",
        kept,
    )
    said = {
        "en": ["This is what was saved here, and only the kernel can bring it to life.", "Run this cell"],
        "ko": ["저장된 모습입니다. 다시 움직이려면 커널이 있어야 합니다.", "이 셀 실행"],
    }[speaks]
    assert seen == [*said, 1, True, 0, {"en": "Epoch", "ko": "에폭 0:"}[speaks]]
