"""Logging as JSON, one line per event, for structlog and for the standard library."""

import logging.config
import re

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# Of every record, ours and those of libraries.
PRE_CHAIN: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
# The address of a calendar feed, or of a sign-in link, is its only protection; /preferences/calendar/ is an
# ordinary page.
SECRET_PATH = re.compile(r"(?<!preferences)(/calendar/|/invitation/|/sign-in/forgotten/)[^/\s]+")


def hide_secrets(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    return {
        name: SECRET_PATH.sub(r"\1…", value) if isinstance(value, str) else value
        for name, value in event.items()
    }


def hide_row_values(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Cut the detail that PostgreSQL adds to a refused row: it has the values of all its columns."""
    for problem in event.get("exception") or ():
        problem["exc_value"] = problem["exc_value"].partition("\nDETAIL:")[0]
    return event


RENDERERS: list[Processor] = [
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    structlog.processors.ExceptionRenderer(
        # Local variables may hold passwords and what people typed.
        structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    ),
    hide_secrets,
    hide_row_values,
    structlog.processors.JSONRenderer(),
]
# These log each task, every few seconds: warnings only.
VERBOSE_LOGGERS = ("celery.beat", "celery.worker.strategy", "celery.app.trace")


def logging_config(level: str) -> dict[str, object]:
    """For `logging.config.dictConfig`, at this level."""
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": PRE_CHAIN,
        "processors": RENDERERS,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {name: {"level": "WARNING"} for name in VERBOSE_LOGGERS},
    }


def configure(level: str) -> None:
    logging.config.dictConfig(logging_config(level))
    structlog.configure(
        processors=[*PRE_CHAIN, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
