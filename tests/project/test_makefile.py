"""`make help` is where a newcomer looks first."""

import re
import subprocess

from django.conf import settings

MAKEFILE = settings.BASE_DIR / "Makefile"


def make(*words: str) -> str:
    command = ["make", "--no-print-directory", *words]
    process = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert process.returncode == 0, process.stderr
    return process.stdout


def test_help_lists_every_target_with_its_purpose() -> None:
    targets = re.findall(r"^([\w-]+):", MAKEFILE.read_text(), re.MULTILINE)
    listed = dict(re.findall(r"^ +make ([\w-]+) +(\w.*)$", make("help"), re.MULTILINE))
    assert targets
    assert sorted(listed) == sorted(targets)


def test_every_target_is_phony() -> None:
    text = MAKEFILE.read_text()
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony
    assert sorted(phony[1].split()) == sorted(re.findall(r"^([\w-]+):", text, re.MULTILINE))


def test_make_without_a_target_is_make_help() -> None:
    assert make("--dry-run") == make("--dry-run", "help")
