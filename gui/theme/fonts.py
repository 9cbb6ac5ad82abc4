"""Bring the program's own typeface, because a bare machine may have none."""

from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Source Sans Pro"
POINT_SIZE = 10.5

_FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


def load_fonts() -> None:
    """Make the typeface known to Qt; needs a QGuiApplication, and does nothing the second time.

    Raises RuntimeError if the font package is broken.
    """
    if FAMILY in QFontDatabase.families():
        return
    folder = files("font_source_sans_pro") / "files"
    for face in _FACES:
        # Packaged programs may keep their files in an archive: as_file gives a real one.
        with as_file(folder / f"SourceSansPro-{face}.ttf") as file:
            known = QFontDatabase.addApplicationFont(str(file))
        if known < 0:
            raise RuntimeError(f"The typeface {FAMILY} {face} could not be loaded.")


def text_font(zoom: float = 1.0, *, scale: float = 1.0, strong: bool = False) -> QFont:
    """Return the typeface at `scale` times the size of running text, enlarged by `zoom`."""
    font = QFont(FAMILY)
    font.setPointSizeF(POINT_SIZE * zoom * scale)
    # All digits get one width, so that figures do not dance while they change.
    font.setFeature(QFont.Tag("tnum"), 1)
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font
