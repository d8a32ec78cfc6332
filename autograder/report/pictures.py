"""The two pictures of a lesson, each with its description in words. The only module outside the widgets that knows matplotlib.

They are SVG files inside the page, so that they print sharply, and their letters are drawn, so that they look alike everywhere. Like the widgets' pictures they
stand on a white card, in colours that everybody can tell apart; a pattern and a number say what the colour says.
"""

import base64
import io
from collections import Counter
from dataclasses import dataclass
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from autograder.report.gather import Lesson
from dlcourse.language import Text
from dlcourse.widgets.stage.palette import ONE, PAPER, QUIET, ZERO
from dlcourse.widgets.stage.picture import drawing

BARS = 10

WORDS = {
    "points": Text("points", "점수"),
    "learners": Text("learners", "학습자 수"),
    "mean": Text("points earned on average (%)", "평균 득점률 (%)"),
    "spread": Text(
        "Histogram of the points of {count} submissions, out of {most:g}: {bars}.",
        "제출물 {count}개의 점수 분포(만점 {most:g}점): {bars}.",
    ),
    "bar": Text("{low:g} to {high:g} points: {count}", "{low:g}~{high:g}점: {count}명"),
    "difficulty": Text("Average points earned for each exercise: {bars}.", "문제별 평균 득점률: {bars}."),
    "share": Text("{title} {share:.0f} %", "{title} {share:.0f} %"),
}


@dataclass(frozen=True)
class Drawn:
    """A picture as an address that a page can show, and what it shows in words."""

    address: str
    words: str


def spread(lesson: Lesson, language: str) -> Drawn:
    """How many learners have how many points."""
    width = lesson.most / BARS
    found = Counter(min(int(one.points / width), BARS - 1) for one in lesson.graded)
    counts = [found[bar] for bar in range(BARS)]
    with drawing():
        figure = Figure(figsize=(6.4, 2.8), layout="constrained")
        axes = figure.subplots()
        drawn = axes.bar([width * (bar + 0.5) for bar in range(BARS)], counts, width=0.92 * width, color=ONE)
        axes.bar_label(drawn, labels=[str(count) if count else "" for count in counts])
        axes.set(xlabel=WORDS["points"].in_(language), ylabel=WORDS["learners"].in_(language), xlim=(0, lesson.most))
        axes.set_xticks([width * bar for bar in range(BARS + 1)], [f"{width * bar:g}" for bar in range(BARS + 1)])
        axes.set_yticks([])
        axes.margins(y=0.15)
        _quiet_axes(axes)
        address = _svg(figure)
    bars = [
        WORDS["bar"].format(low=width * bar, high=width * (bar + 1), count=count).in_(language)
        for bar, count in enumerate(counts)
        if count
    ]
    words = WORDS["spread"].format(count=len(lesson.graded), most=lesson.most, bars=", ".join(bars))
    return Drawn(address, words.in_(language))


def difficulty(lesson: Lesson, means: dict[str, float], language: str) -> Drawn:
    """What share of its points each exercise gave on average; less than half is drawn in another colour, striped."""
    asked = [one for one in lesson.asked if one.name in means]
    shares = [100 * means[one.name] / one.most for one in asked]
    with drawing():
        figure = Figure(figsize=(6.4, 0.6 + 0.34 * max(1, len(asked))), layout="constrained")
        axes = figure.subplots()
        drawn = axes.barh(
            range(len(asked)), shares, color=[ZERO if share < 50 else ONE for share in shares], height=0.7
        )
        for bar, share in zip(drawn, shares, strict=True):
            if share < 50:
                bar.set(hatch="//", edgecolor=PAPER)
        axes.bar_label(drawn, labels=[f"{share:.0f}" for share in shares], padding=3)
        axes.set_yticks(range(len(asked)), [one.title.in_(language) for one in asked])
        axes.invert_yaxis()
        axes.set(xlabel=WORDS["mean"].in_(language), xlim=(0, 108))
        axes.set_xticks(range(0, 101, 25))
        _quiet_axes(axes)
        address = _svg(figure)
    bars = [
        WORDS["share"].format(title=one.title, share=share).in_(language)
        for one, share in zip(asked, shares, strict=True)
    ]
    return Drawn(address, WORDS["difficulty"].format(bars=", ".join(bars)).in_(language))


def _quiet_axes(axes: Any) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(length=0, colors=QUIET)
    for label in axes.get_yticklabels():
        label.set_color("#222222")


def _svg(figure: Figure) -> str:
    out = io.BytesIO()
    with rc_context({"svg.hashsalt": "dlcourse", "svg.fonttype": "path"}):
        figure.savefig(out, format="svg", metadata={"Date": None})
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode("ascii")
