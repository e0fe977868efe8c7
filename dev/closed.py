"""For root alone: PostgreSQL runs as `nobody`, who cannot enter a checkout under /root.

So its data (and, where the packages are closed to others, a copy of the server) go to /var/lib;
no account is made, and no folder is opened.
"""

import shutil
import tempfile
from pathlib import Path

HOMES = Path("/var/lib/osma-registry")


def home_for_root(data_dir: Path) -> Path:
    link = data_dir / "postgres"
    if not link.is_dir():
        link.unlink(missing_ok=True)
        link.symlink_to(new_home(link))
    return link.resolve()


def new_home(link: Path) -> Path:
    HOMES.mkdir(mode=0o755, exist_ok=True)
    for home in HOMES.iterdir():
        if is_left_over(home):
            shutil.rmtree(home)
    home = Path(tempfile.mkdtemp(dir=HOMES))
    home.chmod(0o755)
    (home / "link").write_text(str(link))
    (home / "data").mkdir(mode=0o700)
    shutil.chown(home / "data", "nobody")
    return home


def is_left_over(home: Path) -> bool:
    """The checkout that pointed here is gone, and the server is stopped."""
    named = home / "link"
    link = Path(named.read_text()) if named.exists() else home
    return link.resolve() != home and not (home / "data" / "postmaster.pid").exists()


def reachable(package: Path, home: Path) -> Path:
    if all(folder.stat().st_mode & 0o005 == 0o005 for folder in (package, *package.parents)):
        return package
    for part in (package / "pginstall18", package.parent / f"{package.name}.libs"):
        copy = home / part.relative_to(package.parent)
        if not copy.exists():
            shutil.copytree(part, copy)
    return home / package.name
