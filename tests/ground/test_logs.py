import logging

import structlog

from osma_registry.logs import FIRST, LAST, hide_secrets


def written(message: str, *args: object) -> str:
    formatter = structlog.stdlib.ProcessorFormatter(foreign_pre_chain=FIRST, processors=LAST)
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, None)
    return formatter.format(record)


def test_an_address_that_opens_without_sign_in_is_not_written() -> None:
    line = written("%s: %s", "Not Found", "/calendar/a-secret.ics")
    assert "a-secret" not in line
    assert "Not Found: /calendar/" in line


def test_nor_where_it_is_the_path_of_a_request() -> None:
    event = {"path": "/calendar/a-secret.ics", "status": 200}
    assert hide_secrets(None, "info", event) == {"path": "/calendar/…", "status": 200}


def test_the_page_about_the_calendar_is_written() -> None:
    assert "/en/preferences/calendar/renew/" in written("/en/preferences/calendar/renew/")
