"""The first row of the stack: which data, how it is seen, and what is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from diynn.data.sources import SOURCES, TABLES, FashionMNIST, WorkedExample
from diynn.data.sources.drawn_points import Painted
from diynn.data.sources.included import Included
from diynn.data.sources.source import Source
from diynn.data.sources.toys import Toy
from diynn.data.sources.user_file import LOOK, READING, UserFile
from diynn.design.data_advice import INPUT
from diynn.design.design import View
from diynn.settings import Declared, Value, settings_of
from gui.design_panel.layer_row import FITS, WRONG, Card, Picture
from gui.model.design_model import DesignModel
from gui.text.numbers import count
from gui.text.wording import advice_text, error_text, name_of, size
from gui.theme.theme import ThemeSource
from gui.widgets.caption import ElidedCaption
from gui.widgets.file_dialogs import DataMenu
from gui.widgets.plain_text import Label
from gui.widgets.settings_form import KindCombo, SettingsForm, of_kind, small_button, unfolder

PREPARED = ("empty",)
"""Settings of a table that stand in the row of its preparation."""
OF_PICTURES = (*LOOK, "labels")
OF_TABLES = ("target_column", "decimal", "split_column")
"""Settings of a file that mean nothing where it holds the other."""
SPLIT = ("split", "split_column", "test_share", "seed")
"""Settings that are folded away."""
_INLINE = 4
"""So many settings of the data stand in the row; of more, the first alone."""


class InputRow(Card):
    """Edits the design's source and view; the less used settings unfold."""

    data_asked = Signal()
    """The rows or pictures are to be seen."""

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, parent)
        self.setProperty("helpTopic", "input")
        self._model = model
        self.setAccessibleName(self.tr("Input"))
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(10, 3, 6, 3)
        self._down.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(6)
        name = Label(self.tr("Input"))
        name.setProperty("strong", True)
        self.source = KindCombo(SOURCES, self.tr("Data set"), self._group_of)
        self.source.picked.connect(self.choose_source)
        self._files = DataMenu(self.source)
        self._files.chosen.connect(self._take_file)
        self.sign = Picture("error", themes)
        self.sign.hide()
        self.look = small_button(self.tr("Data…"), "eye", themes)
        self.look.setProperty("helpTopic", "data-window")
        self.look.setToolTip(self.tr("Look at the data: rows, columns and their roles, pictures"))
        self.look.clicked.connect(self.data_asked)
        self.expander = unfolder(self.tr("More settings of the input"), themes)
        policy = self.expander.sizePolicy()
        policy.setRetainSizeWhenHidden(False)
        self.expander.setSizePolicy(policy)
        self.expander.toggled.connect(self._expand)
        for widget, stretch in (
            (Picture("data", themes, 20), 0),
            (name, 0),
            (self.source, 1),
            (self.sign, 0),
            (self.look, 0),
            (self.expander, 0),
        ):
            top.addWidget(widget, stretch)
        self._down.addLayout(top)
        self.main: SettingsForm | None = None
        self.more: SettingsForm | None = None
        # The scales of a table's columns stand in the row of its preparation.
        self.view, self.table_view, self.targets = (
            SettingsForm(View, self.tr("Input"), themes, names=names, folded=True)
            for names in (("shape", "scaling", "goal"), ("shape", "goal"), ("targets",))
        )
        for form in (self.view, self.table_view, self.targets):
            form.edited.connect(self._change_view)
            self._down.addWidget(form)
        self.outline = ElidedCaption()
        self._down.addWidget(self.outline)
        self._kind: type[Source] | None = None
        self._unsuited: tuple[str, ...] = ()
        model.fitted.connect(self.show_design)
        self.show_design()

    def _group_of(self, kind: type[Declared]) -> str:
        if issubclass(kind, Toy):
            return self.tr("Points in the plane")
        if issubclass(kind, Painted | UserFile):
            return self.tr("Your own")
        if issubclass(kind, Included):
            return self.tr("Tables")
        if kind is WorkedExample:
            return self.tr("By hand")
        if kind is FashionMNIST:
            return self.tr("Pictures of clothes")
        return self.tr("Pictures of digits")

    @Slot(object)
    def choose_source(self, kind: type[Source]) -> None:
        """Take data of another kind; for a file of one's own it is asked for first."""
        source = self._model.design.source
        if kind is UserFile:
            # Without a file there is no change.
            self.source.show_kind(type(source))
            self._files.popup(self.source.mapToGlobal(self.source.rect().bottomLeft()))
        elif kind is not type(source):
            self._model.change_source(of_kind(kind, source))

    @Slot(object)
    def _take_file(self, path: Path) -> None:
        source = of_kind(UserFile, self._model.design.source)
        self._model.change_source(replace(source, path=str(path)))

    @Slot(str, object)
    def _change_source(self, name: str, value: Value) -> None:
        self._model.change_part("source", name, value)

    @Slot(str, object)
    def _change_view(self, name: str, value: Value) -> None:
        self._model.change_view(name, value)

    @Slot()
    def _expand(self) -> None:
        self._lay_out()

    @Slot()
    def show_design(self) -> None:
        """Show the source, the view and what is known of the data."""
        design, fit = self._model.design, self._model.fit
        kind, unsuited = type(design.source), self._unsuited_settings()
        if kind is not self._kind or unsuited != self._unsuited:
            self._kind, self._unsuited = kind, unsuited
            self._make_forms()
        self.source.show_kind(type(design.source))
        for form in (self.main, self.more):
            if form is not None:
                form.show_values(design.source)
        for form in (self.view, self.table_view, self.targets):
            form.show_values(design.view)
        self._show_view()
        self.outline.set_words(self._outline_words())
        problem = fit.problem if fit is not None and fit.problem_row == -1 else None
        self.set_state(WRONG if problem is not None else FITS)
        if problem is not None:
            self.sign.say("error", error_text(problem))
            return
        words = [advice_text(one) for one in self._model.advice if one.row == INPUT]
        self.sign.say("warning", "\n".join(words))

    def _unsuited_settings(self) -> tuple[str, ...]:
        """Settings of a file that mean nothing for what it holds, as far as that is known."""
        design, outline = self._model.design, self._model.outline
        if type(design.source) is not UserFile:
            return ()
        if outline is None:
            # Until other data is read the fields stay: somebody may be typing in one.
            return self._unsuited if self._kind is UserFile else ()
        return OF_PICTURES if outline.table is not None else OF_TABLES

    def _make_forms(self) -> None:
        for form in (self.main, self.more):
            if form is not None:
                form.hide()
                form.deleteLater()
        kind = self._kind
        assert kind is not None
        self.main = self.more = None
        # How a table is written is seen, and changed, in the window of the data.
        away = (*READING[:1], *READING[2:], *PREPARED, *self._unsuited)
        names = [setting.name for setting in settings_of(kind) if setting.name not in away]
        folded = SPLIT if issubclass(kind, TABLES) else ()
        first = [name for name in names if name not in folded]
        main = first if len(first) <= _INLINE else first[:1]
        rest = [name for name in names if name not in main]
        owner = name_of(kind)
        place = 1
        if main:
            self.main = SettingsForm(
                kind, owner, self._themes, columns=max(3, len(main)), names=main
            )
        if rest:
            self.more = SettingsForm(kind, owner, self._themes, names=rest, folded=True)
        for form in (self.main, self.more):
            if form is not None:
                form.edited.connect(self._change_source)
                self._down.insertWidget(place, form)
                place += 1
        self._lay_out()

    def _lay_out(self) -> None:
        # Where the data has settings of its own, they come first and the view unfolds.
        unfolds = self.main is not None or self.more is not None
        self.expander.setVisible(unfolds)
        self._show_view()
        if self.more is not None:
            self.more.setVisible(self.expander.isChecked())

    def _show_view(self) -> None:
        """How the data is seen; how values to predict are scaled, where there are some."""
        design, outline = self._model.design, self._model.outline
        shown = not self.expander.isVisibleTo(self) or self.expander.isChecked()
        table = isinstance(design.source, Included) or (
            outline is not None and outline.table is not None
        )
        values = outline is not None and not outline.classes and not design.reconstructs
        self.view.setVisible(shown and not table)
        self.table_view.setVisible(shown and table)
        self.targets.setVisible(shown and values and not table)

    def _outline_words(self) -> str:
        outline, fit = self._model.outline, self._model.fit
        if outline is None:
            return self.tr("Nothing is known of this data before it is read.")
        shape = size(fit.input_shape if fit is not None else outline.shape)
        parts = [self.tr("shape {shape}").format(shape=shape)]
        if outline.classes:
            classes = len(outline.classes)
            parts.append(self.tr("{count} class(es)", "", classes).format(count=count(classes)))
        else:
            words = self.tr("{count} value(s) to predict", "", outline.values)
            parts.append(words.format(count=count(outline.values)))
        counts = self.tr("{train} to train, {test} to test")
        if outline.judging:
            # A column of the table says which rows judge.
            counts = self.tr("{train} to train, {judging} to validate, {test} to test")
        parts.append(
            counts.format(
                train=count(outline.train - outline.judging), judging=count(outline.judging),
                test=count(outline.test),
            )  # fmt: skip
        )
        return " · ".join(parts)
