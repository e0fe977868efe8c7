"""axe, Nu and Lighthouse: what measures pages, and is no part of what is shipped."""

from collections.abc import Sequence
from pathlib import Path

from dev import npm
from dev.chromium import find_chromium
from dev.progress import say
from dev.stamps import Stamp

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "browser_tools"
MODULES = FOLDER / "node_modules"
USERS = Path("tests/rendered")


def needs_browser_tools(word: str, args: Sequence[str]) -> bool:
    if word in ("browser", "screenshots"):
        return True
    return word in ("test", "services") and bool(find_chromium()) and selects_users(args)


def selects_users(args: Sequence[str]) -> bool:
    """pytest runs everything where it is given no path."""
    paths = [Path(arg.split("::")[0]) for arg in args if arg.startswith("tests")]
    return not paths or any(
        path in (USERS, *USERS.parents) or USERS in path.parents for path in paths
    )


def install_browser_tools(*, lighthouse: bool) -> None:
    """Lighthouse is by far the largest, and only `make browser` reads it."""
    lock = FOLDER / "package-lock.json"
    with_it, without = (Stamp(MODULES / name, [lock]) for name in (".whole", ".small"))
    if with_it.fresh() or (without.fresh() and not lighthouse):
        return
    say("Fetching from npm what measures pages")
    npm.install_locked(FOLDER, *([] if lighthouse else ["--omit=optional"]))
    (with_it if lighthouse else without).set()
