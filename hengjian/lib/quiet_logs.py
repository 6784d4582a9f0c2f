"""Log lines that say what happened and never to whom: no values, no messages of errors.

The message of an error may quote what somebody typed in or what a card holds; an error is
therefore logged by its type and its place in the program. Of a request stands the name of
its page, not its address.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any


# what a line may carry besides its message: given by ``extra=``
EXTRAS = ("method", "view", "status", "milliseconds", "job", "task")
Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def places(error: BaseException) -> str:
    """Where an error and its causes came from, and their types; nothing they say."""
    parts = []
    seen: BaseException | None = error
    while seen is not None:
        frames = traceback.extract_tb(seen.__traceback__)[-12:]
        lines = [f"  {each.filename}:{each.lineno} {each.name}" for each in frames]
        parts.append("\n".join([type(seen).__qualname__, *lines]))
        seen = seen.__cause__ or seen.__context__
    return "\ncaused by ".join(parts)


class LineFormatter(logging.Formatter):
    """One readable line, with the places of an error below it."""

    def format(self, record: logging.LogRecord) -> str:
        values = fields(record)
        more = [f"{name}={values[name]}" for name in EXTRAS if name in values]
        head = f"{values['at']} {record.levelname} {record.name}: {values['message']}"
        line = " ".join([head, *more])
        return f"{line}\n{values['error']}" if "error" in values else line


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for a collector."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(fields(record), ensure_ascii=False)


def fields(record: logging.LogRecord) -> dict[str, Any]:
    """What a line says."""
    values: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(
            "T", "milliseconds"
        ),
        "level": record.levelname,
        "logger": record.name,
        "message": _message(record),
        "process": record.process,
    }
    values |= {name: getattr(record, name) for name in EXTRAS if hasattr(record, name)}
    if record.exc_info and record.exc_info[1] is not None:
        values["error"] = places(record.exc_info[1])
    return values


def _message(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if request is None:
        return record.getMessage()
    # the framework's own lines quote the address, in which anything may be typed
    match = getattr(request, "resolver_match", None)
    page = match.view_name if match else "no page"
    return f"{getattr(record, 'status_code', '')} {page}".strip()
