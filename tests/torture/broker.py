"""A Valkey of its own that can be stopped, hang without a reply, and start again with nothing in it."""

import socket
import subprocess
from pathlib import Path

from django.conf import settings

from dev.valkey import find_server
from tests.torture.smtp_server import find_free_port, wait_for_port


class Broker:
    def __init__(self) -> None:
        self.port = find_free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.binary: Path = find_server(settings.DATA_DIR).binary
        self.silent_socket: socket.socket | None = None

    def start(self) -> None:
        if self.silent_socket is not None:
            self.silent_socket.close()
            self.silent_socket = None
        options = ("--port", str(self.port), "--save", "", "--appendonly", "no")
        self.process = subprocess.Popen([self.binary, *options], stdout=subprocess.DEVNULL)
        wait_for_port(self.port)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def hang(self) -> None:
        """Replace the server by a socket that listens and never replies."""
        self.stop()
        self.silent_socket = socket.socket()
        self.silent_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.silent_socket.bind(("127.0.0.1", self.port))
        self.silent_socket.listen(128)
