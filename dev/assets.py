"""Copy from npm, so that pages ask no other host and PDFs need no fonts of the machine.

The GCDS tokens and fonts go to static/vendor/, the fonts of signs in PDFs to web/fonts/.
"""

import shutil
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
MODULES = BASE_DIR / "node_modules"
PACKAGES = MODULES / "@gcds-core"
VENDOR = BASE_DIR / "static" / "vendor" / "gcds"
PDF_FONTS = BASE_DIR / "web" / "fonts"
SIGN_FONTS = (
    "noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
    "noto-sans-symbols/400Regular/NotoSansSymbols_400Regular.ttf",
)
UNUSED_FILES = shutil.ignore_patterns("*.md", "*.css", "*.woff")  # we write our own @font-face


def copy_assets() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    shutil.copytree(PACKAGES / "tokens/build/web/css", VENDOR / "tokens")
    for family in ("lato", "noto-sans"):
        shutil.copytree(
            PACKAGES / "fonts/fonts" / family, VENDOR / "fonts" / family, ignore=UNUSED_FILES
        )
    shutil.rmtree(PDF_FONTS, ignore_errors=True)
    PDF_FONTS.mkdir()
    for font in SIGN_FONTS:
        shutil.copy(MODULES / "@expo-google-fonts" / font, PDF_FONTS)


if __name__ == "__main__":
    copy_assets()
