"""Start any target of make, with any Python: build .venv if need be, and go on inside it."""

import os
import sys

BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST_PYTHON = (3, 11)


def main(word: str) -> None:
    # This file is plain enough for an old Python to read, so that it gets a sentence.
    if sys.version_info < OLDEST_PYTHON:
        found = "{}.{}".format(*sys.version_info)
        sys.exit(
            f"Python 3.11 or newer is needed, and this is {found}. "
            f"Name another one: make {word} PYTHON=python3.12"
        )
    sys.path.insert(0, BASE_DIR)
    from dev import build

    try:
        build.main(word)
    except KeyboardInterrupt:
        sys.exit("Stopped")


if __name__ == "__main__":
    main(sys.argv[1])
