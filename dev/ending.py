"""Ctrl-C, a closed terminal or `kill` is heard once; tidying up is then let finish."""

import signal
from types import FrameType

ASKED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Ended(Exception):
    """Somebody asked to end."""


def listen() -> None:
    for number in ASKED:
        signal.signal(number, hear)


def hear(number: int, frame: FrameType | None) -> None:
    for other in ASKED:
        signal.signal(other, signal.SIG_IGN)
    raise Ended
