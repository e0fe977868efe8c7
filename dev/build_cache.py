"""Repeat a step only when the files it was made from have changed."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path


def hash_files(files: Iterable[Path]) -> str:
    # Compiled packages fit one version of Python only.
    digest = hashlib.sha256(sys.version.encode())
    for file in sorted(files):
        digest.update(str(file).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


class BuildCache:
    """`path` lies inside the step's result, so that whoever deletes the result has it made again."""

    def __init__(self, path: Path, files: Iterable[Path]) -> None:
        self.path = path
        self.hash = hash_files(files)

    def is_current(self) -> bool:
        return self.path.is_file() and self.path.read_text() == self.hash

    def mark_current(self) -> None:
        self.path.write_text(self.hash)
