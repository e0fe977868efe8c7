"""The Nu HTML checker, as a server of its own, so that Java starts once for all pages."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import Request, urlopen

from dev.browser_tools import MODULES
from dev.sockets import find_free_port

JAR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
NO_JAVA = "Java was not found, so Nu did not read the pages"
PATIENCE = 60  # seconds until it is_listening


class Nu:
    def __init__(self, address: str) -> None:
        self.address = address

    def errors(self, html: str) -> list[str]:
        headers = {"Content-Type": "text/html; charset=utf-8"}
        request = Request(f"{self.address}/?out=json&level=error", html.encode(), headers)
        with urlopen(request, timeout=PATIENCE) as answer:
            messages = json.load(answer)["messages"]
        return [f"{one['message']} {one.get('extract', '')!r}" for one in messages]


def has_java() -> bool:
    return shutil.which("java") is not None


@contextmanager
def running() -> Iterator[Nu | None]:
    """None where there is no Java."""
    if not has_java():
        yield None
        return
    port = find_free_port()
    here = ["-Xss1m", "-Xmx512m", "-Dnu.validator.servlet.bind-address=127.0.0.1"]
    command = ["java", *here, "-cp", JAR, "nu.validator.servlet.Main", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield _awaited(Nu(f"http://127.0.0.1:{port}"))
        finally:
            server.terminate()


def _awaited(nu: Nu) -> Nu:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            nu.errors("<!doctype html>")
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return nu
    raise TimeoutError("Nu does not answer")
