"""A step is done again only when what it was made from has changed."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in sorted(files):
        digest.update(str(file).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


class Stamp:
    """`path` lies inside what the step makes, so that deleting the one deletes the other."""

    def __init__(self, path: Path, files: Iterable[Path]) -> None:
        self.path = path
        self.now = fingerprint(files)

    def fresh(self) -> bool:
        return self.path.is_file() and self.path.read_text() == self.now

    def set(self) -> None:
        self.path.write_text(self.now)
