"""The panel that shows a topic, beside the window or docked in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.help.page import CONTENTS, Question, formula_image, formula_size, page, title_of
from gui.help.pictures import PICTURES
from gui.help.sketch import Sketch
from gui.help.topics import KINDS, formulas, language, search, topics
from gui.text.wording import translated
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.typed_field import LineField

_EM = 17.0
"""Pixels of an em in a formula, at the usual zoom."""
_MARGIN = 14
_PICTURE_WIDTH = 380
_REDRAW_MS = 60
_FOUND = 12


class HelpPage(QTextBrowser):
    """A topic as a page, with its formulas and pictures drawn for this screen."""

    asked = Signal(object)
    """A link was followed; carries the Question."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._tongue = language()
        self.question = Question(CONTENTS)
        self.setObjectName("helpPage")
        self.setAccessibleName(self.tr("Help"))
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(self._follow)
        themes.changed.connect(self.redraw)
        self._later = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._later.timeout.connect(self.redraw)
        self._drawn_for = (0, 0.0)

    def ask(self, question: Question) -> None:
        """Show another page, from its top."""
        self.question = question
        self.redraw()
        self.verticalScrollBar().setValue(0)

    @Slot()
    def redraw(self) -> None:
        """Draw the same page for the look, the width and the screen of now."""
        place = self.verticalScrollBar().value()
        self._drawn_for = self._room()
        self.document().clear()
        self.setHtml(page(self.question, self._tongue, self._themes.current))
        # Formulas are images: whoever has the page read out gets them in plain letters.
        kind = KINDS.get(self.question.topic)
        self.setAccessibleName(title_of(self.question, self._tongue))
        self.setAccessibleDescription("" if kind is None else translated(kind.help()))
        self.verticalScrollBar().setValue(place)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Draw the formula or the picture of this address."""
        address = name.toString() if isinstance(name, QUrl) else name
        what, _, rest = address.partition(":")
        if kind == QTextDocument.ResourceType.ImageResource.value and rest:
            if what == "formula":
                topic, _, line = rest.rpartition("/")
                return self._formula(formulas(topic)[int(line)])
            if what == "picture":
                return self._picture(rest)
        return super().loadResource(kind, name)

    def _room(self) -> tuple[int, float]:
        # With the bar at the side, whether it is there or not: it would come and go.
        taken = 2 * _MARGIN + self.verticalScrollBar().sizeHint().width()
        return self.width() - taken, self.devicePixelRatioF()

    def _formula(self, latex: str) -> QImage:
        width, fineness = self._room()
        em = _EM * self._themes.zoom
        # One that is too wide becomes smaller: nothing of it may be cut off.
        em *= min(1.0, max(width, 120) / formula_size(latex, em).width())
        return formula_image(latex, em, self._themes.current.text, fineness)

    def _picture(self, name: str) -> QImage:
        width, fineness = self._room()
        picture = PICTURES[name]
        size = QSize(min(max(width, 160), _PICTURE_WIDTH), picture.height)
        image = QImage(size * fineness, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(fineness)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().toRectF()
        room.setRect(2, 2, size.width() - 4, size.height() - 4)
        picture.draw(Sketch(painter, room, self._themes.current))
        painter.end()
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is drawn to another width, once it rests."""
        super().resizeEvent(event)
        if self._room() != self._drawn_for:
            self._later.start()

    def event(self, event: QEvent) -> bool:
        """Draw as finely as another screen shows it."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._later.start()
        return super().event(event)

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        self.asked.emit(Question.of_address(link.toString()))


class HelpPanel(QWidget):
    """A page, a field to search in, and the way back."""

    closed = Signal()
    """Escape was pressed."""
    title_changed = Signal(str)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "help")
        self.setObjectName("helpPanel")
        self._way: list[Question] = []
        self._at = -1
        self._tongue = language()
        self.page = HelpPage(themes)
        self.page.asked.connect(self.ask)
        self.back = self._button("undo", self.tr("Back"), themes)
        self.back.clicked.connect(self._go_back)
        self.contents = self._button("grid", self.tr("All topics"), themes)
        self.contents.clicked.connect(self._show_contents)
        self.field = LineField()
        self.field.setPlaceholderText(self.tr("Search the help"))
        self.field.setAccessibleName(self.tr("Search the help"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._open_first)
        self.found = QListWidget()
        self.found.setAccessibleName(self.tr("Topics found"))
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.itemActivated.connect(self._open)
        self.found.itemClicked.connect(self._open)
        self.found.hide()
        across = QHBoxLayout()
        across.setContentsMargins(8, 6, 8, 6)
        across.setSpacing(4)
        for widget in (self.back, self.contents, self.field):
            across.addWidget(widget)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(across)
        down.addWidget(self.found)
        down.addWidget(self.page, 1)
        self._show_way()

    def _button(self, drawing: str, words: str, themes: ThemeSource) -> QToolButton:
        button = QToolButton()
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setIconSize(QSize(16, 16))
        IconKeeper(button, button.setIcon, drawing, themes)
        return button

    def sizeHint(self) -> QSize:
        """Room for a page without scrolling, as a rule."""
        return QSize(400, 560)

    @property
    def question(self) -> Question:
        """What is shown."""
        return self.page.question

    @Slot(object)
    def ask(self, question: Question) -> None:
        """Show what is asked about; one that does not exist shows the contents."""
        if question.topic != CONTENTS and question.topic not in topics(self._tongue):
            question = Question(CONTENTS)
        if not self._way or self._way[self._at] != question:
            del self._way[self._at + 1 :]
            self._way.append(question)
            self._at = len(self._way) - 1
        self._show()

    def _show(self) -> None:
        question = self._way[self._at]
        if self.field.text():
            self.field.clear()
        self.page.ask(question)
        self._show_way()
        self.title_changed.emit(title_of(question, self._tongue))

    def _show_way(self) -> None:
        self.back.setEnabled(self._at > 0)

    @Slot()
    def _go_back(self) -> None:
        if self._at > 0:
            self._at -= 1
            self._show()

    @Slot()
    def _show_contents(self) -> None:
        self.ask(Question(CONTENTS))

    @Slot(str)
    def _search(self, words: str) -> None:
        self.found.clear()
        results = search(self._tongue, words)[:_FOUND]
        for topic in results:
            item = QListWidgetItem(f"{topic.title}  –  {topic.group}")
            item.setData(Qt.ItemDataRole.UserRole, topic.name)
            self.found.addItem(item)
        if words.strip() and not results:
            item = QListWidgetItem(self.tr("Nothing found. Try another word."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.found.addItem(item)
        self.found.setVisible(bool(words.strip()))
        rows = max(self.found.count(), 1)
        self.found.setFixedHeight(min(rows, 8) * max(self.found.sizeHintForRow(0), 20) + 8)

    @Slot()
    def _open_first(self) -> None:
        if self.found.count():
            self._open(self.found.item(0))

    @Slot(QListWidgetItem)
    def _open(self, item: QListWidgetItem) -> None:
        name = item.data(Qt.ItemDataRole.UserRole)
        if name:
            self.ask(Question(name))
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep Alt+← from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if alt and event.key() == Qt.Key.Key_Left:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears the search, then closes; Alt+← goes back; ↓ goes to what was found."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Escape:
            if self.field.text():
                self.field.clear()
            else:
                self.closed.emit()
        elif event.key() == Qt.Key.Key_Left and alt:
            self._go_back()
        elif event.key() == Qt.Key.Key_Down and self.field.hasFocus() and self.found.isVisible():
            self.found.setFocus(Qt.FocusReason.OtherFocusReason)
            self.found.setCurrentRow(0)
        else:
            # The keys of a run belong to the window below: they would play and step unseen.
            event.accept()
