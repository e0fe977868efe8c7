"""Run every test, or those in ARGS, on the embedded servers; with COVERAGE=1 hold the run to its coverage."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from dev.selection import needs_nothing
from dev.services import Services
from dev.signals import run_until_stopped

BIN = Path(sys.executable).parent
EVERYTHING = ["-n", "2"]
COVERAGE = ["--cov", "--cov-report="]  # nearly as much processor time again: only where asked for
FULLY_COVERED = "directive/*,access/policy.py,workflow/steps.py,audit/*.py"  # every branch of these
THRESHOLDS = (("--fail-under=97",), (f"--include={FULLY_COVERED}", "--fail-under=100"))


def main() -> None:
    selected = os.environ.get("ARGS", "").split()
    measured = os.environ.get("COVERAGE") == "1"
    with servers_for(selected):
        words = [*(selected or EVERYTHING), *(COVERAGE if measured else [])]
        failed = run_until_stopped([BIN / "pytest", *words])
    # Some tests never cover enough, so only the whole suite is held to it.
    sys.exit(failed or (check_coverage() if measured and not selected else 0))


def servers_for(selected: Sequence[str]) -> AbstractContextManager[None]:
    services = Services()
    if not needs_nothing(selected):
        return services.keep_running()
    # The settings name the servers, running or not.
    services.write_variables(services.find_sockets())
    return nullcontext()


def check_coverage() -> int:
    return max(
        subprocess.run([BIN / "coverage", "report", *options]).returncode for options in THRESHOLDS
    )


if __name__ == "__main__":
    main()
