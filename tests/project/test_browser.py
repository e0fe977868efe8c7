import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from access.models import Organization, Person
from audit.events import audit_transaction
from practitioners import services as practitioners


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sign_in_page_breaks_no_security_header(
    site: LiveServer, browser: Browser, language: str
) -> None:
    """A style or a script that the content security policy blocks is reported in the console."""
    page = browser.new_page()
    messages: list[str] = []
    requested: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("request", lambda request: requested.append(request.url))
    page.goto(f"{site.url}/{language}/sign-in/")
    page.close()
    assert not messages
    assert all(url.startswith(site.url) for url in requested)


@pytest.mark.template_database("users")
def test_worker_sends_the_email_that_the_site_created(
    demo_users: dict[str, Person], site: LiveServer, worker: Path
) -> None:
    with audit_transaction():
        practitioners.nominate(
            demo_users["nobody"],
            Organization.objects.get(code="rcn"),
            by=demo_users["superior"],
            need="Runs the accounts of the base.",
        )
    assert becomes_true(lambda: any(site.url in mail.read_text() for mail in worker.glob("*")))


def becomes_true(condition: Callable[[], bool], *, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.2)
    return condition()
