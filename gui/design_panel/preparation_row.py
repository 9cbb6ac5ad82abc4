"""The row below the input of a table: what becomes of its columns before the network sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from diynn.data.preparation import FILLS, LEAVE_OUT, ColumnSummary, Summary
from diynn.data.scaling import GIVEN, ROBUST, SCALINGS, STANDARD
from diynn.data.sources import TABLES
from diynn.data.sources.included import Included
from diynn.data.sources.source import Source
from diynn.data.sources.user_file import UserFile
from diynn.design.design import Design, View
from diynn.settings import Value
from gui.design_panel.layer_row import Card, Picture
from gui.model.design_model import DesignModel
from gui.text.numbers import count
from gui.text.wording import translated
from gui.theme.theme import ThemeSource
from gui.widgets.alive import let_name
from gui.widgets.caption import Caption, ElidedCaption
from gui.widgets.plain_text import Label
from gui.widgets.setting_editor import QuietCombo
from gui.widgets.settings_form import SettingsForm, column_grid, unfolder
from gui.widgets.value_table import Column, Entry, ValueTable

_SHOWN = 6
"""Lines of the table that are seen at once."""
_TEXTS = 12
"""Categories that a tooltip lists."""
AS_ALL = ""


class PreparationRow(Card):
    """Edits what is done to a table's columns: empty cells, categories, scales.

    Folded, one line says what is done; unfolded, the settings of all columns stand over the list of
    columns, whose chosen ones may have settings of their own. Seen only where the data is a table.
    """

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, parent)
        self.setProperty("helpTopic", "Preparation")
        self._model = model
        self._names: list[str] = []
        self._has_values = False
        self._known: tuple[object, Summary | None] = (None, None)
        self.setAccessibleName(self.tr("Preparation"))
        self.words = ElidedCaption()
        self.expander = unfolder(self.tr("Settings of the preparation"), themes)
        self.expander.setToolTip(self.tr("What is done to each column"))
        self.expander.toggled.connect(self._expand)
        name = Label(self.tr("Preparation"))
        name.setProperty("strong", True)
        name.setToolTip(
            self.tr(
                "What becomes of the columns before the network sees them. All of it is worked out "
                "from the rows that are learnt from, and kept with the network for new rows."
            )
        )
        top = QHBoxLayout()
        top.setSpacing(6)
        for widget, stretch in (
            (Picture("prepare", themes, 20), 0),
            (name, 0),
            (self.words, 1),
            (self.expander, 0),
        ):
            top.addWidget(widget, stretch)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(10, 3, 6, 3)
        self._down.setSpacing(2)
        self._down.addLayout(top)
        self.unfolded: QWidget | None = None
        model.fitted.connect(self.show_design)
        self.show_design()

    def _made_unfolded(self, themes: ThemeSource) -> QWidget:
        owner = self.tr("Preparation")
        self.cells = SettingsForm(
            Included, owner, themes, columns=1, names=("empty",), folded=True
        )
        self.cells.edited.connect(self._change_cells)
        self.inputs, self.target, self.rows = (
            SettingsForm(View, owner, themes, columns=1, names=(name,), folded=True)
            for name in ("scaling", "targets", "fitted_on")
        )
        line = QHBoxLayout()
        line.setSpacing(8)
        for form in (self.cells, self.inputs, self.target):
            line.addWidget(form, 1)
        for form in (self.inputs, self.target, self.rows):
            form.edited.connect(self._change_view)
        self.table = ValueTable(self.tr("What is done to each column"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.set_empty_text(self.tr("The columns stand here as soon as the data is read."))
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.chosen = ElidedCaption()
        self.fill = _combo(self.tr("Empty cells of the chosen columns"), FILLS)
        self.scaling = _combo(self.tr("Scaling of the chosen columns"), SCALINGS)
        self.fill.activated.connect(self._choose_fill)
        self.scaling.activated.connect(self._choose_scaling)
        own = QWidget()
        below = column_grid(own, 2, line_gap=0)
        below.addWidget(self.chosen, 0, 0, 1, 2)
        for place, (caption, combo) in enumerate((
            (self.tr("Empty cells"), self.fill), (self.tr("Scaling"), self.scaling),
        )):  # fmt: skip
            words = Caption(caption)
            let_name(words, combo)
            below.addWidget(words, 1, place)
            below.addWidget(combo, 2, place)
        panel = QWidget()
        down = QVBoxLayout(panel)
        down.setContentsMargins(0, 0, 4, 4)
        down.setSpacing(4)
        down.addLayout(line)
        down.addWidget(self.table)
        down.addWidget(own)
        down.addWidget(self.rows)
        return panel

    # What is shown.

    @Slot(bool)
    def _expand(self, wanted: bool) -> None:
        if self.unfolded is None:
            # Made when it is first asked for: most windows never show it.
            self.unfolded = self._made_unfolded(self._themes)
            self._down.addWidget(self.unfolded)
        for form in (self.cells, self.inputs, self.rows):
            form.setVisible(wanted)
        self.unfolded.setVisible(wanted)
        self.show_design()

    @property
    def _table(self) -> Summary | None:
        """The table, also while it is read again for another choice."""
        outline, source = self._model.outline, self._model.design.source
        place = (type(source), source.path if isinstance(source, UserFile) else "")
        if outline is not None and (outline.table is not None or not isinstance(source, Included)):
            self._known = place, outline.table
        return self._known[1] if self._known[0] == place else None

    @Slot()
    def show_design(self) -> None:
        """Show what is done, in words and in the forms; nothing where there is no table."""
        design, table = self._model.design, self._table
        self.setVisible(table is not None or isinstance(design.source, Included))
        words, tip = _in_words(design, table, asked=self._asks_for_values())
        self.words.set_words(words)
        self.words.set_tip(tip)
        if not self.expander.isChecked():
            return
        self.target.setVisible(self._asks_for_values())
        for form in (self.inputs, self.target, self.rows):
            form.show_values(design.view)
        if isinstance(design.source, TABLES):
            self.cells.show_values(design.source)
        self._show_columns(design, table)
        self._show_chosen()

    def _asks_for_values(self) -> bool:
        """Whether a value is to be predicted; as it was, while the data is read again."""
        outline = self._model.outline
        if outline is not None:
            self._has_values = not outline.classes
        return self._has_values and not self._model.design.reconstructs

    def _show_columns(self, design: Design, table: Summary | None) -> None:
        columns = [] if table is None else [one for one in table.columns if one.role == "input"]
        self._names = [one.name for one in columns]
        fills, scalings = _fills_of(design.source), dict(design.view.scalings)
        heads = (
            Column(self.tr("Column"), numbers=False),
            Column(self.tr("Becomes"), numbers=False),
            Column(
                self.tr("Empty"), self.tr("Cells without a value, and what they count as"),
                numbers=False,
            ),
            Column(self.tr("Scaling"), numbers=False),
        )
        rows: list[Sequence[Entry]] = []
        for one in columns:
            fill = fills.get(one.name, _fill_of_all(design.source))
            scaling = scalings.get(one.name, design.view.scaling)
            rows.append([
                Entry(one.name, one.name), _becomes(one),
                Entry(f"{count(one.missing)} → {_filled(one, fill)}", one.missing)
                if one.missing else Entry("–"),
                Entry(translated(scaling), scaling),
            ])  # fmt: skip
        self.table.show_rows(heads, rows)
        wanted = min(max(len(rows), 2), _SHOWN)
        line = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height() + 2 * self.table.frameWidth()
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(head + wanted * line + bar)

    def _chosen_names(self) -> list[str]:
        rows = {self.table.source_row(index) for index in self.table.selectedIndexes()}
        return [self._names[row] for row in sorted(rows) if row < len(self._names)]

    @Slot()
    def _show_chosen(self) -> None:
        names, design = self._chosen_names(), self._model.design
        words = self.tr("{count} column(s) chosen", "", len(names)).format(count=count(len(names)))
        if not names:
            words = self.tr("Choose columns for settings of their own")
        self.chosen.set_words(names[0] if len(names) == 1 else words)
        for combo, own in (
            (self.fill, _fills_of(design.source)), (self.scaling, dict(design.view.scalings)),
        ):  # fmt: skip
            combo.setEnabled(bool(names))
            values = {own.get(name, AS_ALL) for name in names} or {AS_ALL}
            combo.setCurrentIndex(combo.findData(values.pop()) if len(values) == 1 else -1)

    # Edits.

    @Slot(str, object)
    def _change_cells(self, name: str, value: Value) -> None:
        self._model.change_part("source", name, value)

    @Slot(str, object)
    def _change_view(self, name: str, value: Value) -> None:
        self._model.change_view(name, value)

    @Slot()
    def _choose_fill(self) -> None:
        names, design = self._chosen_names(), self._model.design
        own = _changed(_fills_of(design.source), names, self.fill.currentData())
        values: dict[str, Any] = {"fills": own}
        source = replace(design.source, **values)
        words = self.tr("Change empty cells of {columns}")
        self._model.replace_design(
            replace(design, source=source), words.format(columns=_some(names))
        )

    @Slot()
    def _choose_scaling(self) -> None:
        names, design = self._chosen_names(), self._model.design
        own = _changed(dict(design.view.scalings), names, self.scaling.currentData())
        words = self.tr("Change the scaling of {columns}")
        view = replace(design.view, scalings=own)
        self._model.replace_design(replace(design, view=view), words.format(columns=_some(names)))

    def sizeHint(self) -> QSize:
        """No wider than its neighbours."""
        return QSize(320, super().sizeHint().height())


def _combo(name: str, words: tuple[str, ...]) -> QuietCombo:
    combo = QuietCombo()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.addItem(_tr("as for all"), AS_ALL)
    for word in words:
        combo.addItem(translated(word), word)
    return combo


def _changed(
    own: Mapping[str, str], names: list[str], value: str
) -> tuple[tuple[str, str], ...]:
    """The choices for single columns, after `value` for those of these names."""
    others = {name: word for name, word in own.items() if name not in names}
    new = dict.fromkeys(names, value) if value != AS_ALL else {}
    return tuple(sorted((others | new).items()))


def _fills_of(source: Source) -> dict[str, str]:
    return dict(source.fills) if isinstance(source, TABLES) else {}


def _fill_of_all(source: Source) -> str:
    return source.empty if isinstance(source, TABLES) else FILLS[0]


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")


def _becomes(one: ColumnSummary) -> Entry:
    if one.kind == "number":
        return Entry(_tr("number"))
    words = _tr("one-hot: {count}")
    listed = ", ".join(one.texts[:_TEXTS]) + (", …" if len(one.texts) > _TEXTS else "")
    return Entry(words.format(count=count(len(one.texts))), len(one.texts), listed)


def _filled(one: ColumnSummary, fill: str) -> str:
    """What an empty cell of a column counts as: a category can only be the most frequent one."""
    if fill == LEAVE_OUT:
        return _tr("row left out")
    return translated(fill if one.kind == "number" else "most frequent")


def _in_words(design: Design, table: Summary | None, *, asked: bool) -> tuple[str, str]:
    """All that is done, in one line; and in whole words, a line each."""
    if table is None:
        return "", ""
    inputs = [one for one in table.columns if one.role == "input"]
    short, long = [], []
    categories = sum(one.kind != "number" for one in inputs)
    if categories:
        short.append(_tr("{count} one-hot").format(count=count(categories)))
        words = QCoreApplication.translate(
            "Preparation", "{count} text column(s): a 0 or 1 for each category", "", categories
        )
        long.append(words.format(count=count(categories)))
    cells = sum(one.missing for one in inputs)
    if cells:
        how = _how_filled(design, inputs)
        short.append(_tr("{count} empty: {how}").format(count=count(cells), how=how))
        words = QCoreApplication.translate(
            "Preparation", "{count} empty cell(s) count as: {how}", "", cells
        )
        long.append(words.format(count=count(cells), how=how))
    scaling, targets = design.view.scaling, design.view.targets
    goal = table.target
    scaled = asked and bool(goal) and targets != GIVEN
    if scaled and targets == scaling:
        both = _tr("inputs and {target}").format(target=goal)
        short.append(_scaled(both, scaling))
        long.append(short[-1])
    else:
        parts = [_scaled(_tr("inputs"), scaling), *([_scaled(goal, targets)] if scaled else [])]
        short += parts
        long += parts
    names = {one.name for one in inputs}
    own = sum(name in names for name, _ in design.view.scalings)
    if own:
        short.append(_tr("{count} otherwise").format(count=count(own)))
        words = QCoreApplication.translate(
            "Preparation", "{count} column(s) with a scaling of their own", "", own
        )
        long.append(words.format(count=count(own)))
    return " · ".join(short), "\n".join(long)


def _how_filled(design: Design, inputs: list[ColumnSummary]) -> str:
    fills, usual = _fills_of(design.source), _fill_of_all(design.source)
    ways = {_filled(one, fills.get(one.name, usual)) for one in inputs if one.missing}
    numbers = {
        _filled(one, fills.get(one.name, usual))
        for one in inputs if one.missing and one.kind == "number"
    }  # fmt: skip
    # A category can only be the most frequent one: told of numbers, all is told.
    ways = numbers or ways
    return ways.pop() if len(ways) == 1 else _tr("by column")


def _scaled(what: str, scaling: str) -> str:
    if scaling == GIVEN:
        return _tr("{what} as they are").format(what=what)
    if scaling == STANDARD:
        return _tr("{what} standardised").format(what=what)
    if scaling == ROBUST:
        return _tr("{what} by median and quartiles").format(what=what)
    return _tr("{what} from {range}").format(what=what, range=translated(scaling))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Preparation", text)
