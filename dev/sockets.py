import socket
import time
from collections.abc import Callable
from pathlib import Path


def is_listening(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))  # the system chooses
        return int(probe.getsockname()[1])


def wait_until(done: Callable[[], bool], failure: str) -> None:
    for _ in range(200):
        if done():
            return
        time.sleep(0.05)
    raise SystemExit(failure)
