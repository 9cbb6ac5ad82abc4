"""The data set of the moment: read or downloaded on a thread, kept for when it is asked again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from diynn.data.dataset import Dataset
from diynn.data.sources.source import Source
from diynn.errors import DataError, DiynnError
from diynn.workers import WorkProgress, cancellable, followed
from gui.background.worker import Work, Worker

KEPT = 3
LOOK_MS = 150
"""How often it is looked how far the reading is."""


class DataLoader(QObject):
    """One source at a time; asking for another drops what is under way."""

    changed = Signal()
    """`dataset`, `error`, `progress` or `is_loading` is another one."""
    advanced = Signal(object)
    """How far the reading is, as a WorkProgress."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dataset: Dataset | None = None
        self.error: DiynnError | None = None
        self.progress: object = None
        self._source: Source | None = None
        self._worker = Worker("data", self)
        self._worker.stepped.connect(self._take)
        self._worker.ended.connect(self._end)
        self._news: object = None
        """What the thread reported last."""
        self._reached: list[WorkProgress] = []
        """The last progress that the reading thread told, if any."""
        self._cancelled = Event()
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._kept: OrderedDict[Source, Dataset] = OrderedDict()

    @property
    def is_loading(self) -> bool:
        """Whether data is being read or downloaded."""
        return self._worker.is_busy

    def read(self, source: Source) -> None:
        """Make `source` the one of the moment."""
        self._drop()
        self._source = source
        self.dataset, self.error = self._kept.get(source), None
        if self.dataset is None:
            self.error = source.missing()
            if self.error is None:
                reached, cancelled = self._reached, self._cancelled

                def tell(progress: WorkProgress) -> None:
                    reached[:] = [progress]

                def work() -> Iterator[Dataset]:
                    with cancellable(cancelled.is_set), followed(tell):
                        dataset = source.load()
                    yield dataset

                self._start(work)
                self._looking.start()
        self.changed.emit()

    def hold(self, source: Source, dataset: Dataset) -> None:
        """Make `source` the one of the moment, whose `dataset` is there already; emits nothing."""
        self._drop()
        self._source, self.dataset, self.error = source, dataset, None

    def reload(self) -> None:
        """Read the source of the moment again, from its files."""
        if self._source is not None:
            self._kept.pop(self._source, None)
            self.read(self._source)

    def download(self) -> None:
        """Fetch the files that the source lacks, then read it."""
        name = "" if self._source is None else self._source.download
        if not name or self.is_loading:
            return

        def work() -> Iterator[object]:
            # Loaded here: what a download needs is not needed at the start.
            from diynn.data.sources.catalogue import entry_named
            from diynn.data.sources.download import fetch

            yield from fetch(entry_named(name))

        self.error = None
        self._start(work)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop reading or downloading."""
        if self.is_loading:
            self._drop()
            self.error = DataError("The data is not here: reading or fetching it was cancelled.")
            self.changed.emit()

    def close(self) -> None:
        """Let go of what is being read."""
        self._drop()

    def _start(self, work: Work) -> None:
        self._news = None
        self._worker.start(work)

    def _drop(self) -> None:
        self.progress = self._news = None
        self._looking.stop()
        # What is read on goes on to its next piece, and tells nobody any more.
        self._cancelled.set()
        self._cancelled, self._reached = Event(), []
        self._worker.cancel()

    @Slot()
    def _look(self) -> None:
        self.advanced.emit(self._reached[0] if self._reached else WorkProgress(0, 0))

    @Slot(object)
    def _take(self, news: object) -> None:
        """The data as it was read, or how far a download is."""
        self._news = news
        if not isinstance(news, Dataset):
            self.progress = news
            self.changed.emit()

    @Slot(object)
    def _end(self, error: object) -> None:
        news = self._news
        self._drop()
        if isinstance(error, DiynnError):
            self.error = error
        elif error is not None:
            reason = str(error) or type(error).__name__
            self.error = DataError("The data could not be read: {reason}.", reason=reason)
        elif isinstance(news, Dataset) and self._source is not None:
            self.dataset = news
            self._kept[self._source] = news
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        elif self._source is not None:
            # It has been downloaded.
            self.read(self._source)
            return
        self.changed.emit()
