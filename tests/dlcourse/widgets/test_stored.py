"""What is kept of a stage where no kernel is: words and picture without scripts, all its moments with them, and the plugin that shows it."""

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
from doubling import QUESTION, SCENE, in_both

from dlcourse import language
from dlcourse.language import Text
from dlcourse.widgets.stage import stored, sweeps
from dlcourse.widgets.stage.ask import Ask
from dlcourse.widgets.stage.scene import Choice, Slider, Steps, When
from dlcourse.widgets.stage.stage import Stage

ROOT = Path(__file__).parents[3]


def kept(page):
    return json.loads(re.search('<script type="application/json">(.*?)</script>', page)[1])


@in_both
def test_a_page_without_scripts_has_picture_and_words(speaks):
    language.use(speaks)
    stage = Stage(SCENE)
    page = stage._repr_mimebundle_()["text/html"]
    assert page.startswith(f'<div class="dlcourse-stored" lang="{speaks}"><img src="data:image/webp;base64,')
    says = {"en": "Twice <code>x</code> &amp; more. y is 2.", "ko": "<code>x</code>의 두 배. y는 2입니다."}[speaks]
    assert f"<p>{says}</p>" in page
    assert stage._repr_mimebundle_()[stored.MIME] == {"version": 1}
    stage.close()


@in_both
def test_all_it_says_is_in_the_readers_language(speaks):
    words = stored.kept(speaks)["words"]
    assert (
        words
        == {
            "en": {
                "moves": "This is the saved picture: each control moves by itself, and only the kernel can show the rest.",
                "stands": "This is what was saved here, and only the kernel can bring it to life.",
                "beyond": "Only the kernel can show what these settings come to together.",
                "wake": "Run this cell",
                "back": "Back to what was saved",
                "table": "The numbers as a table",
            },
            "ko": {
                "moves": "저장된 그림입니다. 조절 장치를 하나씩 움직여 볼 수 있고, 나머지는 커널이 있어야 볼 수 있습니다.",
                "stands": "저장된 모습입니다. 다시 움직이려면 커널이 있어야 합니다.",
                "beyond": "이 설정을 함께 적용한 결과는 커널이 있어야 볼 수 있습니다.",
                "wake": "이 셀 실행",
                "back": "저장된 상태로",
                "table": "숫자를 표로 보기",
            },
        }[speaks]
    )
    veil = {
        "en": "What do you expect? Choose an answer above, or click here to see.",
        "ko": "어떻게 될까요? 위에서 답을 고르거나, 여기를 누르면 바로 볼 수 있습니다.",
    }[speaks]
    assert (stored.kept(speaks, veiled=True)["veil"], stored.kept(speaks)["veil"]) == (veil, "")


def test_the_moment_on_screen_is_kept_at_once_and_found_by_its_place():
    stage = Stage(SCENE)
    stage.set(x=2.0)
    data = kept(stage.page())
    moments = sweeps.unpack(__import__("base64").b64decode(data["moments"]))
    here = ",".join(str(control["places"][control["at"]]) for control in data["controls"])
    assert list(moments) == [here] == ["2000000000,0"]
    assert moments[here].picture == (stage.image.still, stage.image.value)
    assert moments[here].texts["says"] == "<p>y is 4.</p>"
    stage.close()


def test_a_control_says_each_place_in_the_precision_of_its_step():
    name = Text("n", "이")
    off = Slider("off", name, -0.05, -0.5, 0.5, 0.25)
    how = Choice("how", name, "b", (("a", Text("A", "가")), ("b", Text("B", "나"))))
    step = Steps("step", name, 2, when=When("how", ("a",)))
    values = {"off": -0.05, "how": "b", "step": 0}
    slider, choice, steps = stored.kept("ko", controls=(off, how, step), values=values)["controls"]
    assert slider["places"] == [-500_000_000, -250_000_000, -50_000_000, 0, 250_000_000, 500_000_000]
    assert (slider["says"][0], slider["at"], slider["seen"]) == ("−0.50", 2, True)
    homes = [control["home"] for control in (slider, choice, steps)]
    assert homes == ["두 번 누르거나 백스페이스: −0.05로 되돌리기", "", "두 번 누르거나 백스페이스: 0으로 되돌리기"]
    assert (choice["says"], choice["at"], choice["kind"]) == (["가", "나"], 1, "choice")
    assert (steps["says"], steps["seen"]) == (["0", "1", "2"], False)


def test_nothing_that_is_kept_can_end_the_script_it_stands_in():
    page = stored.page(stored.kept("en", says="</script><b>"), "en", picture=None, words="<i>")
    assert page.count("</script>") == 1
    assert "<i>" not in page
    assert kept(page)["says"] == "</script><b>"


def test_a_question_by_itself_needs_no_script():
    ask = Ask(QUESTION)
    page = ask.page()
    assert "<details><summary>Show the answer</summary><p>✓ Yes. So.</p></details>" in page
    assert stored.code() not in page
    assert kept(page)["question"]["choices"] == ["a", "b"]
    ask.close()


def test_the_plugin_is_installed_with_all_that_it_loads_and_is_this_one():
    given = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = given["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    script = (ROOT / "dlcourse/jupyter/labextension/remoteEntry.js").read_text(encoding="utf-8")
    asked = re.search(r"const names = \[(.*?)\]", script)[1]
    assert tuple(re.findall(r'"(.*?)"', asked)) == stored.SCRIPTS
    assert {Path(source).name for source in shared} == {"package.json", "remoteEntry.js", *stored.SCRIPTS}
    assert stored.MIME in script
    for source, goal in shared.items():
        installed = Path(sys.prefix) / goal
        if not installed.exists():
            pytest.skip("the course is not installed with its plugin here")
        again = f"{goal} is an older one than {source}: run `pip install -e .` again."
        assert installed.read_bytes() == (ROOT / source).read_bytes(), again
