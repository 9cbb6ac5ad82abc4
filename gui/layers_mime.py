"""Layers on their way: through the clipboard, or under the mouse."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

from diynn.errors import SettingError
from diynn.layer import Layer
from diynn.layers import LAYERS
from diynn.settings import from_record, to_record

LAYERS_MIME = "application/x-diynn-layers"


def packed(layers: Sequence[Layer]) -> QMimeData:
    """The layers as data for the clipboard; as text they are JSON too, to be read and mailed."""
    text = json.dumps([to_record(layer) for layer in layers], indent=1, ensure_ascii=False)
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
