"""Run buildah, which builds and runs images without a daemon, on a storage of our own."""

import os
import shutil
import subprocess
from pathlib import Path

from dev.progress import run_quietly

PROGRAMS = ("buildah", "debootstrap")
# Neither needs a daemon, user namespaces or a file system of its own, so both work in a container too.
STORAGE = ("--storage-driver", "vfs")
ISOLATION = ("--isolation", "chroot")


def find_obstacle() -> str:
    """Why no image can be built here; empty if one can."""
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        install = f"apt-get install --no-install-recommends {' '.join(missing)}"
        return f"The image needs {' and '.join(missing)}. On Debian: {install}"
    return "The image can be built by root only." if os.geteuid() else ""


class Buildah:
    def __init__(self, folder: Path) -> None:
        places = ("--root", str(folder / "storage"), "--runroot", str(folder / "run"))
        self.command = ["buildah", *STORAGE, *places]

    def run(self, *words: str) -> None:
        run_quietly([*self.command, *words])

    def read(self, *words: str) -> str:
        command = [*self.command, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def succeeds(self, *words: str) -> bool:
        return subprocess.run([*self.command, *words], capture_output=True).returncode == 0

    def has_image(self, name: str) -> bool:
        return self.succeeds("inspect", "--type", "image", name)
