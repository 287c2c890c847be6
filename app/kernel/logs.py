"""Logs that hold references and counts; never text, names, addresses or tokens.

Only the listed keys are written, so a careless `log.info("…", body=text)` writes nothing of it.
Exceptions are named by class and place; their messages may quote a row, so they stay out.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "process",
        "ref",
        "kind",
        "count",
        "error",
        "at",
        "status",
        "route",
        "ms",
        "community",
    }
)


def set_up(process: str) -> None:
    """Makes this process log JSON lines to standard error, our own and the libraries' alike."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.clear_contextvars()
    logging.basicConfig(handlers=[_Bridge()], level=logging.WARNING, force=True)
    get(process).info("started", process=process)


def get(name: str) -> Any:
    """A logger."""
    return structlog.get_logger(name)


def place_of(error: BaseException) -> str:
    """Where an exception was raised: file, line and function, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return ""
    last = frames[-1]
    return f"{last.filename.rsplit('/', 1)[-1]}:{last.lineno} {last.name}"


def _only_allowed(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: value for key, value in event.items() if key in ALLOWED}


class _Bridge(logging.Handler):
    """Passes on a library's log line as its logger's name and the class of its error."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        get(record.name).warning(
            "library",
            kind=record.name,
            level=record.levelname,
            error=type(error).__name__ if error else None,
            at=place_of(error) if error else f"{record.module}:{record.lineno}",
        )
