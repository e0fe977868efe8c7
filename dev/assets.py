"""The GCDS tokens and fonts, from npm into static/vendor/, so that a page asks no other host."""

import shutil
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
PACKAGES = BASE_DIR / "node_modules" / "@gcds-core"
VENDOR = BASE_DIR / "static" / "vendor" / "gcds"
UNUSED = shutil.ignore_patterns("*.md", "*.css", "*.woff")  # we write our own @font-face


def copy() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    shutil.copytree(PACKAGES / "tokens/build/web/css", VENDOR / "tokens")
    for family in ("lato", "noto-sans"):
        shutil.copytree(PACKAGES / "fonts/fonts" / family, VENDOR / "fonts" / family, ignore=UNUSED)


if __name__ == "__main__":
    copy()
