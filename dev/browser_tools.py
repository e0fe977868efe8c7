"""axe, Nu and Lighthouse measure pages, and are no part of the product."""

from collections.abc import Sequence
from pathlib import Path

from dev import npm
from dev.build_cache import BuildCache
from dev.progress import print_step
from dev.selection import ACCESSIBILITY, selects

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "browser_tools"
MODULES = FOLDER / "node_modules"


def needs_browser_tools(word: str, args: Sequence[str], *, has_chromium: bool) -> bool:
    if word in ("browser", "screenshots"):
        return True
    return word in ("test", "services") and has_chromium and selects(ACCESSIBILITY, args)


def install_browser_tools(*, lighthouse: bool) -> None:
    """Lighthouse is by far the largest, and only `make browser` reads it."""
    lock = FOLDER / "package-lock.json"
    complete, smaller = (BuildCache(MODULES / name, [lock]) for name in (".whole", ".small"))
    if complete.is_current() or (smaller.is_current() and not lighthouse):
        return
    print_step("Fetching the tools that measure pages from npm")
    npm.install_locked(FOLDER, *([] if lighthouse else ["--omit=optional"]))
    (complete if lighthouse else smaller).mark_current()
