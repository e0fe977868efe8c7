"""Readiness probe of a container, without curl in the image: `python -m osma_registry.probe [port]`."""

import sys
from urllib.error import URLError
from urllib.request import urlopen


def main(port: str = "8000") -> None:
    try:
        urlopen(f"http://localhost:{port}/healthz/ready", timeout=5).close()
    except (URLError, TimeoutError) as problem:
        sys.exit(f"Not ready: {problem}")


if __name__ == "__main__":
    main(*sys.argv[1:])
