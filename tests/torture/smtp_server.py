"""A mail server in a process of its own: `python -m tests.torture.smtp_server PORT FOLDER`.

It writes the Message-ID of every mail that it took to `taken`, and behaves as the file `mode` says.
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

TAKING, SLOW, BUSY, STALLED, DROPPING = "taking", "slow", "busy", "stalled", "dropping"
UNANSWERED = "dropping the answer"  # to a mail that it took


class Mailbox:
    def __init__(self, folder: Path) -> None:
        self.mode = folder / "mode"
        self.taken = (folder / "taken").open("a", buffering=1)

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
        if mode != DROPPING:
            self._take(envelope.content.decode("ascii", "replace").split("\r\n\r\n")[0])
        if mode in (DROPPING, UNANSWERED):
            server.transport.close()
        return "250 taken"

    def _take(self, head: str) -> None:
        self.taken.write(next(line for line in head.split("\r\n") if line[:10] == "Message-ID"))
        self.taken.write("\n")


async def serve(port: int, folder: Path) -> None:
    loop = asyncio.get_running_loop()
    mailbox = Mailbox(folder)
    server = await loop.create_server(lambda: SMTP(mailbox), "127.0.0.1", port)
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
    server.close()


class MailServer:
    """The same from outside: begun, stopped, and told how to behave."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.be(TAKING)
        (folder / "taken").touch()

    def be(self, mode: str) -> None:
        (self.folder / "mode").write_text(mode)

    def start(self) -> None:
        module = [sys.executable, "-m", "tests.torture.smtp_server"]
        self.process = subprocess.Popen([*module, str(self.port), str(self.folder)])
        until_it_answers(self.port)

    def used_by(self, settings: Any) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", self.port

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def taken(self) -> Counter[str]:
        return Counter((self.folder / "taken").read_text().split("\n")[:-1])


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def until_it_answers(port: int) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError(f"nothing answers on {port}")


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
