"""Production reads the variables that .env.example lists; a faulty one ends the start in one line."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from osma_registry.settings import environment

BASE_DIR: Path = settings.BASE_DIR
LAUNCHER = {"PORT"}
HTTPS = {
    "SITE_URL": "https://osma.example.ca",
    "SECRET_KEY": "k" * 60,
    "DATABASE_URL": "postgresql://osma_app@nowhere/osma",
    "REDIS_URL": "redis://nowhere",
    "EMAIL_URL": "console:",
    "DEMO": "0",
    "PATH": os.environ["PATH"],
}


def listed() -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", (BASE_DIR / ".env.example").read_text(), re.M))


def in_compose() -> set[str]:
    return set(re.findall(r"\$\{([A-Z_]+)", (BASE_DIR / "docker-compose.yml").read_text()))


def test_env_example_lists_every_variable_and_no_other() -> None:
    assert listed() == environment.names | in_compose() | LAUNCHER


def test_only_environment_py_reads_the_environment() -> None:
    packages = ("osma_registry", "directive", "audit", "access", "workflow", "practitioners",
                "registry", "requests_app", "approvals", "reminders", "dashboard", "demo")  # fmt: skip
    readers = {
        path.name
        for package in packages
        for path in (BASE_DIR / package).rglob("*.py")
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text())
    }
    assert readers == {"environment.py"}


def manage(tmp_path: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=BASE_DIR,
        env={**HTTPS, "DATA_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
    )


def test_missing_variable_ends_the_start_in_one_line(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", SECRET_KEY="")
    assert done.returncode == 1
    assert done.stderr == "SECRET_KEY is not set: 50 or more random characters. See .env.example.\n"


@pytest.mark.parametrize(
    ("variables", "problem"),
    [
        ({"SECRET_KEY": "k" * 49}, "SECRET_KEY must have 50 or more random characters"),
        ({"EMAIL_URL": "smtp://me:secret@mail"}, "EMAIL_URL has a password and no TLS"),
        ({"EMAIL_URL": "smtp://mail?tls=true"}, "EMAIL_URL may end in ?tls=starttls"),
    ],
)
def test_unsafe_variable_ends_the_start_in_one_line(
    variables: dict[str, str], problem: str, tmp_path: Path
) -> None:
    done = manage(tmp_path, "check", **variables)
    assert done.returncode == 1
    assert done.stderr.startswith(problem)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["DEMO", "DEBUG"])
def test_demo_and_debug_accept_a_short_secret_key(name: str, tmp_path: Path) -> None:
    done = manage(tmp_path, "check", SECRET_KEY="short", **{name: "1"})
    assert done.returncode == 0, done.stderr


def test_deployment_check_finds_nothing(tmp_path: Path) -> None:
    done = manage(
        tmp_path, "check", "--deploy", "--fail-level", "WARNING", SECRET_KEY=os.urandom(40).hex()
    )
    assert done.returncode == 0, done.stderr


def test_https_makes_the_cookies_secure(tmp_path: Path) -> None:
    done = manage(tmp_path, "diffsettings")
    assert "SESSION_COOKIE_NAME = '__Host-session'" in done.stdout
    assert "CSRF_COOKIE_NAME = '__Host-csrf'" in done.stdout
    assert "SESSION_COOKIE_SECURE = True" in done.stdout


@pytest.mark.parametrize("name", ["CsrfViewMiddleware", "LoginRequiredMiddleware"])
def test_pages_are_closed_by_default(name: str) -> None:
    assert any(middleware.endswith(name) for middleware in settings.MIDDLEWARE)
