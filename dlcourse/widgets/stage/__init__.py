"""The frame every widget stands in. To make a widget, write one file; this room takes care of the rest.

A widget's file holds a pure function, the controls as data, a drawing, a sentence and a table:

    def line(*, slope: float) -> Numbers:                                    # pure, tested without a browser
        x = np.linspace(-1, 1, 50)
        return {"slope": slope, "x": x, "y": slope * x}

    def draw(figure: Figure, language: str) -> Artists:                      # once: axes, and the artists that will move
        axes = figure.add_axes((0.1, 0.15, 0.85, 0.8), xlim=(-1, 1), ylim=(-2, 2))
        return {"line": axes.plot([], [], color=ONE)[0]}

    def update(artists: Artists, numbers: Numbers) -> None:                  # every time: move them, make none
        artists["line"].set_data(numbers["x"], numbers["y"])

    def describe(numbers: Numbers) -> Text: ...
    def table(numbers: Numbers) -> Table: ...

    SCENE = Scene(title=..., controls=(Slider("slope", Text("slope", "기울기"), 1.0, -2.0, 2.0, 0.1),), ...)

    def explore() -> "Stage | None":
        return show(SCENE)

The stage then gives, without another line: the "predict first" question; controls with visible and spoken names; the picture, blitted
(`picture.py`); its description in a polite live region, which is also the picture's alternative text; the numbers as a table on
demand; the note whose function is running; both languages; a picture and words where no kernel runs; and errors told to the learner.

A scene knows the stage; the stage knows no scene.
"""
