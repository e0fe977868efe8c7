"""Test with faults at full length: killed processes, outages, two schedulers, a clock that jumps.

The image of the Dockerfile is built and run too. ARGS="outages reminders" selects parts, and
ACCOUNTS=50000 makes the reminder run smaller.
"""

import os
import sys
from pathlib import Path

from dev.buildah import find_obstacle
from dev.progress import print_step
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
IMAGE = "image"
BENCHMARKS = ("reminders", "delivery")  # modules of benchmarks/


def main() -> None:
    selected = os.environ.get("ARGS", "").split() or [IMAGE, *PARTS, *BENCHMARKS]
    # Said first as well, so that nobody waits for the end to learn it.
    obstacle = find_obstacle() if IMAGE in selected else ""
    if obstacle:
        print_step(obstacle)
    files = [FOLDER / f"{name}.py" for name in selected if name not in (IMAGE, *BENCHMARKS)]
    benchmarks = [name for name in selected if name in BENCHMARKS]
    failed = run_image() if IMAGE in selected and not obstacle else 0
    if not failed:
        with Services().keep_running():
            failed = run_parts(files)
            if failed in (0, 1):  # pytest ran to its end
                failed = max(failed, run_benchmarks(benchmarks))
    sys.exit(failed or obstacle or 0)


def run_image() -> int:
    return run_until_stopped([sys.executable, "-m", "dev.image"])


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
