"""How an auto-encoder draws its images again, and how far from the originals they are."""

from __future__ import annotations

import math
from time import perf_counter

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QSplitter, QWidget

from diynn.analysis.codes import code_layer
from diynn.analysis.reconstruction import histograms, part_of
from diynn.analysis.reconstruction_page import (
    SAMPLE,
    SHOWN,
    Page,
    Question,
    Survey,
    laid_out,
    mean,
    surveyed,
)
from diynn.data.dataset import Dataset
from diynn.network.losses import Loss
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.plots.error_histogram import ErrorHistogram, Spread
from gui.tabs.analysis_tab import AnalysisTab, grey_limits
from gui.tabs.reconstruction.code_size import CodeSize
from gui.tabs.reconstruction.image_choice_bar import ImageChoiceBar
from gui.tabs.reconstruction.runs import (
    PrincipalErrors,
    ReconstructionRuns,
    averages,
    axis_title,
    kinds,
    nothing_chosen,
    short_figure,
    short_name,
    tips,
)
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import hbox, vbox
from gui.widgets.image_page import ImagePage
from gui.widgets.named_combo import NamedCombo
from gui.widgets.plain_text import Label

PICTURE_SECONDS = 0.08
"""How often the pictures change while a training moves: more often takes too much of its time."""
SURVEY_SECONDS = 1.0
"""How often errors are counted while a training moves."""
AT_ONCE = 3000
"""Of more images a sample is shown first, while the others are still being counted."""
WORDS_SECONDS = 0.25
"""How often the figures below the images change while a training moves."""


