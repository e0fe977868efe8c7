"""Faults at full length: killed processes, outages, schedulers at odds, a clock that jumps; and how fast.

ARGS="outages sweep" for some of it; ACCOUNTS=50000 for a smaller sweep.
"""

import os
import sys
from pathlib import Path

from dev.ending import follow
from dev.services import BASE_DIR, Services

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
MEASURED = ("sweep", "relay")  # modules of benchmarks/


def main() -> None:
    chosen = os.environ.get("ARGS", "").split() or [*PARTS, *MEASURED]
    files = [FOLDER / f"{name}.py" for name in chosen if name not in MEASURED]
    measured = [name for name in chosen if name in MEASURED]
    with Services().used():
        failed = suffer(files)
        if failed in (0, 1):  # it came to its end
            failed = max(failed, measure(measured))
    sys.exit(failed)


def suffer(files: list[Path]) -> int:
    return follow([BIN / "pytest", "-p", "no:randomly", "--tb=short", *files]) if files else 0


def measure(modules: list[str]) -> int:
    """Afterwards, when nothing else runs."""
    if not modules:
        return 0
    os.environ["ARGS"] = " ".join(modules)
    return follow([sys.executable, "-m", "dev.bench"])


if __name__ == "__main__":
    main()
