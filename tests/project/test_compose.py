"""The compose file, read without a container engine."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

FILE: Path = settings.BASE_DIR / "docker-compose.yml"
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text())["services"]
ONCE = ("migrate", "reference")  # they run once and end
OURS = (*ONCE, "web", "worker", "beat")
SECRETS = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "POSTGRES_PASSWORD", "REDISCLI_AUTH")


def test_compose_file_follows_its_schema() -> None:
    command = [
        Path(sys.executable).parent / "check-jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
    ]
    done = subprocess.run([*command, FILE], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_compose_file_defines_all_services() -> None:
    assert SERVICES.keys() == {"postgres", "redis", *OURS}


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_has_a_health_check(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    assert check.get("test") or (name in ONCE and check["disable"])


@pytest.mark.parametrize("name", SERVICES)
def test_each_secret_comes_from_the_environment(name: str) -> None:
    environment = SERVICES[name].get("environment", {})
    for variable in environment.keys() & set(SECRETS):
        assert re.search(r"\$\{[A-Z_]+:\?\}", environment[variable]), variable


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_running_services_do_not_get_the_database_owner(name: str) -> None:
    assert "DATABASE_OWNER_URL" not in SERVICES[name]["environment"]
    assert SERVICES[name]["depends_on"]["reference"] == {
        "condition": "service_completed_successfully"
    }


@pytest.mark.parametrize("name", ["web", "worker"])
def test_web_and_worker_can_be_scaled(name: str) -> None:
    assert "container_name" not in SERVICES[name]
    for port in SERVICES[name].get("ports", []):
        assert "-" in port.split(":")[-2], "one fixed port of the host serves one container only"


def test_no_service_runs_as_root() -> None:
    image = (settings.BASE_DIR / "Dockerfile").read_text().split("FROM ")[-1]
    assert "\nUSER osma\n" in image
    assert {SERVICES[name]["user"] for name in ("postgres", "redis")} == {"postgres", "redis"}


@pytest.mark.parametrize("name", OURS)
def test_command_of_each_compose_service_exists(name: str) -> None:
    program, *words = SERVICES[name]["command"]
    if program == "python":
        assert (settings.BASE_DIR / words[0]).is_file()
    else:
        found = Path(sys.executable).parent / program
        assert subprocess.run([found, "--version"], capture_output=True).returncode == 0


def test_image_contains_every_package_that_runs() -> None:
    assert packages() <= in_image()


def test_image_contains_every_file_that_a_package_reads() -> None:
    made_or_unused = {".build", "docs"}
    named = {
        name
        for package in packages() - {"dev"}
        for path in (settings.BASE_DIR / package).rglob("*.py")
        for name in re.findall(r'BASE_DIR\)? / "([^"]+)"', path.read_text())
    }
    assert named
    assert named - made_or_unused <= in_image()


def in_image() -> set[str]:
    text = (settings.BASE_DIR / ".dockerignore").read_text()
    return set(re.findall(r"^!(\S+)$", text, re.MULTILINE))


def packages() -> set[str]:
    found = {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")}
    return found - {"tests", "benchmarks"}
