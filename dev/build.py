"""From a clean clone to a working .venv, front-end assets and compiled catalogues."""

import os
import shutil
import socket
import sys
from importlib.util import find_spec
from pathlib import Path

from dev import npm
from dev.browser_tools import install_browser_tools, needs_browser_tools
from dev.pip import BASE_DIR, PYTHON, VENV, install_packages
from dev.progress import say, watch
from dev.stamps import Stamp

VENDOR = BASE_DIR / "static" / "vendor"
LOCALE = BASE_DIR / "locale"
LOCK = BASE_DIR / "requirements-local.lock"


def main(word: str) -> None:
    os.chdir(BASE_DIR)
    data_dir = (BASE_DIR / os.environ.get("DATA_DIR", ".data")).resolve()
    for folder in (BASE_DIR, data_dir):
        must_be_writable(folder)
    if word == "run":
        must_be_free(os.environ.get("PORT", "8000"))
    environment()
    assets()
    if needs_browser_tools(word, os.environ.get("ARGS", "").split()):
        install_browser_tools(lighthouse=word == "browser")
    catalogues()
    words = ["start"] if word == "services" else []
    os.execv(PYTHON, [str(PYTHON), "-m", f"dev.{word}", *words])


def must_be_writable(folder: Path) -> None:
    probe = folder / ".probe"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as problem:
        sys.exit(f"Nothing can be written in {folder}: {problem.strerror}.")


def must_be_free(port: str) -> None:
    if not port.isdecimal() or not 0 < int(port) < 65536:
        sys.exit(f"PORT must be a number up to 65535, and is {port}.")
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", int(port)))
        except OSError:
            sys.exit(
                f"Port {port} is in use: stop what uses it, or choose another: PORT=8001 make run"
            )


def environment() -> None:
    stamp = Stamp(VENV / "stamp", [LOCK])
    if stamp.fresh():
        return
    if find_spec("ensurepip") is None:
        sys.exit("Python's venv module is missing: install it (Debian: apt install python3-venv).")
    say("Making the environment in .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    watch([sys.executable, "-m", "venv", str(VENV)])
    say("Installing the pinned packages (about a minute, once)")
    install_packages(LOCK)
    stamp.set()


def assets() -> None:
    stamp = Stamp(
        VENDOR / ".stamp", [BASE_DIR / "package-lock.json", BASE_DIR / "dev" / "assets.py"]
    )
    if stamp.fresh():
        return
    say("Fetching the design tokens and fonts from npm")
    npm.install_locked(BASE_DIR)
    watch([str(PYTHON), "-m", "dev.assets"])
    stamp.set()


def catalogues() -> None:
    if all(map(compiled, LOCALE.rglob("*.po"))):
        return
    say("Compiling the translations")
    compile_ = ("compile", "--domain", "django", "--directory", str(LOCALE))
    watch([str(VENV / "bin" / "pybabel"), *compile_])


def compiled(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return mo.is_file() and mo.stat().st_mtime >= po.stat().st_mtime
