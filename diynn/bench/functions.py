"""What each NumPy function that a training step uses costs for a value, on this machine.

NumPy has vector forms of its own for some functions and kinds of processors, and for others none:
what is cheap on one machine may be dear on the next. What NumPy finds, and the matrix library's
kernels, are `diynn.machine`'s to tell. `NPY_DISABLE_CPU_FEATURES` and `OPENBLAS_CORETYPE` in the
environment make a machine with AVX-512 one without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import process_time

import numpy as np

VALUES = 64 * 256
"""The outputs of the USPS auto-encoder for a batch: they stay in a core's cache."""
ROUNDS = 15
ROUND_SECONDS = 0.004


@dataclass(frozen=True)
class FunctionCost:
    """What a function costs: nanoseconds of processor time for each of its values."""

    name: str
    used_for: str
    nanoseconds: float


def function_costs(rounds: int = ROUNDS) -> Iterator[FunctionCost]:
    """The cost of each function, the median of so many rounds over all of them, in their order."""
    calls = _calls()
    found: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, (_, call) in calls.items():
            found[name].append(_seconds(call))
    for name, (used_for, _) in calls.items():
        yield FunctionCost(name, used_for, median(found[name]) / VALUES * 1e9)


def _seconds(call: Callable[[], object]) -> float:
    """The processor time of one call."""
    call()
    times, spent = 4, 0.0
    while True:
        began = process_time()
        for _ in range(times):
            call()
        spent = process_time() - began
        if spent >= ROUND_SECONDS:
            return spent / times
        times *= 2


def _calls() -> dict[str, tuple[str, Callable[[], object]]]:
    """Each function with what a step uses it for, and a call of it on `VALUES` numbers."""
    rng = np.random.default_rng(0)
    x = 3 * rng.standard_normal(VALUES, np.float32)
    share, out = rng.random(VALUES, np.float32), np.empty(VALUES, np.float32)
    above_one, below_zero = 1 + share, -np.abs(x)
    zero, one = np.zeros((), np.float32), np.ones((), np.float32)
    flags, wide = x >= 0, x.reshape(64, -1)
    row, column = np.empty(256, np.float32), np.empty(64, np.float32)
    pieces, ones = x.reshape(-1, 1024), np.ones(64, np.float32)
    table, places = rng.random((2048, 256), np.float32), rng.integers(0, 2048, 64)
    picked = np.empty((64, 256), np.float32)

    def of(function: Callable[..., object], *values: object) -> Callable[[], object]:
        return partial(function, *values, out=out)

    return {
        "exp": ("BCE, cross-entropy, Softmax, SiLU, Softplus, ELU", of(np.exp, below_zero)),
        "tanh": ("Tanh, Sigmoid, GELU", of(np.tanh, x)),
        "log": ("Softplus, cross-entropy (a value a sample)", of(np.log, above_one)),
        "log1p": ("BCE, of one value in 32", of(np.log1p, share)),
        "expm1": ("nothing: exp in its place", of(np.expm1, below_zero)),
        "logaddexp": ("nothing: exp and log in its place", of(np.logaddexp, x, share)),
        "sqrt": ("Adam, RMSprop", of(np.sqrt, share)),
        "divide": ("BCE, Softmax, SiLU, Softplus, Adam, RMSprop", of(np.divide, x, above_one)),
        "add": ("bias, Adam, sums of shards", of(np.add, x, share)),
        "subtract": ("losses, update", of(np.subtract, x, share)),
        "multiply": ("gradients, update", of(np.multiply, x, share)),
        "multiply by a number": ("update, means", of(np.multiply, x, one)),
        "abs": ("BCE", of(np.abs, x)),
        "negative": ("BCE, SiLU", of(np.negative, x)),
        "maximum": ("ReLU, max pooling", of(np.maximum, x, zero)),
        "minimum": ("ELU, SiLU", of(np.minimum, x, zero)),
        "greater": ("ReLU, max pooling", partial(np.greater, x, zero, out=flags)),
        "multiply by flags": ("ReLU, max pooling, Dropout", of(np.multiply, x, flags)),
        "copyto": ("windows, biases", partial(np.copyto, out, x)),
        "take": ("the batch", partial(table.take, places, axis=0, out=picked, mode="clip")),
        "add.reduce": ("losses", partial(np.add.reduce, x)),
        "add.reduce of rows": ("Softmax", partial(np.add.reduce, wide, axis=1, out=column)),
        "maximum.reduce of rows": (
            "Softmax, cross-entropy", partial(np.maximum.reduce, wide, axis=1, out=column)
        ),
        "vecdot": ("losses", partial(np.vecdot, pieces, pieces)),
        "ones · matrix": ("bias gradients, normalisations", partial(ones.dot, wide, out=row)),
    }  # fmt: skip