class ReconstructionTab(AnalysisTab):
    """Originals, reconstructions and differences, live; beside them those of the ticked runs."""

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__(session, themes, run_list)
        self.setProperty("helpTopic", "tab-reconstruction")
        self.choice = ImageChoiceBar()
        self.kind = NamedCombo()
        self.kind.setProperty("helpTopic", "reconstruction-error")
        self.averages = Label()
        self.page = ImagePage(themes)
        self.page.setProperty("helpTopic", "image-choice")
        self.code = CodeSize(themes)
        self.histogram = ErrorHistogram(themes)
        self._foot = QWidget()
        self._lay_out()
        self.question: Question | None = None
        """What is to be shown."""
        self.survey: Survey | None = None
        """The errors that are shown."""
        self.images: Page | None = None
        """The images that are shown."""
        self._asked_at = self._counted_at = self._worded_at = 0.0
        self._round = 0
        self._runs = ReconstructionRuns(run_list)
        self._worker = self.worker("reconstructions", self._draw)
        self._principal = PrincipalErrors(self)
        self.close_with_tab(self._principal)
        self._principal.found.connect(self._show_figures)
        self.choice.changed.connect(self.ask)
        self.kind.currentIndexChanged.connect(self.ask)
        self.histogram.chosen.connect(self._show_bin)
        themes.changed.connect(self._show_figures)
        self.listen()

    def close_down(self) -> None:
        """Close the workers."""
        self._round += 1
        super().close_down()

    def _lay_out(self) -> None:
        self.kind.setAccessibleName(self.tr("Error"))
        self.kind.setToolTip(
            self.tr(
                "How the error of an image is told.\nMSE: the mean squared difference of its "
                "pixels.\nPSNR: the same in decibels, 10 log₁₀(range² / MSE); more is better, and "
                "3 dB more is half the error."
            )
        )
        self.kind.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.averages.setTextFormat(Qt.TextFormat.RichText)
        self.averages.setWordWrap(True)
        measures = hbox((self.kind, 0, Qt.AlignmentFlag.AlignTop), (self.averages, 1), spacing=10)
        head = vbox(self.choice, measures, margins=(12, 8, 12, 6), spacing=6)
        vbox(self.code, (self.histogram, 1), parent=self._foot, margins=(12, 6, 12, 8), spacing=6)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        for widget, stretch in ((self.page, 1), (self._foot, 0)):
            halves.addWidget(widget)
            halves.setStretchFactor(halves.count() - 1, stretch)
        vbox(head, (halves, 1), parent=self, margins=(0, 0, 0, 0), spacing=0)

    # What is asked, and by whom it is answered.

    def unsuited(self, raw: Dataset) -> str:
        """Why there is no image to draw again."""
        if not raw.is_image:
            return self.tr(
                "These samples are not images, so there is nothing to draw again. Choose the "
                "template “Small digits, auto-encoder”, or digits or a folder of images of your "
                "own in the first row of the network."
            )
        if not self.session.design.reconstructs:
            return self.tr(
                "This network says what an image shows; it draws none. Reconstruction needs an "
                "auto-encoder: choose the template “Small digits, auto-encoder”, or let the first "
                "row of the network ask for the input instead of the target."
            )
        return ""

    @Slot()
    def show_data(self) -> None:
        """Show another data set or another network, or why there is nothing to show."""
        words, raw = self.problem(), self.session.dataset
        self._foot.setVisible(not words)
        self.kind.setVisible(not words or self.kind.count() > 0)
        for widget in (self.choice, self.kind):
            widget.setEnabled(not words)
        if raw is not None:
            self.choice.set_classes(raw.classes if raw.train.targets.ndim == 1 else ())
        if words:
            self._round += 1
            self.forget()
            self.question = self.survey = self.images = None
            self.averages.clear()
            self.histogram.clear()
            self.page.clear(words)
        else:
            self.ask()

    def show_sample(self, *, in_test: bool, place: int) -> None:
        """Show that image alone."""
        raw = self.session.dataset
        if raw is None or self.problem():
            return
        self.choice.choose_part("test" if in_test else "train")
        self.choice.set_count(len(raw.test if in_test else raw.train))
        self.choice.show_numbers([place])

    @Slot()
    def show_weights(self) -> None:
        """Show newer weights, not too often."""
        rested = perf_counter() - self._asked_at > PICTURE_SECONDS
        if rested or not self.session.is_moving:
            self.ask()

    @Slot()
    def ask(self) -> None:
        """Have the page drawn with the newest weights, and its errors counted when it is time."""
        session = self.session
        raw, data = session.dataset, session.data
        if raw is None or data is None or not self.isVisible() or self.problem():
            return
        question, networks = self._asked(raw, data), self._runs.networks(data)
        self._asked_at = perf_counter()
        self._round += 1
        number, moves, shown = self._round, session.is_moving, self.images
        survey = self.survey
        last = survey if survey is not None and survey.question is question else None
        due = not moves or perf_counter() - self._counted_at > SURVEY_SECONDS
        due = due or last is None or last.networks[1:] != networks[1:]
        new = last is None or last.networks != networks
        sample = moves or (new and len(question.labels) > AT_ONCE)

        def called_off() -> bool:
            return number != self._round or session.is_moving

        def answer() -> Page:
            if last is not None and not due:
                return laid_out(last, networks, shown)
            if sample:
                found = surveyed(question, networks, SAMPLE, last)
            else:
                found = surveyed(question, networks, None, last, called_off)
            return laid_out(found, networks, shown)

        self._worker.ask(answer)

    def _asked(self, raw: Dataset, data: Dataset) -> Question:
        """The question of the moment; the same one as long as nothing of it changes."""
        self._list_kinds(self.session.design.loss)
        part, loss = self.choice.part_name(), self.session.design.loss
        self.choice.set_count(len(part_of(data, part)))
        new = Question(raw, data, part, self.choice.choice(), self.kind.currentData(), loss)
        if self.question is None or not new.is_as(self.question):
            self.question = new
        return self.question

    def _list_kinds(self, loss: Loss) -> None:
        box, found = self.kind, kinds(loss)
        if found == [(box.itemData(place), box.itemText(place)) for place in range(box.count())]:
            return
        kept = box.currentData() or "mse"
        blocked = box.blockSignals(True)
        box.clear()
        for kind, text in found:
            box.addItem(text, kind)
        box.setCurrentIndex(max(box.findData(kept), 0))
        box.blockSignals(blocked)

    @Slot()
    def show_state(self) -> None:
        """Count the errors of all images where the training pauses."""
        self._worker.settle()
        if not self.session.is_moving:
            self.ask()

    @Slot()
    def show_runs(self) -> None:
        """Count the errors of other runs at once."""
        self._counted_at = 0.0
        self.ask()

    # What was found.

    @Slot(object)
    def _draw(self, answer: object) -> None:
        if not isinstance(answer, Page) or answer.survey.question is not self.question:
            return
        if answer.networks[1:] != self._runs.others:
            return
        counted = answer.survey is not self.survey
        before, self.images = self.images, answer
        if counted:
            self.survey, self._counted_at = answer.survey, perf_counter()
            self._show_figures()
            if not answer.survey.is_whole and not self.session.is_moving:
                self.ask()
        same = before is not None and before.survey.question is answer.survey.question
        if same and not counted and perf_counter() - self._worded_at < WORDS_SECONDS:
            # The words below stay for a moment: drawing them takes most of the time.
            self.page.update_images(answer.pictures)
        else:
            self._show_page(answer)

    def _show_page(self, page: Page) -> None:
        self._worded_at = perf_counter()
        question = page.survey.question
        if not len(page.survey.chosen):
            self.page.clear(nothing_chosen(question))
            return
        raw, runs = question.raw, self._runs.runs
        low, high = grey_limits(raw, page.pictures[:, 0])
        own = runs[0].colour if len(runs) > 1 else None
        self.page.set_row_colours([None, own, own, *(run.colour for run in runs[1:])])
        self.page.set_images(
            page.pictures,
            captions=[short_figure(question, one) for one in page.figures[0].tolist()],
            tips=tips(page, runs),
            row_labels=[
                self.tr("original"), self.tr("reconstruction"), self.tr("difference"),
                *(short_name(run.name) for run in runs[1:]),
            ],
            signed_rows=(2,), low=low, high=high,
        )  # fmt: skip

    @Slot()
    def _show_figures(self) -> None:
        """The averages, the code and the histogram of the last survey."""
        survey, net = self.survey, self.session.net
        if survey is None or net is None or survey.question is not self.question:
            return
        if survey.networks[1:] != self._runs.others:
            return
        question, image = survey.question, math.prod(net.input_shape)
        row = code_layer(net.layers, net.shapes)
        code = None if row is None else math.prod(net.shapes[row + 1])
        squares, pca = None, None
        if code is not None:
            squares = self._principal.errors(question.data, question.part, code)
        if squares is not None:
            squares = squares[survey.looked_at]
            values = question.measure.of_mse(squares, image)
            pca = None if values is None else mean(values)
        self.code.show_sizes(
            code, image, mean(survey.squares[0]), None if squares is None else mean(squares)
        )
        runs, counted = self._runs.runs, histograms(list(survey.figures))
        self.histogram.set_titles(axis_title(question), self.tr("Images"))
        self.histogram.set_empty_text(nothing_chosen(question))
        self.histogram.set_spreads(
            [
                Spread(run.name, run.colour or 0, one.edges, one.counts, survey.average(place))
                for place, (run, one) in enumerate(zip(runs, counted, strict=True))
            ],
            pca,
        )
        silent, theme = self._runs.silent, self.themes.current
        self.averages.setText(averages(survey, runs, silent, self.histogram.mark, theme))

    @Slot(float, float)
    def _show_bin(self, low: float, high: float) -> None:
        """Show the images whose errors lie in a bar of the histogram."""
        survey = self.survey
        if survey is None:
            return
        inside = (survey.figures[0] >= low) & (survey.figures[0] < high)
        numbers = survey.looked_at[inside][:SHOWN].tolist()
        if numbers:
            self.choice.show_numbers(numbers)
