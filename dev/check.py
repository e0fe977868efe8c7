"""Run all checks one after the other, and name those that failed; ARGS="types" selects some."""

import os
import subprocess
import sys
from pathlib import Path

from dev.progress import print_step
from dev.services import Services
from dev.signals import handle_stop_signals

BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "manage.py")
CHECKS = {
    "lint": (BIN / "ruff", "check", "."),
    "format": (BIN / "ruff", "format", "--check", "."),
    "types": (BIN / "mypy",),
    "dead_code": (sys.executable, "-m", "dev.dead_code"),
    "imports": (BIN / "lint-imports", "--no-cache"),
    "settings": (*MANAGE, "check", "--fail-level", "WARNING"),
    "migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "templates": (sys.executable, "-m", "dev.templates"),
    "translations": (sys.executable, "-m", "dev.messages", "check"),
    "documents": (*MANAGE, "generate_docs", "--check"),
}


def main() -> None:
    selected = os.environ.get("ARGS", "").split() or list(CHECKS)
    handle_stop_signals()
    with Services().keep_running():
        failed = [name for name in selected if not run_check(name)]
    sys.exit(f"Failed: {', '.join(failed)}" if failed else 0)


def run_check(name: str) -> bool:
    print_step(name)
    done = subprocess.run(CHECKS[name], capture_output=True, text=True)
    # Output of a check that passed would hide that of the one that failed.
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    main()
