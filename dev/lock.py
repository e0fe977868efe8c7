"""Pin every package by its hashes, naming no index: the reader's own pip says where to look."""

import subprocess
import sys
import tempfile

COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-strip-extras", "--no-emit-index-url", "--no-emit-find-links"),
    *("--custom-compile-command", "make lock"),
)
EVERYTHING = "requirements-local.lock"
LOCKS = {
    EVERYTHING: ("pyproject.toml", "--extra", "embedded", "--extra", "dev"),
    # Constrained by the first, so that a package has one version everywhere.
    "requirements.lock": ("pyproject.toml", "--constraints", EVERYTHING),
    "requirements-build.lock": ("--group", "build", "--constraints", EVERYTHING),
}


def main() -> None:
    # uv is not among the packages that it pins, so that its releases change no lock.
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([f"{folder}/bin/pip", "install", "--quiet", "uv"], check=True)
        for lock, options in LOCKS.items():
            print(f"  {lock}")
            command = [f"{folder}/bin/uv", *COMPILE, *options, *sys.argv[1:], "--output-file", lock]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
