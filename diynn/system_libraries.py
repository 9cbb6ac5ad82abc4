"""What Qt asks of a Linux system, and what of it is missing."""

from __future__ import annotations

import ctypes
import re
import sys

# The libraries of Qt's own and of its plugins for X11 and for no screen, each with the Debian
# package that brings it.
QT_NEEDS = {
    "libdbus-1.so.3": "libdbus-1-3",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def load_error(library: str) -> OSError | None:
    """Why the system cannot load a library, by its name or its path; None where it can."""
    try:
        ctypes.CDLL(library)
    except OSError as error:
        return error
    return None


def missing_libraries() -> dict[str, str]:
    """Those of QT_NEEDS that this system cannot load, each with its package; none but on Linux."""
    if not sys.platform.startswith("linux"):
        return {}
    return {library: package for library, package in QT_NEEDS.items() if load_error(library)}


def missing_in(error: Exception) -> dict[str, str]:
    """The libraries for want of which something could not be loaded, each with its package or "".

    None where another thing than a library is to blame.
    """
    named = re.search(r"\b(lib[\w+.-]+\.so[.\d]*)", str(error))
    if named is None:
        return {}
    return missing_libraries() or {named[1]: QT_NEEDS.get(named[1], "")}
