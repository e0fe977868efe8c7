"""Run the whole test suite with its coverage, or the tests in ARGS, on the embedded servers."""

import os
import subprocess
import sys
from pathlib import Path

from dev.services import Services
from dev.signals import run_until_stopped

BIN = Path(sys.executable).parent
EVERYTHING = "-n 2 --cov --cov-report="
FULLY_COVERED = "directive/*,access/policy.py,workflow/steps.py,audit/*.py"  # every branch of these
THRESHOLDS = (("--fail-under=95",), (f"--include={FULLY_COVERED}", "--fail-under=100"))


def main() -> None:
    selected = os.environ.get("ARGS")
    with Services().keep_running():
        words = (selected or EVERYTHING).split()
        failed = run_until_stopped([BIN / "pytest", *words])
    # Some tests never cover enough, so only the whole suite is held to it.
    sys.exit(failed or (0 if selected else check_coverage()))


def check_coverage() -> int:
    return max(
        subprocess.run([BIN / "coverage", "report", *options]).returncode for options in THRESHOLDS
    )


if __name__ == "__main__":
    main()
