from pathlib import Path

from dev.progress import run_quietly

BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"


def install_packages(lock: Path) -> None:
    """Without compiling: Python compiles what it imports, and most is never imported."""
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-compile"]
    run_quietly(
        [*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)],
        shown=("Collecting ", "Installing "),
        failure="The packages could not be installed: is the package index within reach?",
    )
