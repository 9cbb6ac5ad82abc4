"""What a tool found in a map: images with words above them; or how a map is to be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gui.theme.theme import ThemeSource
from gui.widgets.image_page import ImagePage
from gui.widgets.plain_text import Label


class MapPanel(QStackedWidget):
    """A line of words and a page of images below a map, or a note over both."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(parent)
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setProperty("muted", True)
        self.page = ImagePage(source)
        found = QWidget()
        down = QVBoxLayout(found)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        down.addWidget(self.words)
        down.addWidget(self.page, 1)
        self.note = Label(self._note())
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.RichText)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setContentsMargins(8, 4, 8, 4)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.note)
        scroll.setAccessibleName(self.tr("How to read a map"))
        self.addWidget(found)
        self.addWidget(scroll)

    def say(self, words: str) -> None:
        """Show `words` above the images."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def say_only(self, words: str) -> None:
        """Show `words` in place of images."""
        self.say("")
        self.page.clear(words)

    def open_note(self, *, shown: bool) -> None:
        """Show how a map is to be read, or what was found."""
        self.setCurrentIndex(1 if shown else 0)

    def _note(self) -> str:
        points = (
            self.tr(
                "<b>A map of many numbers always lies somewhere.</b> The share of neighbours kept, "
                "above each map, measures how much: of the ten codes nearest to a point, so many "
                "are also among the ten nearest in the map. A thousand points scattered blindly "
                "would keep one in a hundred."
            ),
            self.tr(
                "<b>PCA is a shadow.</b> No distance in it is longer than the true one, but points "
                "that are far apart may fall on each other. The percentages at its edges say how "
                "much of the differences can be seen."
            ),
            self.tr(
                "<b>t-SNE: the size of a group means nothing.</b> Dense groups are blown up and "
                "loose ones drawn together until all look alike."
            ),
            self.tr(
                "<b>t-SNE: the distance between groups means little.</b> Only who is whose "
                "neighbour counts; a wide gap may be no wider than a narrow one."
            ),
            self.tr(
                "<b>Chance makes groups, too.</b> With a small perplexity even pure noise falls "
                "into clumps. What you see with one perplexity only, do not believe: try 5, 30 "
                "and 100, and another seed."
            ),
            self.tr(
                "<b>Let it come to rest.</b> Shapes that look pinched or stretched are often just "
                "a map that was stopped too early."
            ),
            self.tr(
                "More, with pictures to play with: M. Wattenberg, F. Viégas and I. Johnson, How to "
                "Use t-SNE Effectively, Distill 2016."
            ),
        )
        style = "margin-top:0; margin-bottom:6px"
        return "".join(f"<p style='{style}'>{point}</p>" for point in points)
