"""The language of the window: its words, Qt's own words, and how numbers are written."""

from __future__ import annotations

from typing import Literal, get_args

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QSettings,
    Qt,
    QTranslator,
    Signal,
)

from gui.stored_settings import stored_choice
from gui.theme.resources import path

Choice = Literal["system", "en", "fr"]
Language = Literal["en", "fr"]

CHOICES: tuple[Choice, ...] = get_args(Choice)
NATIVE: dict[Language, str] = {"en": "English", "fr": "Français"}
"""Each language by the name that its own people give it; these words are never translated."""
KEY = "language"


def of_system() -> Language:
    """The first language of the system's that the window has, else English."""
    for name in QLocale.system().uiLanguages():
        spoken = name.partition("-")[0]
        if spoken in NATIVE:
            return "fr" if spoken == "fr" else "en"
    return "en"


def locale_of(language: Language) -> QLocale:
    """How numbers and dates are written: as in the system's own country, where it speaks so."""
    wanted = QLocale.Language.French if language == "fr" else QLocale.Language.English
    system = QLocale.system()
    return system if system.language() == wanted else QLocale(wanted)


class Languages(QObject):
    """What the person chose, kept in the settings; needs a QCoreApplication.

    Widgets take their words when they are made: after `changed` other windows are built.
    """

    changed = Signal()
    """The words are those of another language from now on."""

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        """Speak as the person chose the last time, at first as the system does."""
        super().__init__(parent)
        self._settings = settings
        self.choice: Choice = stored_choice(settings, KEY, CHOICES, "system")
        self.current: Language = "en"
        self._translators: list[QTranslator] = []
        self._speak()

    def would_change(self, choice: Choice) -> bool:
        """Whether that choice would make the words those of another language."""
        return self._wanted(choice) != self.current

    def choose(self, choice: Choice) -> None:
        """Take the person's choice."""
        self.choice = choice
        self._settings.setValue(KEY, choice)
        if self.would_change(choice):
            self._speak()
            self.changed.emit()

    def close(self) -> None:
        """Take the words away again: the program speaks English, and writes as the system does."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
            translator.setParent(None)
        self._translators = []
        QLocale.setDefault(QLocale.system())

    def _wanted(self, choice: Choice) -> Language:
        return of_system() if choice == "system" else choice

    def _speak(self) -> None:
        self.close()
        self.current = self._wanted(self.choice)
        QLocale.setDefault(locale_of(self.current))
        # The desktop's own dialogs of files speak the language of the system.
        foreign = self.current != of_system()
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, foreign)
        for file in files_of(self.current):
            translator = QTranslator(self)
            if translator.load(file):
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)


def files_of(language: Language) -> tuple[str, ...]:
    """Where the words lie: Qt's own, then ours, which are asked first; in English those alone that
    say how many there are of something."""
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return f"{qt}/qtbase_{language}.qm", str(path(f"translations/diynn_{language}.qm"))
