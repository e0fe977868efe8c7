"""Copy the GCDS tokens and fonts from npm to static/vendor/, so that pages ask no other host."""

import shutil
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
PACKAGES = BASE_DIR / "node_modules" / "@gcds-core"
VENDOR = BASE_DIR / "static" / "vendor" / "gcds"
UNUSED_FILES = shutil.ignore_patterns("*.md", "*.css", "*.woff")  # we write our own @font-face


def copy_assets() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    shutil.copytree(PACKAGES / "tokens/build/web/css", VENDOR / "tokens")
    for family in ("lato", "noto-sans"):
        shutil.copytree(
            PACKAGES / "fonts/fonts" / family, VENDOR / "fonts" / family, ignore=UNUSED_FILES
        )


if __name__ == "__main__":
    copy_assets()
