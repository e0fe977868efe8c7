"""The whole test suite with its coverage, or what ARGS names, on the embedded servers."""

import os
import subprocess
import sys
from pathlib import Path

from dev.ending import follow
from dev.services import Services

BIN = Path(sys.executable).parent
EVERYTHING = "-n 2 --cov --cov-report="
WHOLE = "directive/*,access/policy.py,workflow/steps.py,audit/*.py"  # every branch of these
FLOORS = (("--fail-under=95",), (f"--include={WHOLE}", "--fail-under=100"))


def main() -> None:
    chosen = os.environ.get("ARGS")
    with Services().used():
        words = (chosen or EVERYTHING).split()
        failed = follow([BIN / "pytest", *words])
    sys.exit(failed or (0 if chosen else too_little_covered()))


def too_little_covered() -> int:
    return max(subprocess.run([BIN / "coverage", "report", *floor]).returncode for floor in FLOORS)


if __name__ == "__main__":
    main()
