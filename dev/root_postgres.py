"""Where PostgreSQL keeps its data when root starts it.

It then runs as `nobody`, who cannot enter a checkout under /root. So its data, and a copy of the
server where the packages are closed to others, go to /var/lib: no account is made, no folder opened.
"""

import shutil
import tempfile
from pathlib import Path

HOMES = Path("/var/lib/osma-registry")


def find_home(data_dir: Path) -> Path:
    # A real folder here was made by an ordinary user, and is used as it is.
    link = data_dir / "postgres"
    if not link.is_dir():
        link.unlink(missing_ok=True)
        link.symlink_to(make_home(link))
    return link.resolve()


def make_home(link: Path) -> Path:
    HOMES.mkdir(mode=0o755, exist_ok=True)
    for home in HOMES.iterdir():
        if is_abandoned(home):
            shutil.rmtree(home)
    # One folder for each checkout, with a link back that tells whether the checkout still exists.
    home = Path(tempfile.mkdtemp(dir=HOMES))
    home.chmod(0o755)
    (home / "link").write_text(str(link))
    (home / "data").mkdir(mode=0o700)
    shutil.chown(home / "data", "nobody")
    return home


def is_abandoned(home: Path) -> bool:
    """The checkout that pointed here is gone, and the server is stopped."""
    named = home / "link"
    link = Path(named.read_text()) if named.exists() else home
    return link.resolve() != home and not (home / "data" / "postmaster.pid").exists()


def copy_unreadable(package: Path, home: Path) -> Path:
    """The package itself where everybody can read it, and otherwise a copy in `home`."""
    if all(folder.stat().st_mode & 0o005 == 0o005 for folder in (package, *package.parents)):
        return package
    # The server finds its libraries by their place beside it.
    for part in (package / "pginstall18", package.parent / f"{package.name}.libs"):
        copy = home / part.relative_to(package.parent)
        if not copy.exists():
            shutil.copytree(part, copy)
    return home / package.name
