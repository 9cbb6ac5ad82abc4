"""Keep what a page of small pictures shows, ready to be drawn."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics

from gui.widgets.image_layout import GAP, Demand
from gui.widgets.image_strip import Levels, grey_levels

Images = npt.NDArray[np.floating]

SIGN = 14


@dataclass(frozen=True, eq=False)
class Content:
    """What the page shows: `levels` of shape (items, rows, height, width), and words to them."""

    levels: Levels = field(default_factory=lambda: np.empty((0, 1, 1, 1), dtype=np.uint8))
    captions: tuple[str, ...] = ()
    right: tuple[bool | None, ...] = ()
    tips: tuple[str, ...] = ()
    row_labels: tuple[str, ...] = ()
    signed_rows: frozenset[int] = frozenset()

    def with_levels(self, levels: Levels) -> "Content":
        """Return the same words for other pictures."""
        return replace(self, levels=levels)

    def tip(self, index: int) -> str:
        """Return the tip of an item: its own, or else its caption with what its sign means."""
        if self.tips:
            return self.tips[index]
        caption = self.captions[index] if self.captions else str(index + 1)
        right = self.right[index] if self.right else None
        if right is None:
            return caption
        if right:
            return QCoreApplication.translate("ImagePage", "{caption}: right").format(
                caption=caption
            )
        return QCoreApplication.translate("ImagePage", "{caption}: wrong").format(caption=caption)

    def demand(self, metrics: QFontMetrics, ratio: float) -> Demand:
        """Return what has to be laid out, with words of the size that `metrics` tells."""
        items, rows, height, width = self.levels.shape
        return Demand(
            items,
            rows,
            height,
            width,
            self.caption_height(metrics),
            self.caption_width(metrics),
            self.label_width(metrics),
            ratio,
        )

    def caption_height(self, metrics: QFontMetrics) -> int:
        """Return the height that captions take, in pixels."""
        return max(metrics.height(), SIGN) + GAP // 2 if self.captions or self.right else 0

    def caption_width(self, metrics: QFontMetrics) -> int:
        """Return the width of the widest caption with its sign, in pixels."""
        # Measuring every caption would take longer than drawing them: the longest will do.
        longest = max(self.captions, key=len, default="")
        sign = SIGN + 4 if self.right else 0
        return metrics.horizontalAdvance(longest) + sign + 2 if self.captions else sign

    def label_width(self, metrics: QFontMetrics) -> int:
        """Return the width of the column of row labels, in pixels."""
        widths = [metrics.horizontalAdvance(label) for label in self.row_labels]
        return max(widths) + 2 * GAP if widths else 0


@dataclass(frozen=True, eq=False)
class ImageItem:
    """One item of the page: pictures above each other, of shape (height, width) or with a 1 more.

    `right` marks it as right (True), wrong (False) or neither (None).
    """

    pictures: Sequence[npt.NDArray[Any]]
    caption: str = ""
    right: bool | None = None
    tip: str = ""


def make_content(
    images: Images,
    limits: tuple[float, float],
    captions: Sequence[str],
    right: Sequence[bool | None],
    tips: Sequence[str],
    row_labels: Sequence[str],
    signed_rows: Sequence[int],
) -> Content:
    """Return what `ImagePage.set_images` is to show; raises ValueError for what does not fit."""
    low, high = limits
    if images.ndim != 4 or 0 in images.shape[1:]:
        raise ValueError(f"Images of shape {images.shape} are not items × rows × two sides.")
    if not low < high:
        raise ValueError(f"The grey levels run from {low} to {high}: the first must be less.")
    for entries in (captions, right, tips):
        if len(entries) not in (0, len(images)):
            raise ValueError(f"{len(images)} items have {len(entries)} entries.")
    return Content(
        levels=to_levels(images, limits, frozenset(signed_rows)),
        captions=tuple(captions),
        right=tuple(right),
        tips=tuple(tips),
        row_labels=tuple(row_labels),
        signed_rows=frozenset(signed_rows),
    )


def from_items(
    items: Sequence[ImageItem],
    limits: tuple[float, float],
    row_labels: Sequence[str],
    signed_rows: Sequence[int],
) -> Content:
    """Return the content of `items`, of which there is at least one; raises ValueError."""
    images = np.stack([np.stack([_flat(one) for one in item.pictures]) for item in items])
    captions = [item.caption for item in items]
    right = [item.right for item in items]
    tips = [item.tip for item in items]
    # Where no item says anything, no room is kept for it.
    return make_content(
        images,
        limits,
        captions if any(captions) else (),
        right if any(sign is not None for sign in right) else (),
        tips if any(tips) else (),
        row_labels,
        signed_rows,
    )


def to_levels(images: Images, limits: tuple[float, float], signed: frozenset[int]) -> Levels:
    """Return grey levels, those of the `signed` rows with zero in the middle."""
    low, high = limits
    levels = grey_levels(images, low, high)
    for row in signed:
        levels[:, row] = grey_levels(images[:, row], low - high, high - low)
    return levels


def content_table(content: Content) -> str:
    """Return each item's number, caption and sign as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["item", "caption", "right"])
    for index in range(len(content.levels)):
        caption = content.captions[index] if content.captions else ""
        right = content.right[index] if content.right else None
        writer.writerow([index, caption, "" if right is None else int(right)])
    return text.getvalue()


def _flat(picture: npt.NDArray[Any]) -> npt.NDArray[Any]:
    # Grey images come with or without their single channel.
    return picture[..., 0] if picture.ndim == 3 and picture.shape[2] == 1 else picture
