"""The services and builds that the tests in ARGS need."""

from collections.abc import Iterable, Sequence
from pathlib import Path

ACCESSIBILITY = Path("tests/accessibility")  # alone in measuring pages with the tools of npm
PLAIN = Path("tests/directive")  # no database, no queue, no page


def selected_paths(args: Iterable[str]) -> list[Path]:
    return [Path(arg.split("::")[0]) for arg in args if arg.startswith("tests")]


def selects(folder: Path, args: Iterable[str]) -> bool:
    """pytest runs everything where it is given no path."""
    paths = selected_paths(args)
    return not paths or any(_holds(path, folder) or _holds(folder, path) for path in paths)


def needs_nothing(args: Sequence[str]) -> bool:
    """Neither servers nor assets."""
    paths = selected_paths(args)
    return bool(paths) and all(_holds(PLAIN, path) for path in paths)


def _holds(folder: Path, path: Path) -> bool:
    return path == folder or folder in path.parents
