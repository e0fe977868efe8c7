"""Hand this machine's own settings of pip and npm to a build, which else knows only the defaults."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

from dev.npm import find_npm

PIP_WORDS = ("index-url", "extra-index-url", "proxy", "trusted-host")
NPM_WORDS = ("registry", "proxy", "https-proxy", "noproxy", "strict-ssl")
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"


def write_index_settings(folder: Path) -> list[str]:
    """The options of `buildah build` that mount what was written."""
    (folder / "pip.conf").write_text(format_pip_settings(read_pip_settings()))
    (folder / "npmrc").write_text(format_npm_settings(read_npm_settings()))
    mounts = {folder / "pip.conf": "/etc/pip.conf", folder / "npmrc": "/root/.npmrc"}
    # A proxy that reads along signs with a certificate that only this machine trusts.
    trusted = os.environ.get("SSL_CERT_FILE", CERTIFICATES)
    if Path(trusted).is_file():
        mounts[Path(trusted)] = CERTIFICATES
    return [f"--volume={source}:{target}:ro" for source, target in mounts.items()]


def read_pip_settings() -> dict[str, str]:
    command = [sys.executable, "-m", "pip", "config", "list"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    pairs = (line.partition("=") for line in lines)
    return {name.rpartition(".")[2]: shlex.split(value)[0] for name, _, value in pairs if value}


def format_pip_settings(settings: dict[str, str]) -> str:
    lines = ["[global]", f"cert = {CERTIFICATES}"]
    for word in PIP_WORDS:
        # Folders of this machine do not exist in the build.
        values = [value for value in settings.get(word, "").split() if "file:" not in value]
        if values:
            lines.append(f"{word} = {' '.join(values)}")
    return "\n".join(lines) + "\n"


def read_npm_settings() -> dict[str, object]:
    command = [*find_npm(), "config", "list", "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    settings: dict[str, object] = json.loads(done.stdout)
    return settings


def format_npm_settings(settings: dict[str, object]) -> str:
    lines = [f"cafile={CERTIFICATES}"]
    for word in NPM_WORDS:
        value = settings.get(word)
        if isinstance(value, bool):
            lines.append(f"{word}={str(value).lower()}")
        elif isinstance(value, str) and value:
            lines.append(f"{word}={value}")
    return "\n".join(lines) + "\n"
