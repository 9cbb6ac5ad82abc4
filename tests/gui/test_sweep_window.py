"""The window of sweeps: values, bad ones, start, stop, resume, the plot, and the run list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diynn.design.design import Design
from diynn.network.optimizers import Adam
from diynn.storage.recipes import recipe
from diynn.tuning.sweep_settings import places
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.plots.sweep_plot import SweepAxis, SweepPlot, SweepPoint, upright
from gui.theme.theme import ThemeSource
from gui.tuning.axis_rows import AxisRows, proposal
from gui.tuning.sweep_window import SweepWindow

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def design() -> Design:
    design = recipe("moons")
    return replace(design, run=replace(design.run, epochs=2))


@pytest.fixture
def window(
    qtbot: QtBot, session: Session, themes: ThemeSource, settings: QSettings, run_list: RunList
) -> Iterator[SweepWindow]:
    made = SweepWindow(session, themes, settings, run_list)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def test_an_empty_plot_offers_nothing_to_copy(window: SweepWindow) -> None:
    at = window.plot.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, window.plot.mapToGlobal(at))
    QApplication.sendEvent(window.plot, event)
    assert not window.plot.more.isEnabled()
    assert window.plot.menu.isHidden()


def test_sweep_stop_resume_and_shelf(
    qtbot: QtBot, window: SweepWindow, session: Session, run_list: RunList
) -> None:
    window.form.edited.emit("repeats", 2)
    window.axes.rows[0].values.setText("0.01, 0.1")
    assert "4 runs of 2 epochs" in window.estimate.text()
    assert "Press Start" in window.plot.in_words()
    assert "the best first" in window.table.note()
    window.toggle()
    assert "first finished run" in window.plot.in_words()
    qtbot.waitUntil(lambda: bool(window.results))
    # The person's own training goes on meanwhile.
    session.advance(steps=1)
    window.toggle()
    qtbot.waitUntil(lambda: not window.is_running)
    before = {run.training for run in run_list.runs}
    window.toggle()
    qtbot.waitUntil(lambda: not window.is_running and len(window.results) == 4)
    swept = [run for run in run_list.runs if run.name.startswith("sweep: ")]
    assert {run.name for run in swept} == {
        f"sweep: learning rate {rate}, seed {seed}" for rate in ("0.01", "0.1") for seed in (0, 1)
    }
    assert len(swept) == 4
    assert not any(run.ticked for run in swept)
    assert before <= {run.training for run in run_list.runs}
    assert window.message.text().startswith("Best: learning rate 0.1.")
    rows = window.table.rows()
    assert [row[0] for row in rows] == ["★ 1", "2"]
    assert "±" in rows[0][2]
    assert window.plot.is_line
    window.plot.point_at(0)
    assert "learning rate 0.1" in window.plot.view.readout()
    assert len(window.csv().splitlines()) == 5
    # A combination's best run becomes that of the main window, and undo brings the other back.
    window.table.selectRow(0)
    own = session.training
    window.show_run.click()
    assert run_list.current is not None
    assert run_list.current.name.startswith("sweep: learning rate 0.1")
    session.model.undo_stack.undo()
    assert session.training is own


def test_bad_values_are_reported_and_nothing_starts(window: SweepWindow) -> None:
    for text, words in (("0.1, -3", "between 0 and"), ("", "which values"), ("fast", "a number")):
        window.axes.rows[0].values.setText(text)
        assert words in window.message.text()
        assert not window.start.isEnabled()
        window.toggle()
        assert not window.is_running
    window.axes.rows[0].values.setText("0,1; 0,2")
    assert window.axes.texts() == ["optimizer.learning_rate=0.1, 0.2"]
    assert window.start.isEnabled()


def test_an_address_where_nobody_answers(qtbot: QtBot, window: SweepWindow) -> None:
    pytest.importorskip("distributed")
    window.form.edited.emit("cluster", "tcp://127.0.0.1:9")
    assert not window.form.editors["workers"].isEnabled()
    window.toggle()
    qtbot.waitUntil(lambda: not window.is_running)
    assert "no Dask scheduler" in window.message.text()


def test_closing_in_mid_run_keeps_what_is_done(
    qtbot: QtBot, window: SweepWindow, run_list: RunList
) -> None:
    window.form.edited.emit("repeats", 50)
    window.toggle()
    qtbot.waitUntil(lambda: bool(window.results))
    window.close()
    assert not window.is_running
    done = len(window.results)
    assert 0 < done < 150
    assert sum(run.name.startswith("sweep: ") for run in run_list.runs) == done


def test_rows_offer_every_setting(qtbot: QtBot, themes: ThemeSource) -> None:
    rows = AxisRows(themes)
    qtbot.addWidget(rows)
    design = recipe("moons")
    rows.show_design(design)
    assert [row.setting.currentData() for row in rows.rows] == ["optimizer.learning_rate"]
    rows.more.click()
    assert rows.rows[1].setting.currentData() == "run.batch_size"
    for place in places(design):
        found = rows.rows[1].setting.findData(place.path)
        assert found >= 0
        rows.rows[1].setting.setCurrentIndex(found)
        assert rows.rows[1].values.text() == proposal(design, place) != ""
        for text in proposal(design, place).split(","):
            place.value(text)
    rows.rows[1].drop.click()
    assert len(rows.rows) == 1
    assert not rows.rows[0].drop.isEnabled()


def test_rows_follow_to_a_design_that_has_none_of_their_settings(
    qtbot: QtBot, themes: ThemeSource, design: Design
) -> None:
    rows = AxisRows(themes)
    qtbot.addWidget(rows)
    rows.show_design(design)
    rows.rows[0].setting.setCurrentIndex(rows.rows[0].setting.findData("optimizer.momentum"))
    rows.show_design(replace(design, optimizer=Adam()))
    assert [row.setting.currentData() for row in rows.rows] == ["optimizer.learning_rate"]


def test_parallel_coordinates(qtbot: QtBot, source: ThemeSource) -> None:
    plot = SweepPlot(source)
    qtbot.addWidget(plot)
    plot.resize(600, 300)
    plot.show()
    qtbot.waitExposed(plot)
    axes = [SweepAxis("Rate", (), True), SweepAxis("Loss", ("MSE", "BCE"))]
    points = [SweepPoint(f"n {k}", (10.0**-k, k % 2), 90.0 - k, 1.0) for k in range(3)]
    plot.show_points(axes, points, "Accuracy")
    plot.redraw()
    assert not plot.is_line
    assert plot.words() == [
        "0.01", "0.1", "1", "Rate", "MSE", "BCE", "Loss", "88", "89", "90", "Accuracy",
    ]  # fmt: skip
    plot.point_at(1)
    assert "n 1" in plot.view.readout()
    plot.show_points(axes[:1], [replace(p, values=p.values[:1]) for p in points], "Accuracy")
    plot.redraw()
    assert plot.is_line
    source.choose("dark")
    assert not plot.grab().isNull()


def test_heights_on_an_axis() -> None:
    assert upright(SweepAxis("x", (), True), [0.01, 0.1, 1.0]).heights == pytest.approx((0, 0.5, 1))
    assert upright(SweepAxis("x"), [3.0, 3.0]).heights == (0.5, 0.5)
    assert upright(SweepAxis("x", ("a",)), [0.0]).heights == (0.5,)
    many = upright(SweepAxis("x"), [float(k) for k in range(20)])
    assert [text for _, text in many.marks] == ["0", "19"]
