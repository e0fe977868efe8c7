"""Act on the first Ctrl-C, closed terminal or `kill`, and let the cleaning up finish."""

import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(SystemExit):
    """The person, the terminal or the system asked for the end."""


def handle_stop_signals() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, raise_stopped)


def raise_stopped(_number: int, _frame: FrameType | None) -> None:
    # A second Ctrl-C would leave servers running that the first was about to stop.
    for other in STOP_SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    raise Stopped("Stopped")


def run_until_stopped(command: Sequence[str | Path]) -> int:
    """Run a command to its end, and pass a stop signal on to it."""
    # In a session of its own, or Ctrl-C would reach it twice: from the terminal and from us.
    with subprocess.Popen(command, start_new_session=True) as child:
        for number in STOP_SIGNALS:
            # SIGINT whatever came: pytest answers it with its report.
            signal.signal(number, lambda *_: child.send_signal(signal.SIGINT))
        return child.wait()
