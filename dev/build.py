"""Build .venv, front-end assets and compiled catalogues from a clean clone."""

import os
import shutil
import socket
import sys
from importlib.util import find_spec
from pathlib import Path

from dev import npm
from dev.browser_tools import install_browser_tools, needs_browser_tools
from dev.build_cache import BuildCache
from dev.chromium import find_chromium
from dev.pip import BASE_DIR, PYTHON, VENV, install_packages
from dev.progress import print_step, run_quietly
from dev.selection import needs_nothing
from dev.services import find_data_dir

VENDOR = BASE_DIR / "static" / "vendor"
LOCALE = BASE_DIR / "locale"
LOCK = BASE_DIR / "requirements-local.lock"


def main(word: str) -> None:
    os.chdir(BASE_DIR)
    for folder in (BASE_DIR, find_data_dir()):
        require_writable(folder)
    if word == "run":
        require_free_port(os.environ.get("PORT", "8000"))
    args = os.environ.get("ARGS", "").split()
    make_environment()
    if word != "test" or not needs_nothing(args):
        install_assets()
    if needs_browser_tools(word, args, has_chromium=bool(find_chromium())):
        install_browser_tools(lighthouse=word == "browser")
    compile_catalogues()
    words = ["start"] if word == "services" else []
    # In place of this process, so that Ctrl-C and the exit status need no forwarding.
    os.execv(PYTHON, [str(PYTHON), "-m", f"dev.{word}", *words])


def require_writable(folder: Path) -> None:
    # Written rather than asked for: a read-only mount refuses root too.
    probe = folder / ".probe"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as problem:
        sys.exit(f"Nothing can be written in {folder}: {problem.strerror}.")


def require_free_port(port: str) -> None:
    if not port.isdecimal() or not 0 < int(port) < 65536:
        sys.exit(f"PORT must be a number up to 65535, and is {port}.")
    with socket.socket() as probe:
        # gunicorn sets this too: a port that was closed a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError:
            sys.exit(
                f"Port {port} is in use: stop what uses it, or choose another: PORT=8001 make run"
            )


def make_environment() -> None:
    cache = BuildCache(VENV / "stamp", [LOCK])
    if cache.is_current():
        return
    if find_spec("ensurepip") is None:
        sys.exit("Python's venv module is missing: install it (Debian: apt install python3-venv).")
    print_step("Making the environment in .venv")
    # An interrupted installation leaves a folder that looks complete.
    shutil.rmtree(VENV, ignore_errors=True)
    run_quietly([sys.executable, "-m", "venv", str(VENV)])
    print_step("Installing the pinned packages (about a minute, once)")
    install_packages(LOCK)
    cache.mark_current()


def install_assets() -> None:
    sources = [BASE_DIR / "package-lock.json", BASE_DIR / "dev" / "assets.py"]
    cache = BuildCache(VENDOR / ".stamp", sources)
    if cache.is_current():
        return
    print_step("Fetching the design tokens and fonts from npm")
    npm.install_locked(BASE_DIR)
    run_quietly([str(PYTHON), "-m", "dev.assets"])
    cache.mark_current()


def compile_catalogues() -> None:
    if all(map(is_compiled, LOCALE.rglob("*.po"))):
        return
    print_step("Compiling the translations")
    options = ("--domain", "django", "--directory", str(LOCALE))
    run_quietly([str(VENV / "bin" / "pybabel"), "compile", *options])


def is_compiled(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return mo.is_file() and mo.stat().st_mtime >= po.stat().st_mtime
