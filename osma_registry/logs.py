"""Logs are JSON, one line per event. Tracebacks go without the values of variables."""

import logging.config
import re
from typing import Any

import structlog

FIRST = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
SECRET = re.compile(r"(?<!preferences)/calendar/[^/\s]+")  # such an address opens without sign-in


def hide_secrets(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    return {
        name: SECRET.sub("/calendar/…", value) if isinstance(value, str) else value
        for name, value in event.items()
    }


LAST = [
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    structlog.processors.ExceptionRenderer(
        structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    ),
    hide_secrets,
    structlog.processors.JSONRenderer(),
]
EVERY_FEW_SECONDS = ("celery.beat", "celery.worker.strategy", "celery.app.trace")


def handling(level: str) -> dict[str, Any]:
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": FIRST,
        "processors": LAST,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {name: {"level": "WARNING"} for name in EVERY_FEW_SECONDS},
    }


def configure(level: str) -> None:
    logging.config.dictConfig(handling(level))
    structlog.configure(
        processors=[*FIRST, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
