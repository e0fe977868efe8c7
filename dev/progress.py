"""What the person at the terminal sees while steps run."""

import re
import subprocess
import sys
from collections import deque
from collections.abc import Sequence

SHORT = re.compile(r" \(from |==|:")  # what follows a package's name in pip's lines


def say(sentence: str) -> None:
    print(f"• {sentence}", flush=True)


def watch(command: Sequence[str], *, tell: tuple[str, ...] = (), sorry: str = "") -> None:
    """Run a command, showing only the lines that begin with `tell`; on failure, its last lines."""
    last: deque[str] = deque(maxlen=8)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        try:
            for line in process.stdout or ():
                last.append(line)
                if line.startswith(tell):
                    print(f"  {SHORT.split(line)[0].strip()}", flush=True)
        except KeyboardInterrupt:
            process.terminate()
            raise
    if process.returncode:
        sys.stderr.write("".join(last))
        sys.exit(sorry or f"This failed: {' '.join(command)}")
