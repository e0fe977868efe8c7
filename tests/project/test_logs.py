import logging
import sys
from typing import Any

import pytest
import structlog
from django.db import IntegrityError, transaction

from access.models import Person
from osma_registry.logs import PRE_CHAIN, RENDERERS, hide_secrets


def written(message: str, *args: object, exc_info: Any = None) -> str:
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=PRE_CHAIN, processors=RENDERERS
    )
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, exc_info)
    return formatter.format(record)


def test_secret_calendar_address_is_not_logged_in_a_message() -> None:
    line = written("%s: %s", "Not Found", "/calendar/a-secret.ics")
    assert "a-secret" not in line
    assert "Not Found: /calendar/" in line


def test_secret_calendar_address_is_not_logged_as_a_path() -> None:
    event = {"path": "/calendar/a-secret.ics", "status": 200}
    assert hide_secrets(None, "info", event) == {"path": "/calendar/…", "status": 200}


@pytest.mark.parametrize("path", ["/fr/invitation/", "/en/sign-in/forgotten/"])
def test_secret_of_a_sign_in_link_is_not_logged(path: str) -> None:
    event = {"path": f"{path}a-secret/", "status": 200}
    assert hide_secrets(None, "info", event)["path"] == f"{path}…/"
    assert hide_secrets(None, "info", {"path": path})["path"] == path


@pytest.mark.django_db
def test_values_of_a_refused_row_are_not_logged() -> None:
    person = Person.objects.create(username="sailor", name="A Sailor", email="a@demo.invalid")
    try:
        with transaction.atomic():
            Person.objects.create(username=person.username, name="B", email="b@demo.invalid")
    except IntegrityError:
        line = written("failed", exc_info=sys.exc_info())
    assert "violates" in line
    assert "sailor" not in line


def test_calendar_page_is_logged() -> None:
    assert "/en/preferences/calendar/renew/" in written("/en/preferences/calendar/renew/")
