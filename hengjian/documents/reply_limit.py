"""Until when the recipient of a served document has to reply."""

from datetime import date, datetime

from hengjian.calendars.queries import calendar_in_force
from hengjian.documents.source import KindOfDocument
from hengjian.engines.deadlines.asking import Question
from hengjian.engines.deadlines.explaining import explain
from hengjian.engines.deadlines.lengths import parse_length


def reply_due_on(kind: KindOfDocument, served_on: date) -> date | None:
    """The last day, counted from service; None where no reply is asked."""
    name = kind.kind.reply_within
    length = _length(kind, name, served_on) if name else ""
    if not length:
        return None
    due = explain(
        Question(start=served_on, length=parse_length(length)), calendar_in_force()
    ).due
    return due.date() if isinstance(due, datetime) else due


def _length(kind: KindOfDocument, name: str, on: date) -> str:
    own = kind.pack.parameters.get(name) or kind.loaded.shared_parameters.get(name)
    if own is not None:
        past = [each for each in own.history.values if each.from_on <= on]
        return f"{past[-1].value} {own.unit}" if past else ""
    law = kind.loaded.limits.get(name)
    if law is None:
        return ""
    lengths = law.lengths_on(on)
    first = next(iter(lengths.values()), None)
    return first.length if first is not None else ""
