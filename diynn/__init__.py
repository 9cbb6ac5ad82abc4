"""A neural-network engine in NumPy, in which every number can be followed to a few lines.

From Python, a network is loaded or trained, and predicts:

    >>> from diynn import load, train, Design
    >>> model = train("iris", epochs=3)
    >>> model.classes
    ('setosa', 'versicolor', 'virginica')
    >>> model.predict([[5.1, 3.5, 1.4, 0.2]]).shape
    (1,)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diynn.design.design import Design
    from diynn.inference.model import Model, load, train
    from diynn.network.sequential import Sequential

__all__ = ["Design", "Model", "Sequential", "__version__", "load", "train"]

__version__ = "0.1.0"

_PLACES = {
    "Design": "diynn.design.design", "Model": "diynn.inference.model",
    "Sequential": "diynn.network.sequential", "load": "diynn.inference.model",
    "train": "diynn.inference.model",
}  # fmt: skip


def __getattr__(name: str) -> object:
    # NumPy takes a tenth of a second to load, so it waits until somebody needs it.
    if name in _PLACES:
        from importlib import import_module

        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
