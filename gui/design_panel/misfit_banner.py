"""One sentence on what does not fit, and the buttons that mend it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diynn.design.fixes import Mend
from gui.design_panel.layer_row import Picture
from gui.model.design_model import DesignModel
from gui.text.wording import error_message, error_remedy, error_text, fill_in
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.plain_text import Label, plain_tip


class MisfitBanner(QFrame):
    """Stands there while the stack does not fit; the best way out is its first button."""

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._mends: tuple[Mend, ...] = ()
        self.setObjectName("misfitBanner")
        self.setProperty("note", "error")
        down = QVBoxLayout(self)
        down.setContentsMargins(10, 6, 8, 8)
        down.setSpacing(6)
        across = QHBoxLayout()
        across.setSpacing(8)
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        across.addWidget(Picture("error", themes), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.words, 1)
        down.addLayout(across)
        self._buttons = QWidget()
        below = QHBoxLayout(self._buttons)
        below.setContentsMargins(24, 0, 0, 0)
        below.setSpacing(6)
        self.mend = QPushButton()
        self.mend.setProperty("primary", True)
        self.other = QToolButton()
        self.other.setProperty("raised", True)
        self.other.setToolTip(self.tr("Other ways"))
        self.other.setAccessibleName(self.tr("Other ways"))
        self.other.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._dots = IconKeeper(self.other, self.other.setIcon, "more", themes)
        self.menu = QMenu(self.other)
        self.other.setMenu(self.menu)
        below.addWidget(self.mend)
        below.addWidget(self.other)
        below.addStretch(1)
        down.addWidget(self._buttons)
        self.mend.clicked.connect(self._mend_best)
        self.menu.aboutToShow.connect(self._list_others)
        model.fitted.connect(self.show_problem)
        self.show_problem()

    @Slot()
    def show_problem(self) -> None:
        """Show the problem of the moment, or hide where there is none."""
        fit = self._model.fit
        problem = fit.problem if fit is not None else None
        if problem is None:
            self._mends = ()
            self.hide()
            return
        self._mends = self._model.mends()
        self.words.setText(error_message(problem) if self._mends else error_text(problem))
        self.setAccessibleName(error_text(problem))
        self._buttons.setVisible(bool(self._mends))
        if self._mends:
            self.mend.setText(fill_in(self._mends[0].label, self._mends[0].values))
            self.mend.setToolTip(plain_tip(error_remedy(problem)))
        self.other.setVisible(len(self._mends) > 1)
        self.show()

    @Slot()
    def _mend_best(self) -> None:
        if self._mends:
            self._model.apply_mend(self._mends[0])

    @Slot()
    def _list_others(self) -> None:
        self.menu.clear()
        for mend in self._mends[1:]:
            action = self.menu.addAction(fill_in(mend.label, mend.values))
            action.triggered.connect(lambda _=False, mend=mend: self._model.apply_mend(mend))
