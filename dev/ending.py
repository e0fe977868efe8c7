"""Ctrl-C, a closed terminal or `kill` is heard once; tidying up is then let finish."""

import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

ASKED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Ended(SystemExit):
    """Somebody asked to end."""


def listen() -> None:
    for number in ASKED:
        signal.signal(number, hear)


def hear(number: int, frame: FrameType | None) -> None:
    for other in ASKED:
        signal.signal(other, signal.SIG_IGN)
    raise Ended("Stopped")


def follow(command: Sequence[str | Path]) -> int:
    """Run a command to its end; whoever asks us to end asks the command, once."""
    with subprocess.Popen(command, start_new_session=True) as child:
        for number in ASKED:
            signal.signal(number, lambda *_: child.send_signal(signal.SIGINT))
        return child.wait()
