"""Which window stands: at a change of language another one is built around the same work."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot

from gui.text.languages import Languages
from gui.theme.theme import ThemeSource, dress
from gui.window.main_window import MainWindow


class Staging(QObject):
    """Holds the window. The training goes on meanwhile; nothing that was decided is touched."""

    replaced = Signal()
    """`window` is another one, and the one before is gone."""

    def __init__(
        self, themes: ThemeSource, settings: QSettings, languages: Languages,
        parent: QObject | None = None, *, at_once: bool = True,
    ) -> None:  # fmt: skip
        """The first window has its plots `at_once`, or when somebody fills it."""
        super().__init__(parent)
        self._themes, self._settings, self._languages = themes, settings, languages
        self.window = MainWindow(themes, settings, languages, at_once=at_once)
        dress(self.window, themes.current)
        # Queued: the choice comes from a menu of the window that is to go.
        languages.changed.connect(self.rebuild, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def rebuild(self) -> None:
        """Let a new window take the place of the one that stands."""
        old = self.window
        # What it lends the text and hides would be taken for the person's own choice.
        old.home.presentation.leave()
        self.window = MainWindow(self._themes, self._settings, self._languages, old)
        dress(self.window, self._themes.current)
        self.window.show()
        self.window.setFocus()
        old.leave()
        self.replaced.emit()
