"""Bring the image that the Dockerfile is based on: from a registry, or else made of Debian's packages."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from dev.buildah import Buildah
from dev.progress import print_step, run_quietly

BASE = re.compile(r"^FROM (\S+)", re.MULTILINE)
OFFICIAL_PYTHON = re.compile(r"python:(?P<version>3\.\d+)-slim-(?P<suite>\w+)")


def read_base(dockerfile: Path) -> str:
    names: set[str] = set(BASE.findall(dockerfile.read_text()))
    if len(names) != 1:
        sys.exit(f"The Dockerfile has more than one base: {', '.join(sorted(names))}")
    return names.pop()


def provide_base(buildah: Buildah, name: str) -> None:
    if buildah.has_image(name) or buildah.succeeds("pull", "--quiet", name):
        return
    official = OFFICIAL_PYTHON.fullmatch(name)
    if official is None:
        sys.exit(f"{name} cannot be pulled, and nothing but Python on Debian can be made instead.")
    print_step(f"No registry gives {name}: making it of Debian's packages (a minute, once)")
    with tempfile.TemporaryDirectory(prefix="osma-base-") as folder:
        root = Path(folder) / "root"
        install_debian(root, **official.groupdict())
        commit_base(buildah, root, name)


def install_debian(root: Path, *, version: str, suite: str) -> None:
    packages = "--include=python3,python3-venv,ca-certificates"
    run_quietly(["debootstrap", "--variant=minbase", packages, suite, str(root)])
    if not (root / "usr" / "bin" / f"python{version}").exists():
        sys.exit(f"Debian's {suite} has no Python {version}.")
    # The official image has this name, which the Dockerfile uses.
    (root / "usr" / "bin" / "python").symlink_to("python3")
    shutil.rmtree(root / "var" / "cache" / "apt")


def commit_base(buildah: Buildah, root: Path, name: str) -> None:
    container = buildah.read("from", "scratch")
    buildah.run("add", "--quiet", container, str(root), "/")
    # buildah looks here first for a name without a host, such as the one in the Dockerfile.
    buildah.run("commit", "--quiet", container, f"localhost/{name}")
    buildah.run("rm", container)
