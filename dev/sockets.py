import socket
import time
from collections.abc import Callable
from pathlib import Path


def answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as door:
        try:
            door.connect(str(path))
        except OSError:
            return False
    return True


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def wait(done: Callable[[], bool], sorry: str) -> None:
    for _ in range(200):
        if done():
            return
        time.sleep(0.05)
    raise SystemExit(sorry)
