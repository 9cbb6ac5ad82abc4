"""The text of a step: Markdown with formulas set as a book would, and links to the help."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from gui.help.page import formula_image, formula_size
from gui.theme.theme import ThemeSource

_EM, _DISPLAYED = 15.0, 17.0
"""Pixels of an em in a formula within a line and in one of its own, at the usual zoom."""
_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
_NOT_SPOKEN = re.compile(r"[^\w=+−-]+")
_REDRAW_MS = 60
_UNKNOWN = "?"


class TextPage(QTextBrowser):
    """Shows a text in all its height: what scrolls is around it. `asked` carries a help topic."""

    asked = Signal(str)

    def __init__(self, themes: ThemeSource, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "lessons")
        self._themes = themes
        self._words = ""
        self._formulas: list[tuple[str, float]] = []
        self._drawn_for = 0
        self.setObjectName("lessonText")
        self.setAccessibleName(name)
        self.setStyleSheet("QTextBrowser { border: none; background: transparent; padding: 0; }")
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._follow)
        self._later = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._later.timeout.connect(self.redraw)
        themes.changed.connect(self._later.start)

    def show_words(self, words: str) -> None:
        """Show another text: Markdown, of which nothing is run and nothing loaded."""
        self._words = words
        self.redraw()

    @Slot()
    def redraw(self) -> None:
        """Draw the same for the look and the width of now."""
        self._drawn_for = self.viewport().width()
        self._formulas = []
        document = self.document()
        document.clear()
        document.setDefaultFont(self.font())
        document.setMarkdown(
            _FORMULA.sub(self._placed, self._words),
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub
            | QTextDocument.MarkdownFeature.MarkdownNoHTML,
        )
        self._set_formulas()
        self._fit()

    def _placed(self, found: re.Match[str]) -> str:
        """The image that stands for a formula."""
        displayed = found[1] is not None
        latex = found[1] or found[2]
        self._formulas.append((latex, _DISPLAYED if displayed else _EM))
        # Without words of its own Qt leaves an image out; they are read out, too.
        spoken = _NOT_SPOKEN.sub(" ", latex).strip() or _UNKNOWN
        return f"![{spoken}]({_address(len(self._formulas) - 1)})"

    def _set_formulas(self) -> None:
        """Let formulas within a line stand in the middle of it."""
        block = self.document().begin()
        middle = QTextCharFormat.VerticalAlignment.AlignMiddle
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().isImageFormat():
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(piece.position())
                    keep = QTextCursor.MoveMode.KeepAnchor
                    cursor.setPosition(piece.position() + piece.length(), keep)
                    wanted = QTextCharFormat()
                    wanted.setVerticalAlignment(middle)
                    cursor.mergeCharFormat(wanted)
                pieces += 1
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Draw a formula; anything else that a text names is not loaded."""
        address = name.toString() if isinstance(name, QUrl) else name
        what, _, number = address.partition(":")
        if what == "formula" and number.isdecimal() and int(number) < len(self._formulas):
            return self._drawn(*self._formulas[int(number)])
        return QImage()

    def _drawn(self, latex: str, em: float) -> QImage:
        theme = self._themes.current
        em *= self._themes.zoom
        room = max(self.viewport().width() - 4, 60)
        try:
            em *= min(1.0, room / max(formula_size(latex, em).width(), 1.0))
            return formula_image(latex, em, theme.text, self.devicePixelRatioF())
        except Exception:  # noqa: BLE001  what is no formula, whatever it is that it lacks
            return formula_image(_UNKNOWN, em, theme.error, self.devicePixelRatioF())

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        height = int(self.document().size().height()) + 2
        if height != self.height():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, self.height())

    def minimumSizeHint(self) -> QSize:
        """Narrow columns break its lines."""
        return QSize(120, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that another width needs."""
        super().resizeEvent(event)
        if self.viewport().width() != self._drawn_for:
            self._fit()
            self._later.start()

    def event(self, event: QEvent) -> bool:
        """Draw as finely as another screen shows it, and in other letters."""
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.FontChange):
            self._later.start()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a run are the window’s, also while a text is read."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_R, Qt.Key.Key_V):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        self.asked.emit(link.toString())


def _address(number: int) -> str:
    return f"formula:{number}"
