"""A mail server in a process of its own: `python -m tests.torture.smtp_server PORT FOLDER`.

It writes the Message-ID of every e-mail that it accepts to the file `accepted`, and behaves as the file `mode`
says.
"""

import asyncio
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

ACCEPTING, SLOW, BUSY, STALLED = "accepting", "slow", "busy", "stalled"
DISCONNECTING, NO_REPLY = "disconnecting", "disconnecting after acceptance"


class Mailbox:
    def __init__(self, folder: Path) -> None:
        self.mode = folder / "mode"
        self.accepted = (folder / "accepted").open("a", buffering=1)

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        mode = self.mode.read_text()
        if mode == BUSY:
            return "451 come back later"
        if mode == SLOW:
            await asyncio.sleep(0.1)
        if mode == STALLED:
            await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        mode = self.mode.read_text()
        if mode != DISCONNECTING:
            self._accept(envelope.content.decode("ascii", "replace").split("\r\n\r\n")[0])
        if mode in (DISCONNECTING, NO_REPLY):
            server.transport.close()
        return "250 accepted"

    def _accept(self, head: str) -> None:
        self.accepted.write(next(line for line in head.split("\r\n") if line[:10] == "Message-ID"))
        self.accepted.write("\n")


async def serve(port: int, folder: Path) -> None:
    loop = asyncio.get_running_loop()
    mailbox = Mailbox(folder)
    server = await loop.create_server(lambda: SMTP(mailbox), "127.0.0.1", port)
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
    server.close()


class SmtpServer:
    """Starts, stops and sets the mode of the server process."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, find_free_port()
        self.set_mode(ACCEPTING)
        (folder / "accepted").touch()

    def set_mode(self, mode: str) -> None:
        (self.folder / "mode").write_text(mode)

    def start(self) -> None:
        module = [sys.executable, "-m", "tests.torture.smtp_server"]
        self.process = subprocess.Popen([*module, str(self.port), str(self.folder)])
        wait_for_port(self.port)

    def configure(self, settings: Any) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", self.port

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def accepted(self) -> Counter[str]:
        """How often each Message-ID was accepted."""
        return Counter((self.folder / "accepted").read_text().split("\n")[:-1])


def find_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for_port(port: int) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError(f"nothing answers on {port}")


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
