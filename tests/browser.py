"""Chromium, a live site and a real worker, all on a clone of the database of their own."""

import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser, sync_playwright
from psycopg.conninfo import make_conninfo
from pytest_django.live_server_helper import LiveServer

from dev.chromium import find_chromium

QUIET = ("--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run")  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> str:
    if found := find_chromium():
        return found
    missing = "Chromium was not found, so the browser tests were not run"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with opened(chromium) as browser:
        yield browser


@contextmanager
def opened(chromium: str) -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps a loop in this thread
    connections.close_all()  # that loop would hide them, and they would stay open
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*QUIET, *sandbox])
        yield browser
        browser.close()


@pytest.fixture
def site(cloned_database: str) -> Iterator[LiveServer]:
    server = LiveServer("localhost")
    with override_settings(SITE_URL=server.url):
        yield server
    server.stop()


@pytest.fixture
def worker(cloned_database: str, site: LiveServer, tmp_path: Path) -> Iterator[Path]:
    """A Celery worker with its beat, in a process of its own; gives the folder of its mail."""
    mail = tmp_path / "mail"
    command = [sys.executable, "-m", "celery", "--app", "osma_registry", "worker", "--beat",
               "--concurrency", "1", "--schedule", str(tmp_path / "beat")]  # fmt: skip
    variables = {
        "DATABASE_URL": runtime_address(),
        "REDIS_URL": own_queue(cloned_database),
        "SITE_URL": site.url,
        "EMAIL_URL": f"file://{mail}",
    }
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(command, env=os.environ | variables, stdout=log, stderr=log)
    yield mail
    process.terminate()
    process.wait(20)


def runtime_address() -> str:
    parameters = connections["default"].get_connection_params()
    known = {"dbname", "user", "password", "host", "port"}
    return make_conninfo(**{name: parameters[name] for name in known & parameters.keys()})


def own_queue(name: str) -> str:
    """One of the fifteen databases of Valkey that the site itself does not use."""
    from osma_registry.celery import app

    number = 1 + zlib.crc32(name.encode()) % 15
    address = app.conf.broker_url.split("?")[0]
    if address.startswith("redis+socket"):
        return f"{address}?virtual_host={number}"
    return f"{address.rsplit('/', 1)[0]}/{number}"
