"""Work on a thread that may be left alone: its caller never waits for it."""

from __future__ import annotations

import threading
from collections.abc import Generator
from threading import Event

import pytest

from diynn.workers import abandonable


def test_all_pieces_come_in_order_and_then_it_ends() -> None:
    def pieces() -> Generator[int]:
        yield from range(100)

    found = [piece for piece in abandonable(pieces, "test") if piece is not None]
    assert found == list(range(100))


def test_a_failure_is_raised_after_what_came_before_it() -> None:
    def pieces() -> Generator[int]:
        yield 1
        raise ValueError("broken")

    steps = (piece for piece in abandonable(pieces, "test") if piece is not None)
    assert next(steps) == 1
    with pytest.raises(ValueError, match="broken"):
        next(steps)


def test_nothing_is_waited_for_and_what_is_abandoned_is_closed() -> None:
    go_on, closed = Event(), Event()

    def pieces() -> Generator[int]:
        try:
            yield 1
            go_on.wait()
            yield 2
        finally:
            closed.set()

    steps = abandonable(pieces, "test-abandoned", wait=0.001)
    while next(steps) is None:
        pass
    assert [next(steps) for _ in range(3)] == [None] * 3
    steps.close()
    assert not closed.is_set()
    go_on.set()
    assert closed.wait(10)


def test_a_thread_that_is_far_ahead_ends_when_it_is_abandoned() -> None:
    ended = Event()

    def pieces() -> Generator[int]:
        try:
            while True:
                yield 1
        finally:
            ended.set()

    steps = abandonable(pieces, "test-endless")
    while next(steps) is None:
        pass
    steps.close()
    assert ended.wait(10)


def test_it_does_not_keep_the_program_from_ending() -> None:
    go_on = Event()

    def pieces() -> Generator[int]:
        go_on.wait()
        yield 1

    steps = abandonable(pieces, "test-daemon", wait=0.001)
    assert next(steps) is None
    thread = next(one for one in threading.enumerate() if one.name == "test-daemon")
    assert thread.daemon
    steps.close()
    go_on.set()
