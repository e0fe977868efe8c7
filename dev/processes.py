"""Start web, worker and beat, and end them together."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from dev.progress import print_step

CELERY = ("-m", "celery", "--app", "osma_registry")
SECONDS_TO_STOP = 10  # then it is killed


class Processes:
    def __init__(self, logs: Path, port: str) -> None:
        self.logs = logs
        self.address = f"http://127.0.0.1:{port}"
        self.commands: dict[str, Sequence[str]] = {
            "web": ("-m", "gunicorn", "--config", "osma_registry/gunicorn.py",
                    "--bind", f"127.0.0.1:{port}", "osma_registry.wsgi"),
            "worker": (*CELERY, "worker", "--concurrency", "1", "--loglevel", "INFO"),
            "beat": (*CELERY, "beat", "--loglevel", "INFO"),
        }  # fmt: skip
        self.program = [sys.executable]
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Processes":
        self.logs.mkdir(parents=True, exist_ok=True)
        return self

    def start_all(self) -> None:
        """Web first, so that a fault in the settings is seen before the others start."""
        print_step("Starting web, worker and beat")
        self.start("web")
        self.wait_until_ready()
        self.start("worker")
        self.start("beat")

    def start(self, name: str) -> None:
        """In a group of its own, so that Ctrl-C reaches it once, through us."""
        with (self.logs / f"{name}.log").open("wb") as log:
            self.running[name] = subprocess.Popen(
                [*self.program, *self.commands[name]],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def __exit__(self, *problem: object) -> None:
        for process in self.running.values():
            process.terminate()
        end = time.monotonic() + SECONDS_TO_STOP
        for process in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0, end - time.monotonic()))
            # The whole group: children of a worker that was killed go on without it.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

    def wait_until_ready(self) -> None:
        for _ in range(300):
            self.require_running()
            if self.is_ready():
                return
            time.sleep(0.1)
        sys.exit(f"The site does not become ready: see {self.logs / 'web.log'}")

    def is_ready(self) -> bool:
        try:
            with urlopen(f"{self.address}/healthz/ready", timeout=5) as answer:
                return bool(json.load(answer)["status"] == "ok")
        except (HTTPError, URLError, ConnectionError, TimeoutError):
            return False

    def require_running(self) -> None:
        for name, process in self.running.items():
            if process.poll() is not None:
                log = self.logs / f"{name}.log"
                # The end of the log usually holds the reason, such as a wrong setting.
                sys.stderr.write("".join(log.read_text().splitlines(keepends=True)[-8:]))
                sys.exit(f"The {name} has ended by itself: see {log}")

    def watch(self) -> None:
        while True:
            self.require_running()
            time.sleep(0.5)
