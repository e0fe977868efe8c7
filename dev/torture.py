"""Test with faults at full length: killed processes, outages, two schedulers, a clock that jumps.

ARGS="outages sweep" selects parts; ACCOUNTS=50000 makes the sweep smaller.
"""

import os
import sys
from pathlib import Path

from dev.services import BASE_DIR, Services
from dev.signals import run_until_stopped

BIN = Path(sys.executable).parent
FOLDER = BASE_DIR / "tests" / "torture"
PARTS = (
    "relays_killed",
    "steps_killed",
    "outages",
    "schedulers",
    "workers_ended",
    "workers_killed",
    "workers_added",
    "clock_jumped",
)
BENCHMARKS = ("sweep", "relay")  # modules of benchmarks/


def main() -> None:
    selected = os.environ.get("ARGS", "").split() or [*PARTS, *BENCHMARKS]
    files = [FOLDER / f"{name}.py" for name in selected if name not in BENCHMARKS]
    benchmarks = [name for name in selected if name in BENCHMARKS]
    with Services().keep_running():
        failed = run_parts(files)
        if failed in (0, 1):  # pytest ran to its end
            failed = max(failed, run_benchmarks(benchmarks))
    sys.exit(failed)


def run_parts(files: list[Path]) -> int:
    if not files:
        return 0
    return run_until_stopped([BIN / "pytest", "-p", "no:randomly", "--tb=short", *files])


def run_benchmarks(modules: list[str]) -> int:
    """After the tests, when nothing else uses the machine."""
    if not modules:
        return 0
    os.environ["ARGS"] = " ".join(modules)
    return run_until_stopped([sys.executable, "-m", "dev.bench"])


if __name__ == "__main__":
    main()
