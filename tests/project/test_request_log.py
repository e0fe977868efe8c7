import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from structlog.stdlib import ProcessorFormatter

from osma_registry import logs
from osma_registry.middleware.request_log import RequestLogMiddleware
from web.request_id import current_request_id


def sent_through(
    request: HttpRequest, view: Callable[[HttpRequest], HttpResponse] = lambda _: HttpResponse()
) -> HttpResponse:
    return RequestLogMiddleware(view)(request)


def test_well_formed_request_id_is_kept(rf: RequestFactory) -> None:
    answer = sent_through(rf.get("/", headers={"X-Request-ID": "abc-123.def"}))
    assert answer["X-Request-ID"] == "abc-123.def"


@pytest.mark.parametrize("sent", ["", "short", "a" * 65, "line\nbreak!", "<script>alert</script>"])
def test_malformed_request_id_is_replaced(rf: RequestFactory, sent: str) -> None:
    answer = sent_through(rf.get("/", headers={"X-Request-ID": sent}))
    assert len(answer["X-Request-ID"]) == 32


def test_audit_events_get_the_request_id(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(current_request_id.get())

    answer = sent_through(rf.get("/", headers={"X-Request-ID": "abc-123.def"}), view)
    assert answer.content == b"abc-123.def"
    assert current_request_id.get() == ""


def test_request_line_leaves_out_typed_values(rf: RequestFactory) -> None:
    with structlog.testing.capture_logs() as lines:
        sent_through(rf.get("/en/verify/?q=somebody"))
    assert lines[0]["path"] == "/en/verify/"
    assert "somebody" not in str(lines)


@pytest.fixture
def logged() -> Iterator[Callable[[], dict[str, object]]]:
    handler = logging.StreamHandler(StringIO())
    handler.setFormatter(
        ProcessorFormatter(foreign_pre_chain=logs.PRE_CHAIN, processors=logs.RENDERERS)
    )
    logging.getLogger("plain").addHandler(handler)
    yield lambda: json.loads(handler.stream.getvalue())
    logging.getLogger("plain").removeHandler(handler)


def test_log_line_is_json(logged: Callable[[], dict[str, object]]) -> None:
    logging.getLogger("plain").warning("logged %s", "once")
    assert logged()["event"] == "logged once"


def test_traceback_shows_no_values(logged: Callable[[], dict[str, object]]) -> None:
    name = "Somebody Private"
    try:
        raise RuntimeError("went wrong")
    except RuntimeError:
        logging.getLogger("plain").exception("failed")
    line = logged()
    assert "went wrong" in str(line)
    assert name not in str(line)
