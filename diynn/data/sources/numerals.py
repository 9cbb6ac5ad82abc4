"""Turn lines of numbers into an array, and find the line with the one that is none."""

from __future__ import annotations

import numpy as np

from diynn.data.dataset import Array
from diynn.errors import DataError


def numbers_in(text: bytes, file: str, first: int = 1) -> Array:
    """All numbers of `text`, parted by white space or colons, as float64 (count,).

    Raises DataError naming `file`, the line and the word that is no finite number; `first` is the
    number of the text's first line.
    """
    try:
        numbers = np.array(text.replace(b":", b" ").split(), np.float64)
    except ValueError:
        numbers = np.array([np.nan])
    if numbers.size and not np.isfinite(numbers).all():
        for line, content in enumerate(text.split(b"\n"), start=first):
            for word in content.replace(b":", b" ").split():
                if not _is_number(word):
                    raise DataError(
                        "“{file}”, line {line}: “{word}” is not a number.",
                        "Mend the line or take it out.",
                        file=file, line=line, word=word.decode("utf-8", "replace")[:40],
                    )  # fmt: skip
    return numbers


def _is_number(word: bytes) -> bool:
    try:
        return b"_" not in word and bool(np.isfinite(float(word)))
    except ValueError:
        return False
