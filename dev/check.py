"""Everything `make check` looks at, one after the other; all are run, and the failed are named."""

import os
import subprocess
import sys
from pathlib import Path

from dev.ending import listen
from dev.progress import say
from dev.services import Services

BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "manage.py")
CHECKS = {
    "lint": (BIN / "ruff", "check", "."),
    "format": (BIN / "ruff", "format", "--check", "."),
    "types": (BIN / "mypy",),
    "imports": (BIN / "lint-imports", "--no-cache"),
    "settings": (*MANAGE, "check", "--fail-level", "WARNING"),
    "migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "templates": (sys.executable, "-m", "dev.templates"),
    "translations": (sys.executable, "-m", "dev.messages", "check"),
    "documents": (*MANAGE, "generate_docs", "--check"),
}


def main() -> None:
    chosen = os.environ.get("ARGS", "").split() or list(CHECKS)
    listen()
    with Services().used():
        failed = [name for name in chosen if not holds(name)]
    sys.exit(f"Failed: {', '.join(failed)}" if failed else 0)


def holds(name: str) -> bool:
    say(name)
    done = subprocess.run(CHECKS[name], capture_output=True, text=True)
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    main()
