import logging

import structlog

from osma_registry.logs import PRE_CHAIN, RENDERERS, hide_secrets


def written(message: str, *args: object) -> str:
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=PRE_CHAIN, processors=RENDERERS
    )
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, None)
    return formatter.format(record)


def test_secret_calendar_address_is_not_logged_in_a_message() -> None:
    line = written("%s: %s", "Not Found", "/calendar/a-secret.ics")
    assert "a-secret" not in line
    assert "Not Found: /calendar/" in line


def test_secret_calendar_address_is_not_logged_as_a_path() -> None:
    event = {"path": "/calendar/a-secret.ics", "status": 200}
    assert hide_secrets(None, "info", event) == {"path": "/calendar/…", "status": 200}


def test_calendar_page_is_logged() -> None:
    assert "/en/preferences/calendar/renew/" in written("/en/preferences/calendar/renew/")
