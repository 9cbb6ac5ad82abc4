"""The tools for a map: what a press in it does, all points at once, saving, how to read it."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QWidget

from gui.plots.map_hand import Tool
from gui.theme import IconKeeper, ThemeSource


class MapBar(QWidget):
    """A line of buttons; one of the tools is always pressed."""

    tool_chosen = Signal(str)
    fit_asked = Signal()
    note_switched = Signal(bool)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin with the tool that looks."""
        super().__init__(parent)
        self.tools: dict[Tool, QPushButton] = {}
        self._group = QButtonGroup(self)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        words: tuple[tuple[Tool, str, str], ...] = (
            (
                "look",
                self.tr("Look"),
                self.tr("Drag to move the map, point at a dot to see it, click it for its code"),
            ),
            (
                "decode",
                self.tr("Decode"),
                self.tr("Click or drag to see what an auto-encoder draws from the code there"),
            ),
            (
                "walk",
                self.tr("Walk"),
                self.tr("Click two points to walk from one to the other in code space"),
            ),
            (
                "lasso",
                self.tr("Lasso"),
                self.tr("Drag a line round points to list them (keys: Enter sets a corner, twice "
                        "at one place closes the line)"),
            ),
        )  # fmt: skip
        for tool, name, tip in words:
            button = QPushButton(name, self)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCheckable(True)
            button.setChecked(tool == "look")
            button.setToolTip(tip)
            button.setAccessibleName(self.tr("Tool: {name}").format(name=name))
            self._group.addButton(button)
            self.tools[tool] = button
            across.addWidget(button)
        self._group.buttonClicked.connect(self._tell_tool)
        across.addStretch(1)
        self.note = QPushButton(self.tr("How to read it"), self)
        self.note.setProperty("flat", True)
        self.note.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.note.setCheckable(True)
        self.note.setToolTip(self.tr("What distances in a map mean, and what they do not"))
        self.note.toggled.connect(self.note_switched)
        self.fit = self._button("fit", self.tr("Show all points"), source)
        self.fit.setToolTip(self.tr("Show all points (F)"))
        self.fit.clicked.connect(self.fit_asked)
        self.more = self._button("more", self.tr("Copy or save"), source)
        self.more.setToolTip(self.tr("Copy or save the maps"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for widget in (self.note, self.fit, self.more):
            across.addWidget(widget)

    def tool(self) -> Tool:
        """Return the tool that is pressed."""
        return next(tool for tool, button in self.tools.items() if button.isChecked())

    def _button(self, drawing: str, name: str, source: ThemeSource) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(name)
        IconKeeper(button, button.setIcon, drawing, source)
        return button

    @Slot()
    def _tell_tool(self) -> None:
        self.note.setChecked(False)
        self.tool_chosen.emit(self.tool())
