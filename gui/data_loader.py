"""The data set of the moment: read or downloaded on a thread, kept for when it is asked again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal, Slot

from diynn.dataset import Dataset
from diynn.datasets.source import Source
from diynn.errors import DataError, DiynnError
from gui.loading import Job

KEPT = 3


class DataLoader(QObject):
    """One source at a time; asking for another drops what is under way."""

    changed = Signal()
    """`dataset`, `error`, `progress` or `is_loading` is another one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dataset: Dataset | None = None
        self.error: DiynnError | None = None
        self.progress: object = None
        self._source: Source | None = None
        self._job: Job | None = None
        self._kept: OrderedDict[Source, Dataset] = OrderedDict()

    @property
    def is_loading(self) -> bool:
        """Whether data is being read or downloaded."""
        return self._job is not None

    def read(self, source: Source) -> None:
        """Make `source` the one of the moment."""
        self._drop()
        self._source = source
        self.dataset, self.error = self._kept.get(source), None
        if self.dataset is None:
            self.error = source.missing()
            if self.error is None:

                def work() -> Iterator[Dataset]:
                    yield source.load()

                self._start("reading", work)
        self.changed.emit()

    def hold(self, source: Source, dataset: Dataset) -> None:
        """Make `source` the one of the moment, whose `dataset` is at hand; tells nobody."""
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
            from diynn.datasets.catalogue import entry_named
            from diynn.datasets.download import fetch

            yield from fetch(entry_named(name))

        self.error = None
        self._start("download", work)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop reading or downloading."""
        if self._job is not None:
            self._drop()
            self.error = DataError("The data is not here: fetching it was cancelled.")
            self.changed.emit()

    def close(self) -> None:
        """End the thread."""
        self._drop()

    def _start(self, name: str, work: Callable[[], Iterator[object]]) -> None:
        self._job = Job(work, name, self)
        self._job.succeeded.connect(self._take)
        self._job.failed.connect(self._fail)
        self._job.progressed.connect(self._show)
        self._job.start()

    def _drop(self) -> None:
        job, self._job = self._job, None
        self.progress = None
        if job is not None:
            job.cancel()
            job.deleteLater()

    # A job that was dropped may still have a word under way; it is no longer listened to.

    @Slot(object)
    def _take(self, value: object) -> None:
        if self.sender() is not self._job or self._source is None:
            return
        self._drop()
        if isinstance(value, Dataset):
            self.dataset = value
            self._kept[self._source] = value
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            self.changed.emit()
        else:
            self.read(self._source)

    @Slot(object)
    def _fail(self, error: object) -> None:
        if self.sender() is not self._job:
            return
        self._drop()
        if isinstance(error, DiynnError):
            self.error = error
        else:
            reason = str(error) or type(error).__name__
            self.error = DataError("The data could not be read: {reason}.", reason=reason)
        self.changed.emit()

    @Slot(object)
    def _show(self, progress: object) -> None:
        if self.sender() is self._job:
            self.progress = progress
            self.changed.emit()
