"""Show the person at the terminal which step runs, and why one failed."""

import re
import subprocess
import sys
from collections import deque
from collections.abc import Sequence

AFTER_NAME = re.compile(r" \(from |==|:")  # what follows a package's name in pip's lines


def print_step(sentence: str) -> None:
    print(f"• {sentence}", flush=True)


def run_quietly(command: Sequence[str], *, shown: tuple[str, ...] = (), failure: str = "") -> None:
    """Run a command, showing only the lines that begin with `shown`; on failure, its last lines."""
    last_lines: deque[str] = deque(maxlen=8)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        try:
            for line in process.stdout or ():
                last_lines.append(line)
                if line.startswith(shown):
                    print(f"  {AFTER_NAME.split(line)[0].strip()}", flush=True)
        # pip and npm in the middle of their work do not always end with us.
        except (KeyboardInterrupt, SystemExit):
            process.terminate()
            raise
    if process.returncode:
        sys.stderr.write("".join(last_lines))
        sys.exit(failure or f"This failed: {' '.join(command)}")
