"""Web, worker and beat, started and ended together."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from dev.progress import say

CELERY = ("-m", "celery", "--app", "osma_registry")
PATIENCE = 10  # seconds that a program has to end by itself


class Programs:
    def __init__(self, logs: Path, port: str) -> None:
        self.logs = logs
        self.address = f"http://127.0.0.1:{port}"
        self.commands = {
            "web": ("-m", "gunicorn", "--config", "osma_registry/gunicorn.py",
                    "--bind", f"127.0.0.1:{port}", "osma_registry.wsgi"),
            "worker": (*CELERY, "worker", "--concurrency", "1", "--loglevel", "INFO"),
            "beat": (*CELERY, "beat", "--loglevel", "INFO"),
        }  # fmt: skip
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Programs":
        self.logs.mkdir(parents=True, exist_ok=True)
        return self

    def begin(self) -> None:
        """The page first, and then what works behind it."""
        say("Starting web, worker and beat")
        self.start("web")
        self.wait_until_ready()
        self.start("worker")
        self.start("beat")

    def start(self, name: str) -> None:
        """In a group of its own, so that Ctrl-C reaches it once, through us."""
        with (self.logs / f"{name}.log").open("wb") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, *self.commands[name]],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def __exit__(self, *problem: object) -> None:
        for program in self.running.values():
            program.terminate()
        end = time.monotonic() + PATIENCE
        for program in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                program.wait(max(0, end - time.monotonic()))
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)

    def wait_until_ready(self) -> None:
        for _ in range(300):
            self.must_live()
            if self.ready():
                return
            time.sleep(0.1)
        sys.exit(f"The site does not become ready: see {self.logs / 'web.log'}")

    def ready(self) -> bool:
        try:
            with urlopen(f"{self.address}/healthz/ready", timeout=5) as answer:
                return bool(json.load(answer)["status"] == "ok")
        except (HTTPError, URLError, ConnectionError, TimeoutError):
            return False

    def must_live(self) -> None:
        for name, program in self.running.items():
            if program.poll() is not None:
                log = self.logs / f"{name}.log"
                sys.stderr.write("".join(log.read_text().splitlines(keepends=True)[-8:]))
                sys.exit(f"The {name} has ended by itself: see {log}")

    def wait(self) -> None:
        while True:
            self.must_live()
            time.sleep(0.5)
