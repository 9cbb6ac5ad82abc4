"""The network as Python, beside the list of layers: it follows every edit, and the chosen block."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QGuiApplication,
    QKeyEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTextEdit, QWidget

from diynn.errors import DiynnError
from diynn.export.python_view import VIEWS, ScriptLine, script_lines
from gui.design_panel.layer_view import LayerView
from gui.model.design_model import DesignModel
from gui.stored_settings import stored_choice
from gui.text.wording import error_text
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import hbox, vbox
from gui.widgets.plain_text import Label
from gui.widgets.setting_editor import QuietCombo

KEPT = "python-view/language"
USUAL = QSize(470, 440)


class PythonPanel(QWidget):
    """Read only. The lines of the current block are lit; a click on a line chooses its block."""

    closed = Signal()
    """Escape: the keys are wanted elsewhere."""

    def __init__(
        self, model: DesignModel, view: LayerView, themes: ThemeSource, settings: QSettings
    ) -> None:
        super().__init__()
        self.setProperty("helpTopic", "as-python")
        self._model, self._view, self._themes, self._settings = model, view, themes, settings
        self._lines: list[ScriptLine] = []
        self._follows = False
        """Whether the cursor is being put somewhere by the panel itself."""
        self.choice = QuietCombo()
        self.choice.setAccessibleName(self.tr("Library"))
        for name, kept in (("PyTorch", "torch"), ("NumPy", "numpy")):
            self.choice.addItem(name, kept)
        self.choice.setCurrentIndex(VIEWS.index(stored_choice(settings, KEPT, VIEWS, VIEWS[0])))
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.setToolTip(self.tr("Put all lines on the clipboard"))
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setProperty("muted", True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(self.tr("The network as Python"))
        vbox(
            hbox((self.choice, 1), self.copy, spacing=6), self.words, (self.text, 1), parent=self,
            margins=(8, 6, 8, 8), spacing=6,
        )  # fmt: skip
        self.choice.activated.connect(self._choose)
        self.copy.clicked.connect(self._copy)
        self.text.cursorPositionChanged.connect(self._go_to_block)
        view.selectionModel().currentChanged.connect(self._light)
        model.fitted.connect(self._refresh)
        themes.changed.connect(self._light)

    def sizeHint(self) -> QSize:
        """Wide enough for most lines."""
        return USUAL

    @property
    def language(self) -> str:
        """What the code is written for: one of VIEWS."""
        return str(self.choice.currentData())

    @Slot()
    def _choose(self) -> None:
        self._settings.setValue(KEPT, self.language)
        self._refresh()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: it follows only while it is seen."""
        super().showEvent(event)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Letters as large as everywhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_font()

    def _set_font(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        # Letters of one width look larger than those around.
        font.setPointSizeF(0.88 * self.font().pointSizeF())
        self.text.setFont(font)

    @Slot()
    def _refresh(self) -> None:
        """Write the design of the moment, up to the first layer that does not fit."""
        if not self.isVisible():
            return
        self._set_font()
        fit = self._model.fit
        problem = None if fit is None else fit.problem
        lines: list[ScriptLine] = []
        if fit is not None and fit.input_shape is not None:
            fitting = [row for row in fit.rows if row.after is not None]
            try:
                lines = script_lines(
                    self._model.design, fit.input_shape, self.language, len(fitting)
                )
            except DiynnError as error:
                problem = problem or error
        self.words.setText("" if problem is None else error_text(problem))
        self.words.setVisible(problem is not None)
        self._lines = lines
        text = "\n".join(line.text for line in lines)
        if text != self.text.toPlainText():
            self._follows = True
            bars = self.text.verticalScrollBar(), self.text.horizontalScrollBar()
            places = [bar.value() for bar in bars]
            self.text.setPlainText(text)
            for bar, place in zip(bars, places, strict=True):
                bar.setValue(place)
            self._follows = False
        self.copy.setEnabled(bool(lines))
        self._light()

    @Slot()
    def _light(self) -> None:
        """Light the lines of the current block, and bring them into view."""
        if not self.isVisible():
            return
        row, theme = self._view.current_row(), self._themes.current
        ground = QTextCharFormat()
        ground.setBackground(QColor(theme.selection))
        ground.setProperty(QTextFormat.Property.FullWidthSelection, True)
        found = []
        for number, line in enumerate(self._lines):
            if line.row is None or line.row != row:
                continue
            lit = QTextEdit.ExtraSelection()
            lit.format = ground
            lit.cursor = QTextCursor(self.text.document().findBlockByNumber(number))
            found.append(lit)
        self.text.setExtraSelections(found)
        if found and not self.text.hasFocus():
            self._follows = True
            self.text.setTextCursor(found[0].cursor)
            self._follows = False

    @Slot()
    def _go_to_block(self) -> None:
        """Choose the block that the line under the cursor says."""
        number = self.text.textCursor().blockNumber()
        if self._follows or number >= len(self._lines):
            return
        row = self._lines[number].row
        if row is not None and row != self._view.current_row():
            self._view.go_to(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; the keys of a run belong to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            event.accept()
