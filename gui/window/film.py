"""Saves a film: each epoch of the run as one of the tabs draws it, for slides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QCloseEvent, QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QWidget

from diynn.atomic_files import check_writable, write_folder, write_whole
from diynn.errors import DiynnError
from diynn.export.film import (
    GIF,
    PICTURES,
    SUFFIXES,
    FilmSettings,
    check_film,
    film_bytes,
)
from diynn.training.timeline import Place
from gui.background.latest import Latest
from gui.background.throttle import Redraw
from gui.background.worker import Worker
from gui.model.session import Session
from gui.text.numbers import count
from gui.text.wording import error_text
from gui.theme.resources import text_font
from gui.theme.theme import Theme, ThemeSource
from gui.widgets import file_dialogs
from gui.widgets.boxes import vbox
from gui.widgets.named_combo import NamedCombo
from gui.widgets.plain_text import Label, warn
from gui.widgets.settings_form import SettingsForm
from gui.widgets.tab_deck import TabDeck

TICK_MS = 50
PATIENCE = 20.0
"""Seconds for one picture: what is not drawn by then is taken as it is."""
_CAPTION = 0.055
"""Height of the caption, as a share of the picture's width."""


def drawn(page: QWidget, width: int) -> QImage:
    """What a page shows, `width` pixels wide: its texts and lines are as sharp as that allows."""
    scale = width / max(page.width(), 1)
    made = QImage(QSize(width, max(round(page.height() * scale), 1)), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(scale)
    made.fill(page.palette().window().color())
    page.render(made, QPoint())
    made.setDevicePixelRatio(1.0)
    return made


def captioned(image: QImage, words: str, theme: Theme) -> QImage:
    """A picture with words below it."""
    high = round(image.width() * _CAPTION)
    made = QImage(image.width(), image.height() + high, QImage.Format.Format_RGB32)
    made.fill(QColor(theme.window))
    painter = QPainter(made)
    painter.drawImage(0, 0, image)
    font = text_font(strong=True)
    font.setPixelSize(max(round(high * 0.55), 8))
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    room = QRect(0, image.height(), image.width(), high)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return made


def png_of(image: QImage) -> bytes:
    """The picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


class Shooting(QObject):
    """Looks at one epoch after the other and draws the page, as soon as it shows that epoch.

    `progressed` tells how many pictures there are, `done` has all of them, as PNG files; where an
    epoch cannot be brought back, `failed` says so.
    """

    progressed = Signal(int)
    done = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, themes: ThemeSource, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._themes = session, themes
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._look)
        self._page: QWidget | None = None
        self._settings = FilmSettings()
        self._epochs: tuple[int, ...] = ()
        self._frames: list[bytes] = []
        self._last = QImage()
        self._until = 0.0

    def start(self, page: QWidget, settings: FilmSettings, epochs: Sequence[int]) -> None:
        """Begin with the first of the epochs."""
        self._page, self._settings, self._epochs = page, settings, tuple(epochs)
        self._frames = []
        self._turn_to(0)
        self._timer.start()

    def stop(self) -> None:
        """Draw no more."""
        self._timer.stop()
        self._page, self._frames, self._last = None, [], QImage()

    def _turn_to(self, number: int) -> None:
        self._last = QImage()
        self._until = monotonic() + PATIENCE
        self._session.cursor.go_to(Place(self._epochs[number]))

    @Slot()
    def _look(self) -> None:
        cursor, page = self._session.cursor, self._page
        if page is None:
            return
        epoch = self._epochs[len(self._frames)]
        if cursor.is_lost:
            words = self.tr("Epoch {epoch} cannot be brought back: no steps lead there any more.")
            self.stop()
            self.failed.emit(words.format(epoch=count(epoch)))
            return
        busy = not cursor.is_exact or not is_settled(page)
        if busy and monotonic() < self._until:
            self._last = QImage()
            return
        image = drawn(page, self._settings.width)
        # What is drawn the same twice is not being drawn any more.
        if image != self._last and monotonic() < self._until:
            self._last = image
            return
        if self._settings.caption:
            words = self.tr("Epoch {epoch}").format(epoch=count(epoch))
            image = captioned(image, words, self._themes.current)
        self._frames.append(png_of(image))
        self.progressed.emit(len(self._frames))
        if len(self._frames) < len(self._epochs):
            self._turn_to(len(self._frames))
        else:
            frames = self._frames
            self.stop()
            self.done.emit(frames)


def is_settled(page: QWidget) -> bool:
    """Whether nothing of a page is being computed, or has still to be drawn."""
    computes = any(not one.is_idle for one in page.findChildren(Latest))
    return not computes and not any(one.is_due for one in page.findChildren(Redraw))


class FilmDialog(QDialog):
    """Asks what the film is of, and makes it; nothing is left of one that is given up."""

    saved = Signal(str)
    """The film is written; carries the name of its file or folder."""

    def __init__(
        self, session: Session, deck: TabDeck, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "film")
        self.setWindowTitle(self.tr("Save the film"))
        self._session, self._deck = session, deck
        self._before, self._place = deck.current_name(), session.cursor.place
        self._path: Path | None = None
        first, last = session.cursor.first, session.cursor.last_epoch
        # An epoch that had begun before the past does is not whole.
        self._first = 0 if first is None else first.epoch + (first.step > 0)
        self.settings = FilmSettings(from_epoch=self._first, to_epoch=last)
        self.tab = NamedCombo()
        self.tab.setAccessibleName(self.tr("Tab"))
        self.tab.setToolTip(self.tr("Which tab draws the pictures"))
        for name in deck.names():
            if deck.is_offered(name):
                self.tab.addItem(deck.title(name), name)
        self.tab.setCurrentIndex(self.tab.findData(self._before))
        self.form = SettingsForm(FilmSettings, self.tr("Film"), themes)
        self.form.show_values(self.settings)
        self.form.edited.connect(self._change)
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setMinimumHeight(2 * self.fontMetrics().height())
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.progress.setAccessibleName(self.tr("Progress of the film"))
        keeping = self.progress.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(keeping)
        self.progress.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setDefault(True)
        self.save.clicked.connect(self.ask)
        buttons.rejected.connect(self.reject)
        vbox(self.tab, self.form, self.words, self.progress, buttons, parent=self, spacing=8)
        self.shooting = Shooting(session, themes, self)
        self.shooting.progressed.connect(self._tell_frames)
        self.shooting.done.connect(self._write)
        self.shooting.failed.connect(self._give_up)
        self.worker = Worker("film", self)
        self.worker.stepped.connect(self._finish)
        self.worker.ended.connect(self._end)
        self.tab.currentIndexChanged.connect(self._tell)
        self._tell()

    def sizeHint(self) -> QSize:
        """Room for the settings."""
        return super().sizeHint().expandedTo(QSize(520, 300))

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs that are shown."""
        cursor = self._session.cursor
        found = self.settings.epochs(self._first, cursor.last_epoch)
        if cursor.is_too_large:
            # Of such a network only these can be brought back.
            known = sorted({*(place.epoch for place in cursor.offered()), cursor.last_epoch})
            begin, end = self.settings.from_epoch, self.settings.to_epoch
            found = tuple(epoch for epoch in known if begin <= epoch <= end)
        return found

    @property
    def is_busy(self) -> bool:
        """Whether a film is being made."""
        return not self.progress.isHidden()

    # What is chosen

    @Slot(str, object)
    def _change(self, name: str, value: object) -> None:
        # The form has checked it: the field is one of the settings', and the value fits.
        self.settings = replace(self.settings, **{name: value})  # type: ignore[arg-type]
        self._tell()

    def _problem(self) -> str:
        page, width = self._deck.currentWidget(), self.settings.width
        high = round(width * max(page.height(), 1) / max(page.width(), 1))
        high += round(width * _CAPTION) if self.settings.caption else 0
        try:
            check_film(len(self.epochs), width, high, self.settings.kind)
        except DiynnError as error:
            return error_text(error)
        return ""

    @Slot()
    def _tell(self) -> None:
        problem = self._problem()
        self.save.setEnabled(not problem)
        if problem:
            self.words.setText(problem)
            return
        number = len(self.epochs)
        words = self.tr("{count} picture(s), {seconds} s.", "", number)
        seconds = count(max(round(number / self.settings.speed), 1))
        if self.settings.kind == PICTURES:
            words, seconds = self.tr("{count} picture(s).", "", number), ""
        self.words.setText(words.format(count=count(number), seconds=seconds))

    # Making it

    @Slot()
    def ask(self) -> None:
        """Ask where it is to be saved, and make it."""
        kind = self.settings.kind
        names = {
            GIF: self.tr("Animated GIF (*.gif)"), PICTURES: self.tr("Folder of PNG pictures (*)"),
        }  # fmt: skip
        words = names.get(kind, self.tr("Animated WebP (*.webp)"))
        name = self.tr("film") + SUFFIXES.get(kind, "")
        path = file_dialogs.ask_save(self, self.tr("Save the film"), [words], name,
                                     file_dialogs.PICTURES)  # fmt: skip
        if path is not None:
            self.make(path)

    def make(self, path: Path) -> None:
        """Make the film and save it under that name."""
        try:
            if self.settings.kind == PICTURES:
                write_folder(path, [])
                path.rmdir()
            else:
                check_writable(path)
        except DiynnError as error:
            warn(self, self.tr("Not saved"), error_text(error))
            return
        self._path = path
        self._session.pause()
        self._show_busy(busy=True)
        self._deck.show_page(str(self.tab.currentData()))
        page = self._deck.page(str(self.tab.currentData()))
        self.progress.setRange(0, len(self.epochs) + 1)
        self.shooting.start(page, self.settings, self.epochs)
        self._tell_frames(0)

    @Slot(int)
    def _tell_frames(self, number: int) -> None:
        self.progress.setValue(number)
        words = self.tr("{done} of {total} pictures are drawn.")
        self.words.setText(words.format(done=count(number), total=count(len(self.epochs))))

    @Slot(object)
    def _write(self, frames: list[bytes]) -> None:
        assert self._path is not None
        self.words.setText(self.tr("The film is being written…"))
        self.worker.start(partial(_written, self._path, frames, self.epochs, self.settings))

    @Slot(object)
    def _finish(self, name: object) -> None:
        if name:
            self.saved.emit(str(name))

    @Slot(object)
    def _end(self, error: object) -> None:
        if error is None:
            self._restore()
            self.accept()
        elif isinstance(error, DiynnError):
            self._give_up(error_text(error))
        elif isinstance(error, MemoryError):
            self._give_up(self.tr("There is not enough memory for this film."))
        elif isinstance(error, Exception):
            self._restore()
            # Unforeseen: the error hook shows it, with its details.
            raise error

    @Slot(str)
    def _give_up(self, words: str) -> None:
        self._restore()
        self._tell()
        warn(self, self.tr("Not saved"), words)

    def _show_busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        for widget in (self.tab, self.form, self.save):
            widget.setEnabled(not busy)

    def _restore(self) -> None:
        """Look at what was looked at before."""
        if self.is_busy:
            self._show_busy(busy=False)
            self._session.cursor.go_to(self._place)
            self._deck.show_page(self._before)

    def reject(self) -> None:
        """Give up what is being made, or close."""
        if self.is_busy:
            self.shooting.stop()
            self.worker.cancel()
            self._restore()
            self._tell()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give up what is being made."""
        if self.is_busy:
            self.reject()
        super().closeEvent(event)


def _written(
    path: Path, frames: Sequence[bytes], epochs: Sequence[int], settings: FilmSettings
) -> Iterator[str]:
    """Encode the film, tell nothing, write it and tell its name: what is cancelled while it is
    encoded is not written."""
    if settings.kind == PICTURES:
        digits = max(len(str(epochs[-1])), 3)
        names = [f"epoch-{epoch:0{digits}}.png" for epoch in epochs]
        yield ""
        write_folder(path, list(zip(names, frames, strict=True)))
    else:
        content = film_bytes(frames, settings.kind, settings.milliseconds)
        yield ""
        write_whole(path, [content])
    yield path.name
