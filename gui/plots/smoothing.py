"""Smooth and thin a curve without inventing values."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def smooth(y: Floats, weight: float) -> Floats:
    """Return the bias-corrected exponential moving average of `y`, shape (n,).

    With a `weight` w of 0 to 0.99, value n is Σ wᵏ y[n−k] / Σ wᵏ, summed over the finite y only, so
    that the first values lean neither to zero nor to the start (Kingma and Ba 2015, section 3).
    Where `y` is not finite the result is NaN. Raises ValueError for any other weight.
    """
    if not 0.0 <= weight <= 0.99:
        raise ValueError(f"The smoothing weight is {weight}, and must lie between 0 and 0.99.")
    finite = np.isfinite(y)
    if weight == 0.0 or y.size == 0:
        return np.where(finite, y, np.nan)
    total = np.where(finite, y, 0.0)
    count = finite.astype(np.float64)
    # Σ wᵏ zᵏ is the product of (1 + wˢ zˢ) over s = 1, 2, 4, …: a few vector operations do what
    # would be a loop over the steps.
    shift = 1
    while shift < y.size and (factor := weight**shift) > 1e-12:
        for series in (total, count):
            series[shift:] += factor * series[:-shift].copy()
        shift *= 2
    smoothed = np.full(y.shape, np.nan)
    np.divide(total, count, out=smoothed, where=finite)
    return smoothed


def thin(x: Floats, y: Floats, buckets: int) -> tuple[Floats, Floats]:
    """Return at most about two points of (x, y) for each of `buckets`: its lowest and highest.

    `x` rises. Spikes survive, and every point that remains is one of the given. The first and the
    last point remain too.
    """
    size = y.size // max(buckets, 1)
    if size < 3:
        return x, y
    whole = y.size // size * size
    folded = y[:whole].reshape(-1, size)
    start = np.arange(0, whole, size)
    kept = np.zeros(y.size, bool)
    kept[0] = kept[-1] = kept[whole:] = True
    missing = np.isnan(folded)
    gapped = missing.any(axis=1)
    if gapped.any():
        # A bucket with a gap keeps it: a curve that broke off must not be drawn as if it had not.
        kept[(start + missing.argmax(axis=1))[gapped]] = True
        kept[start + np.where(missing, np.inf, folded).argmin(axis=1)] = True
        kept[start + np.where(missing, -np.inf, folded).argmax(axis=1)] = True
    else:
        kept[start + folded.argmin(axis=1)] = True
        kept[start + folded.argmax(axis=1)] = True
    places = kept.nonzero()[0]
    return x[places], y[places]
