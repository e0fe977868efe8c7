"""Faults at full length: killed processes, outages, schedulers at odds. ARGS="outages" for one of them."""

import os
import sys
from pathlib import Path

from dev.ending import follow
from dev.services import BASE_DIR, Services

BIN = Path(sys.executable).parent
FOLDER = BASE_DIR / "tests" / "torture"
PARTS = ("relays_killed", "steps_killed", "outages", "schedulers", "workers_ended", "workers_added")


def main() -> None:
    chosen = os.environ.get("ARGS", "").split() or PARTS
    files = [FOLDER / f"{name}.py" for name in chosen]
    with Services().used():
        sys.exit(follow([BIN / "pytest", "-p", "no:randomly", "--tb=short", *files]))


if __name__ == "__main__":
    main()
