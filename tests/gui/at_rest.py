"""When a session has come to rest, and has told the window all that its training did."""

from __future__ import annotations

import numpy as np

from gui.model.session import Session


def at_rest(session: Session) -> bool:
    """Whether no step is being taken and none is still to be told.

    A run that no longer moves may have an epoch or weights that the window has not seen yet: it
    looks at its next tick.
    """
    training = session.training
    if session.is_moving or training is None or session.newest is None:
        return False
    return len(session.history) == len(training.history) and np.array_equal(
        session.newest, training.net.weight_vector, equal_nan=True
    )
