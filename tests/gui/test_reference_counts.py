"""PySide6 6.12.0 must not be used: it drops references to True and None until the process dies."""

from __future__ import annotations

import subprocess
import sys

import PySide6

# On Python 3.11 each signal emitted and each call of a painter took one reference too many. Here a
# window's worth of both happens; each count may waver a little, but not by one a call. From 3.12
# on True and None live for ever, and their counts mean nothing: there, only a crash fails.
EMIT_AND_PAINT = """
import sys
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

class Sender(QObject):
    sent = Signal(bool, object)

class Receiver(QObject):
    @Slot(bool, object)
    def receive(self, flag, thing):
        pass

application = QGuiApplication([])
sender, receiver = Sender(), Receiver()
sender.sent.connect(receiver.receive)
image = QImage(64, 64, QImage.Format.Format_ARGB32_Premultiplied)
before = [sys.getrefcount(thing) for thing in (True, False, None)]
painter = QPainter(image)
for step in range(5000):
    sender.sent.emit(step % 2 == 0, None)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(QColor(step % 256, 0, 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRect(QRectF(0, 0, 32, 32))
    painter.drawLine(QPointF(0, 0), QPointF(64, step % 64))
painter.end()
after = [sys.getrefcount(thing) for thing in (True, False, None)]
lost = [old - new for old, new in zip(before, after)]
print("lost references to True, False, None:", lost)
sys.exit(sys.version_info < (3, 12) and max(map(abs, lost)) > 500)
"""


def test_version() -> None:
    assert (6, 11, 3) <= PySide6.__version_info__[:3] < (6, 12)


def test_signals_and_painters_keep_reference_counts() -> None:
    # A process of its own: where the counts are wrong, Python ends in a crash.
    done = subprocess.run(
        [sys.executable, "-c", EMIT_AND_PAINT],
        check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
