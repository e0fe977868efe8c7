"""A task that can be asked to end: it finishes the letter under way and leaves the rest."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def spell(seconds: float) -> Iterator[Callable[[], bool]]:
    """Whether to go on: until the time is over, or somebody ends the process, which it then does."""
    asked: list[int] = []
    end = time.monotonic() + seconds
    before = signal.signal(signal.SIGTERM, lambda number, frame: asked.append(number))
    try:
        yield lambda: not asked and time.monotonic() < end
    finally:
        signal.signal(signal.SIGTERM, before)
        if asked:
            signal.raise_signal(signal.SIGTERM)
