"""What is done in the program for each picture, with data and seeds that are always the same."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from diynn.data.sources.drawn_points import Painted
from diynn.data.sources.toys import LinearData
from diynn.data.sources.worked import EXAMPLES
from diynn.layers import Flatten, Linear, ReLU, Sigmoid, Tanh
from diynn.network.faults import WRONG_SIGN, possible_faults
from diynn.network.optimizers import SGD, Adam
from diynn.network.schedules import Cosine
from diynn.storage.recipes import recipe
from gui.tabs.calculation.subject import INPUT_GRADIENT, WEIGHT, Choice
from gui.tabs.weights.tab import NETWORK, SURFACE
from package.pictures.catalogue import place
from package.pictures.saving import save_movie
from package.pictures.stage import Stage

MOVIE_WIDTH = 960
MOVIE_STEPS = (*[1] * 44, *[2] * 14, *[4] * 8)
"""Epochs from frame to frame: most happens at the beginning."""

FIGURE = (
    [(0.34, 0.30), (0.42, 0.20), (0.56, 0.19), (0.65, 0.28), (0.60, 0.40), (0.48, 0.47)],
    [(0.48, 0.47), (0.62, 0.52), (0.68, 0.64), (0.60, 0.77), (0.44, 0.80), (0.32, 0.72)],
)
"""The strokes of a three, in shares of the sheet."""


def movie(stage: Stage) -> None:
    """A training of the spirals. Each frame is reached by steps, so that all machines take the
    same ones; the buttons are shown as they are while it plays."""
    stage.begin("spirals", epochs=sum(MOVIE_STEPS))
    stage.turn_to("boundary")
    frames: list[QImage] = []

    def take() -> None:
        bar = stage.window.controls.bar
        bar.show_state(not stage.session.is_finished, "")
        bar.rest.setText("")
        frames.append(stage.window.grab().toImage())

    _rest(stage)
    take()
    for epochs in MOVIE_STEPS:
        stage.advance(epochs)
        _rest(stage)
        take()
    file = place(stage.language, "learning")
    save_movie(frames, file, MOVIE_WIDTH)
    stage.taken.append(file)


def _rest(stage: Stage) -> None:
    """Wait until the boundary is that of the newest weights: quicker than for a single picture."""
    last = QImage()
    for _ in range(40):
        stage.pass_time(60)
        image = stage.window.grab().toImage()
        if image == last:
            return
        last = image


def start(stage: Stage) -> None:
    """The window as it opens, its parts numbered."""
    window = stage.window
    stage.settle()
    place_of = stage.point_of
    stack, bar = window.stack, window.controls.bar
    marks = (
        place_of(window.templates, window.templates.width(), 6),
        place_of(bar.play, bar.play.width(), 4),
        place_of(stack.palette_, stack.palette_.width() - 110, 4),
        place_of(stack.layers, stack.layers.width() - 14, 8),
        place_of(stack.run, 178, -6),
        place_of(window.tabs, window.tabs.width() - 14, 16),
        place_of(window.curves, window.curves.width() // 2, 60),
    )
    stage.shoot("parts", marks=marks)


def moons(stage: Stage) -> None:
    """The first network after a minute."""
    stage.begin("moons", epochs=100)
    stage.train()
    stage.shoot("first")


def spirals(stage: Stage) -> None:
    """A finished training, one place followed through the layers, and a second run beside it."""
    window, model = stage.window, stage.window.model
    stage.begin("spirals", epochs=160)
    stage.train()
    stage.shoot("window", dark=True)
    stage.themes.choose_contrast(True)
    stage.shoot("contrast")
    stage.themes.choose_contrast(False)
    page = stage.turn_to("boundary")
    page.panels.set_place((0.25, 0.1))
    page.panels.open_panel(page.panels.way)
    stage.shoot("tab-boundary", page)
    page.panels.close_panel()
    layers = tuple(ReLU() if layer.name() == "Tanh" else layer for layer in model.design.layers)
    model.replace_design(replace(model.design, layers=layers), "ReLU")
    stage.wait(lambda: stage.session.training is not None)
    stage.train()
    window.run_list.tick_all(window.run_list.runs, ticked=True)
    for run, name in zip(window.run_list.runs, ("Tanh", "ReLU"), strict=True):
        window.run_list.rename(run, name)
    runs = stage.turn_to("runs")
    _hide_times(runs.table)
    stage.shoot("runs")


def drawn(stage: Stage) -> None:
    """A small network, every unit and weight of it; then one of images, in blocks."""
    layers = (Linear(6), Tanh(), Linear(4), Tanh(), Linear(1), Sigmoid())
    stage.begin(replace(recipe("moons"), layers=layers, optimizer=Adam(0.02)), epochs=60)
    stage.train()
    stage.shoot("network", stage.turn_to("boundary"))
    stage.begin("digits-conv2d", epochs=10)
    stage.train()
    page = stage.turn_to("weights")
    page.show_view(NETWORK)
    stage.shoot("network-blocks", page)


def helping(stage: Stage) -> None:
    """What F1 shows for a layer, a step of the tour, the search, the whole screen."""
    window = stage.window
    stage.begin("moons", epochs=60)
    stage.train()
    window.help.ask_topic("Tanh")
    dock = window.help.dock
    assert dock is not None
    stage.shoot("help", dock)
    dock.hide()
    window.tour.begin()
    tour = window.tour.tour
    assert tour is not None
    tour.go_on()
    stage.shoot("tour")
    tour.leave()
    window.find_command()
    window.search.field.setText("conv")
    stage.shoot("search")
    window.find_command()
    presentation = window.presentation
    presentation.action.trigger()
    stage.wait(lambda: presentation.is_on)
    # It goes by itself after some seconds.
    presentation.hint.hide()
    stage.shoot("presentation")
    presentation.leave()


def _hide_times(table: Any) -> None:
    """No two trainings take equally long."""
    model = table.model()
    for column in range(model.columnCount()):
        word = str(model.headerData(column, Qt.Orientation.Horizontal))
        if word in ("Time", "Durée", "Temps"):
            table.setColumnHidden(column, True)


def painting(stage: Stage) -> None:
    """Three classes painted by hand, and what a network makes of them."""
    model = stage.window.model
    stage.begin("spirals", epochs=120)
    page = stage.turn_to("boundary")
    model.change_source(Painted())
    page.paint_button.setChecked(True)
    stage.settle()
    for kind, (x, y, wide) in enumerate(((-0.55, 0.45, 0.3), (0.5, 0.5, 0.35), (0.0, -0.5, 0.4))):
        page.paint.take_brush(kind)
        for turn in range(3):
            radius = wide * (1 - turn / 3)
            angles = [at / 20 * math.tau for at in range(21)]
            ring = [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles]
            page.painting.press(*ring[0])
            for at in ring[1:]:
                page.painting.drag(*at)
            page.painting.release(*ring[-1])
        stage.settle()
    # The network had two outputs, and there are three classes.
    while model.mends():
        model.apply_mend(model.mends()[0])
    stage.wait(lambda: stage.session.training is not None)
    stage.train()
    stage.shoot("painted")


def building(stage: Stage) -> None:
    """A stack that does not fit, with the way out; then the settings of a training unfolded."""
    window, model = stage.window, stage.window.model
    stage.begin("digits-conv2d")
    rows = [row for row, one in enumerate(model.design.layers) if isinstance(one, Flatten)]
    window.resize(1280, 960)
    model.remove(rows)
    window.stack.layers.view.go_to(rows[0])
    stage.shoot("misfit", window.stack)
    window.resize(1280, 1080)
    stage.begin("digits-dense")
    model.change_schedule(Cosine())
    model.change_run("validation", 0.2)
    model.change_run("patience", 10)
    window.stack.run.expander.setChecked(True)
    stage.shoot("training-settings", window.stack.run)


def divergence(stage: Stage) -> None:
    """A learning rate that is far too large."""
    points = LinearData(samples=300)
    design = replace(recipe("linear"), source=points, optimizer=SGD(100.0))
    stage.begin(design, epochs=100)
    stage.train()
    stage.shoot("diverged")


def classifier(stage: Stage) -> None:
    """What a small convolutional network takes for what, a drawn digit, its filters."""
    stage.begin("usps-conv2d", epochs=3)
    stage.train()
    page = stage.turn_to("mistakes")
    stage.settle()
    page.confusion.plot.set_choice(3, 5)
    page.confusion.plot.chosen.emit(3, 5)
    stage.shoot("tab-mistakes", page)
    page.buttons[2].click()
    for stroke in FIGURE:
        page.drawing.pad.draw(stroke)
    stage.wait(lambda: bool(page.drawing.answer.text()))
    stage.shoot("drawing", page)
    stage.shoot("tab-weights", stage.turn_to("weights"))


def autoencoder(stage: Stage) -> None:
    """What an auto-encoder gives back, and two maps of its codes."""
    stage.begin("usps-autoencoder", epochs=12)
    stage.train()
    page = stage.turn_to("reconstruction")
    stage.shoot("tab-reconstruction", page)
    codes = stage.turn_to("codes")
    stage.wait(lambda: codes.found is not None)
    stage.shoot("tab-codes", codes)
    codes.choices.kind.setCurrentIndex(1)
    codes.start()
    stage.wait(lambda: codes.tsne.found is not None and not codes.tsne.run.is_busy)
    # Its status tells how long it took.
    stage.shoot("tsne", codes.plot)


def denoising(stage: Stage) -> None:
    """Noisy digits and what a network that was trained with noise restores."""
    stage.begin("usps-autoencoder", epochs=12, noise=0.3)
    stage.train()
    page = stage.turn_to("denoising")
    stage.shoot("tab-denoising", page)


def trials(stage: Stage) -> None:
    """The learning-rate finder."""
    stage.begin("digits-dense")
    window = stage.window
    window.trials.open_rates()
    rates: Any = next(iter(window.trials._windows.values()))  # noqa: SLF001  the window just opened
    stage.wait(rates.isVisible)
    rates.toggle()
    stage.wait(lambda: rates.found is not None and not rates.is_running)
    stage.shoot("rate-finder", rates)


def calculation(stage: Stage) -> None:
    """A worked example with the gradient of one weight, and an activation on its way back."""
    stage.window.open_example(EXAMPLES[0])
    stage.wait(lambda: stage.session.training is not None)
    page = stage.turn_to("calculation")
    stage.wait(lambda: page.subject is not None)
    stage.settle()
    page.choose(Choice(WEIGHT, 2, name="W", place=(0, 0)))
    stage.shoot("tab-calculation", page)
    page.choose(Choice(INPUT_GRADIENT, 3, place=(0,)))
    stage.shoot("calculation-curve", page.value)


def gradients(stage: Stage) -> None:
    """What a check of right gradients found, and a network that is broken on purpose beside it."""
    window, checks = stage.window, stage.window.gradients.checks
    stage.begin("moons", epochs=20)
    stage.train()
    checks.start()
    stage.wait(lambda: bool(checks.findings))
    window.gradients.show_details()
    details = window.gradients.details
    assert details is not None
    details.resize(760, 560)
    stage.shoot("gradient-check", details)
    details.hide()
    faults = possible_faults(stage.session.design.layers)
    window.gradients.put_in(next(one for one in faults if one.wrong == WRONG_SIGN))
    stage.wait(lambda: stage.session.training is not None)
    stage.advance(6)
    checks.start()
    stage.wait(lambda: bool(checks.findings))
    stage.shoot("break-it")


def surface(stage: Stage) -> None:
    """The loss around the path of a training."""
    stage.begin("moons", epochs=20)
    stage.train()
    page = stage.turn_to("weights")
    page.show_view(SURFACE)
    page.surface.compute()
    stage.wait(lambda: not page.surface.worker.is_busy)
    stage.shoot("loss-surface", page)


def experiments(stage: Stage) -> None:
    """The report's experiments, none of them run yet."""
    stage.window.report.open()
    stage.wait(lambda: stage.window.report.window is not None)
    window = stage.window.report.window
    assert window is not None
    stage.wait(lambda: window.isVisible() and not window.is_looking)
    # The folder is one that is gone when the scene is over.
    window.folder_words.set_words("~/.local/share/diynn/reproduction")
    window.resize(1100, 620)
    stage.shoot("experiments", window)


BY_NAME: dict[str, Callable[[Stage], None]] = {
    scene.__name__: scene
    for scene in (
        movie, start, moons, spirals, drawn, helping, painting, building, divergence, classifier,
        autoencoder, denoising, trials, calculation, gradients, surface, experiments,
    )
}  # fmt: skip
