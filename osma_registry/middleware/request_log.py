import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from web.request_id import current_request_id

# Of an id sent by a proxy: anything else could forge log lines.
VALID_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
logger = structlog.get_logger("request")


class RequestLogMiddleware:
    """Gives the request an id, and writes one line for it.

    The query string is not logged: it holds what people search for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        header = request.headers.get("X-Request-ID", "")
        request_id = header if VALID_ID.fullmatch(header) else uuid.uuid4().hex
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
        # No `finally`: Django turns every exception of a view into a response before it gets here.
        current_request_id.reset(token)
        response["X-Request-ID"] = request_id
        return response
