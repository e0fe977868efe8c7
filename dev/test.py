"""The whole test suite, in two processes, on the embedded servers or those of the environment."""

import os
import subprocess
import sys

from dev.services import Services


def main() -> None:
    with Services().used():
        tests = subprocess.run(
            [sys.executable, "-m", "pytest", *os.environ.get("ARGS", "-n 2").split()]
        )
    sys.exit(tests.returncode)


if __name__ == "__main__":
    main()
