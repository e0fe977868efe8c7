"""The pictures of the documents, taken afresh from the demo."""

import sys

from dev.browser import demo_site
from dev.ending import listen
from dev.services import BASE_DIR, Services

FOLDER = BASE_DIR / "docs" / "screenshots"
MOST = 200_000  # bytes of a picture


def main() -> None:
    listen()
    with Services().used(), demo_site() as (site, _folder):
        from dev.pictures import take

        take(site, FOLDER)
    large = [file.name for file in FOLDER.glob("*.png") if file.stat().st_size > MOST]
    sys.exit(f"Too large: {', '.join(large)}" if large else 0)


if __name__ == "__main__":
    main()
