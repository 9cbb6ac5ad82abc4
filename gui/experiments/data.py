"""Fetches the data that an experiment needs, and tells in the message bar how far that is."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from diynn.data.sources import SOURCES, Source
from gui.model.data_loader import DataLoader
from gui.text.wording import error_text
from gui.widgets.message_bar import MessageBar

MEGABYTE = 1_000_000


class ExperimentData(QObject):
    """One download at a time; `changed` when it has begun, gone on or ended."""

    changed = Signal()

    def __init__(self, messages: MessageBar) -> None:
        super().__init__(messages)
        self._messages = messages
        self.loader = DataLoader(self)
        self.loader.changed.connect(self._show)

    @property
    def is_loading(self) -> bool:
        """Whether data is being fetched."""
        return self.loader.is_loading

    def fetch(self, needs: str) -> None:
        """Fetch the data set of that name in the catalogue, if there is one."""
        found = [kind for kind in SOURCES if needs and kind.download == needs]
        if found and not self.is_loading:
            source: Source = found[0]()
            self.loader.read(source)
            self.loader.download()

    def close(self) -> None:
        """End the thread."""
        self.loader.close()

    @Slot()
    def _show(self) -> None:
        loader = self.loader
        if loader.is_loading:
            done = getattr(loader.progress, "done", 0) / MEGABYTE
            total = getattr(loader.progress, "total", 0) / MEGABYTE
            words = self.tr("Downloading: {done} of {total} MB").format(
                done=QLocale().toString(done, "f", 1), total=QLocale().toString(total, "f", 1)
            )
            self._messages.say("info", words, self.tr("Cancel"), loader.cancel)
        elif loader.error is not None:
            self._messages.say("error", error_text(loader.error))
        elif loader.dataset is not None:
            self._messages.hide()
        self.changed.emit()
