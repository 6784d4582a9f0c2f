"""What is asked of one limit, and the shape of the answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from hengjian.engines.deadlines.lengths import Length
from hengjian.lib.bilingual import Text


START = "刑诉法105(起算)"
MONTHS = "按月计算至对应日(依据待核)"
HOURS = "按小时计算"
HOLIDAY = "刑诉法105(节假日顺延)"
CUSTODY = "刑诉法105(在押不顺延)"
SUSPENDED = "期间中止"
EXTENDED = "期间延长"
RESET = "期间重新计算"
UNKNOWN = "起算之日不明"

_RULES = {
    START: "Criminal Procedure Law art. 105, start",
    MONTHS: "months run to the corresponding day; basis to be confirmed",
    HOURS: "counted in hours",
    HOLIDAY: "Criminal Procedure Law art. 105, holidays",
    CUSTODY: "Criminal Procedure Law art. 105, custody",
    SUSPENDED: "suspension",
    EXTENDED: "extension",
    RESET: "count anew",
    UNKNOWN: "start unknown",
}


class State(StrEnum):
    """How a limit stands on the day it is asked about."""

    OPEN = "open"
    MET = "met"  # done in time
    LATE = "late"  # done, but after the last day
    OVERDUE = "overdue"  # not done, and the last day is over
    SUSPENDED = "suspended"  # the count stands still: no last day yet
    UNKNOWN = "unknown"  # no start, or nothing to tell it from


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the count; without a date where none can be told."""

    on: date | datetime | None
    text: Text
    rule: str

    @property
    def rule_text(self) -> Text:
        """The rule in both languages; an article reads as it is cited."""
        english = [_RULES.get(part, part) for part in self.rule.split(";")]
        return Text(self.rule, "; ".join(english))

    def as_json(self) -> dict[str, str | None]:
        """The step of the contract's JSON object."""
        return {
            "date": None if self.on is None else iso(self.on),
            "zh": self.text.zh,
            "en": self.text.en,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class Suspension:
    """The count stands still from ``from_on`` until it resumes on ``to_on``.

    Without ``to_on`` it stands still yet.
    """

    from_on: date
    to_on: date | None = None
    reason: str = ""

    @property
    def days(self) -> int | None:
        """How many days are added; None while it goes on."""
        return None if self.to_on is None else (self.to_on - self.from_on).days


@dataclass(frozen=True, slots=True)
class Extension:
    """More time, from the expiry before any holiday."""

    length: Length
    article: str = ""
    approver: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked: a start, a length and what happened since.

    ``start`` is None where it is not known; ``article`` is the limit's own. ``done_on``
    is the act that stops the count. ``as_of`` is the day on which ``state`` is told.
    """

    start: date | datetime | None
    length: Length
    custody: bool = False
    suspensions: Sequence[Suspension] = ()
    extensions: Sequence[Length | Extension] = ()
    reset_on: date | datetime | None = None
    done_on: date | datetime | None = None
    as_of: date | datetime | None = None
    article: str = ""

    def granted(self) -> tuple[Extension, ...]:
        """The extensions in order."""
        return tuple(
            each if isinstance(each, Extension) else Extension(each)
            for each in self.extensions
        )


@dataclass
class Answer:
    """The due date (a moment for hours), how it came about, and how the limit stands.

    ``due`` is None where it cannot be told: the start is unknown, or the count stands
    still.
    """

    due: date | datetime | None
    steps: list[Step] = field(default_factory=list)
    provisional: bool = False
    state: str = State.OPEN
    late_days: int = 0

    @property
    def counted_due(self) -> date | datetime:
        """The due date of a limit that has a start and does not stand still.

        Raises ``ValueError`` for another.
        """
        if self.due is None:
            raise ValueError(f"a limit that is {self.state} has no due date")
        return self.due

    def as_json(self) -> dict[str, object]:
        """The contract's JSON object."""
        return {
            "due": None if self.due is None else iso(self.due),
            "steps": [step.as_json() for step in self.steps],
            "provisional": self.provisional,
            "state": str(self.state),
            "late_days": self.late_days,
        }


def iso(when: date | datetime) -> str:
    """``2025-10-09`` or ``2025-10-09T15:00``."""
    return f"{when:%Y-%m-%dT%H:%M}" if isinstance(when, datetime) else when.isoformat()


def day_of(when: date | datetime) -> date:
    """The day of a moment, or the day itself."""
    return when.date() if isinstance(when, datetime) else when
