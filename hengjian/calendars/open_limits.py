"""What an upper app says of its open limits, so that a new calendar can move them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from hengjian.engines.deadlines.work_calendar import WorkCalendar
from hengjian.lib.bilingual import Text
from hengjian.lib.registers import every


@dataclass(frozen=True, slots=True)
class Moving:
    """One open limit that ends on another day under another calendar.

    ``subject`` reads ``type:id``, as in the journal; ``address`` is the page of ours where
    whoever may see the limit finds it; ``person`` the key of whoever is to act. No value
    of a card stands here: the system administrator reads the list.
    """

    subject: str
    due_before: date
    due_after: date
    address: str = ""
    unit_code: str = ""
    person: int | None = None


class OpenLimits(Protocol):
    """The open limits of one kind; registered in ``OPEN_LIMITS``."""

    kind: str
    title: Text

    def moving(self, before: WorkCalendar, after: WorkCalendar) -> Iterable[Moving]:
        """The open limits whose stored last day is another under ``after``.

        ``before`` is the calendar by which they were counted. Writes nothing.
        """
        ...

    def move(self, moving: Sequence[Moving]) -> Sequence[Moving]:
        """Store the new last days, inside an action; returns those that really moved.

        What was closed or moved by somebody else meanwhile is passed over.
        """
        ...


def every_kind() -> list[OpenLimits]:
    """The registered kinds in their order."""
    return list(every("OPEN_LIMITS"))  # type: ignore[arg-type]


def kind_title(kind: str) -> Text:
    """What a kind of limit is called; its own name where nobody registered it."""
    titles = {limits.kind: limits.title for limits in every_kind()}
    return titles.get(kind) or Text.same(kind)
