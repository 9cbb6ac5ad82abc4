"""Arrays as the bytes of an .npz, for whoever writes files whole."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


def packed_npz(arrays: Mapping[str, NDArray[Any]]) -> memoryview:
    """What numpy.savez would write."""
    packed = io.BytesIO()
    np.savez(packed, **arrays)  # type: ignore[arg-type]
    return packed.getbuffer()
