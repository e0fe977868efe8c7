"""A Valkey of its own that can be stopped, hang without a word, and begin again with nothing in it."""

import socket
import subprocess
from pathlib import Path

from django.conf import settings

from dev.valkey import find_server
from tests.torture.smtp_server import free_port, until_it_answers


class Broker:
    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.binary: Path = find_server(settings.DATA_DIR).binary
        self.hole: socket.socket | None = None

    def start(self) -> None:
        if self.hole is not None:
            self.hole.close()
            self.hole = None
        options = ("--port", str(self.port), "--save", "", "--appendonly", "no")
        self.process = subprocess.Popen([self.binary, *options], stdout=subprocess.DEVNULL)
        until_it_answers(self.port)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def hang(self) -> None:
        """A socket that listens, and never answers."""
        self.stop()
        self.hole = socket.socket()
        self.hole.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.hole.bind(("127.0.0.1", self.port))
        self.hole.listen(128)
