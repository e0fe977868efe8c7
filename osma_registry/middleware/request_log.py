import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from web.request_id import current_request_id

SANE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
logger = structlog.get_logger("request")


class RequestLogMiddleware:
    """Names the request, and writes its one line. The query is left out: people type into it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get("X-Request-ID", "")
        request_id = sent if SANE_ID.fullmatch(sent) else uuid.uuid4().hex
        started = time.perf_counter()
        token = current_request_id.set(request_id)
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            logger.info(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
        current_request_id.reset(token)
        response["X-Request-ID"] = request_id
        return response
