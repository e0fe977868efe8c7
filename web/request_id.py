from contextvars import ContextVar

# Set by the request log's middleware; audit events and log lines carry it.
current_request_id: ContextVar[str] = ContextVar("request_id", default="")
