"""The matter that follows a resolution's task up, and what it last reported."""

from dataclasses import dataclass
from typing import Any

from hengjian.lib.bilingual import Text
from hengjian.matters.kinds import kind_of
from hengjian.matters.models import Matter
from hengjian.meetings.models import ResolutionTask


REPORTED = ("progress_state", "progress_percent", "progress_words", "obstacles")


@dataclass(frozen=True)
class Followed:
    """A matter with what its last report said: label and words, in their order."""

    matter: Matter
    reported_on: str
    next_on: str
    told: tuple[tuple[Text, Text], ...]


def followed_by(task: ResolutionTask) -> Followed | None:
    """What the matter of a task tells; None where no matter follows it."""
    if task.matter is None:
        return None
    matter, values = task.matter, task.matter.values
    card = kind_of(matter.release).card
    told = tuple(
        (card.items[name].label, _words(card.items[name], values[name]))
        for name in REPORTED
        if name in card.items and values.get(name) not in (None, "")
    )
    open_report = matter.work_items.filter(
        element="report", done_at__isnull=True
    ).first()
    next_on = open_report.due_on if open_report is not None else None
    return Followed(
        matter,
        str(values.get("reported_on") or ""),
        next_on.isoformat() if next_on is not None else "",
        told,
    )


def _words(item: Any, value: Any) -> Text:
    found = item.choices.get(value) if item.choices else None
    return found if isinstance(found, Text) else Text.same(str(value))
