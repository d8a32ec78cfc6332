"""Reads the list of a picture back, as the page does: every frame as what is painted, with all numbers of tables looked up."""

import struct
from dataclasses import dataclass, field
from typing import Any

UNIT, FINE = 16, 64
POINTS = {0: 1, 1: 1, 2: 2, 3: 3, 4: 0}


@dataclass(frozen=True)
class Mark:
    """One thing that is painted, and its settings."""

    kind: str
    settings: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.settings[name]


@dataclass
class Frame:
    whole: bool
    painted: list[Mark] = field(default_factory=list)


@dataclass
class DisplayList:
    size: tuple[int, int]
    frames: list[Frame]


class Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def raw(self, length: int) -> bytes:
        assert self.at + length <= len(self.data), "the list ends too early"
        self.at += length
        return self.data[self.at - length : self.at]

    def plain(self) -> int:
        number = shift = 0
        while True:
            (byte,) = self.raw(1)
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number

    def signed(self) -> int:
        number = self.plain()
        return -(number + 1) // 2 if number % 2 else number // 2

    def place(self) -> tuple[float, float]:
        return self.signed() / UNIT, self.signed() / UNIT

    def all(self, read):
        return [read() for _ in range(self.plain())]


def shape(data: bytes) -> list[tuple[int, list[tuple[float, float]]]]:
    """Its pieces, each with its points, the first of which is the origin."""
    reader, found, x, y, first = Reader(data), [], 0, 0, True
    for piece in reader.all(reader.plain):
        for _ in range(piece // 8):
            points = []
            for _ in range(POINTS[piece % 8]):
                if not first:
                    x, y = x + reader.signed(), y + reader.signed()
                first = False
                points.append((x / UNIT, y / UNIT))
            found.append((piece % 8, points))
    assert reader.at == len(data)
    return found


def read(data: bytes) -> DisplayList:
    """A list, with whatever its frames name by number put in its place."""
    reader = Reader(data)
    assert reader.raw(3) == b"DL\x01"
    size = reader.plain(), reader.plain()
    colours = reader.all(lambda: (tuple(reader.raw(3)), tuple(reader.raw(3))))
    shapes = reader.all(lambda: shape(reader.raw(reader.plain())))

    def letter():
        return shapes[reader.plain()], *reader.place(), reader.plain() / 1000

    runs = reader.all(lambda: reader.all(letter))

    def style():
        found: dict[str, Any] = {"line": None, "ground": None, "hatch": None}
        if line := reader.plain():
            found |= {"line": (colours[line - 1][0], reader.plain()), "width": reader.plain() / FINE}
            found |= {"cap": reader.plain(), "join": reader.plain()}
            found |= {"dashes": reader.all(lambda: reader.plain() / FINE), "offset": reader.plain() / FINE}
        if ground := reader.plain():
            found["ground"] = colours[ground - 1][0], reader.plain()
        if hatch := reader.plain():
            found["hatch"] = (
                shapes[hatch - 1],
                reader.place(),
                colours[reader.plain()][0],
                reader.plain(),
                reader.plain(),
            )
        return found

    styles = reader.all(style)

    def clip():
        kind = reader.plain()
        box = (*reader.place(), *reader.place()) if kind & 1 else None
        return box, (shapes[reader.plain()], reader.place()) if kind & 2 else None

    clips = reader.all(clip)

    def image():
        width, height = reader.plain(), reader.plain()
        palette = reader.all(lambda: (*colours[reader.plain()][0], reader.plain()))
        cells = [palette[cell] for cell in reader.raw(width * height)]
        return [cells[row * width : (row + 1) * width] for row in range(height)]

    images = reader.all(image)

    def painted():
        kind = reader.plain()
        settings = styles[reader.plain()].copy() if kind in (1, 2, 3) else {}
        cut = reader.plain()
        settings["clip"] = clips[cut - 1] if cut else None
        if kind == 1:
            settings |= {"shape": shapes[reader.plain()], "at": reader.place(), "snap": reader.plain()}
            return Mark("path", settings)
        if kind == 2:
            settings |= {"shape": shapes[reader.plain()], "first": reader.place(), "snap": reader.plain(), "places": []}
            x = y = 0.0
            for across, down in reader.all(reader.place):
                x, y = x + across, y + down
                settings["places"].append((x, y))
            return Mark("marks", settings)
        if kind == 3:
            settings |= {"run": runs[reader.plain()], "at": reader.place()}
            return Mark(
                "words", settings | {"size": reader.plain() / UNIT, "angle": (reader.signed() + 1800) % 3600 / 10 - 180}
            )
        assert kind == 4
        settings |= {"cells": images[reader.plain()], "alpha": reader.plain(), "sharp": reader.plain()}
        return Mark("image", settings | {"matrix": struct.unpack("<6f", reader.raw(24))})

    frames = []
    for _ in range(reader.plain()):
        frame = Frame(bool(reader.plain()))
        end = reader.plain()
        end += reader.at
        while reader.at < end:
            frame.painted.append(painted())
        assert reader.at == end
        frames.append(frame)
    assert reader.at == len(data)
    return DisplayList(size, frames)
