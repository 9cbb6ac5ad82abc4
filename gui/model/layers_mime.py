"""Layers on their way: through the clipboard, or under the mouse."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

from diynn.errors import SettingError
from diynn.layers import LAYERS
from diynn.layers.layer import Layer
from diynn.settings import from_record, to_record

LAYERS_MIME = "application/x-diynn-layers"


def as_text(layers: Sequence[Layer]) -> str:
    """The layers as JSON, to be pasted, read or mailed.

    This goes on the clipboard, which outlives Python: data that Python had made would end the
    process with a crash.
    """
    return json.dumps([to_record(layer) for layer in layers], indent=1, ensure_ascii=False)


def packed(layers: Sequence[Layer]) -> QMimeData:
    """The layers as data under the mouse, in a format of their own and as text."""
    text = as_text(layers)
    data = QMimeData()
    data.setData(LAYERS_MIME, QByteArray(text.encode()))
    data.setText(text)
    return data


def unpacked(data: QMimeData | None) -> tuple[Layer, ...]:
    """The layers that `packed` wrote, from its own format or its text; else none."""
    if data is None:
        return ()
    text = bytes(data.data(LAYERS_MIME).data()).decode(errors="replace") or data.text()
    try:
        records = json.loads(text)
        if not isinstance(records, list):
            return ()
        return tuple(from_record(record, LAYERS, "layer") for record in records)
    except (ValueError, SettingError):
        return ()
