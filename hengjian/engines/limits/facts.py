"""What a card says about one of its limits, and the question that follows from it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from hengjian.engines.deadlines.explaining import Answer, Question, Suspension, explain
from hengjian.engines.deadlines.lengths import Length, parse_length
from hengjian.engines.deadlines.work_calendar import DEFAULT, WorkCalendar
from hengjian.engines.pack_format.limit_model import LimitLaw, LimitLength
from hengjian.lib.bilingual import Text


class Untold(StrEnum):
    """Why a limit cannot be told from its card."""

    APPLIES = "applies"
    LENGTH = "length"
    DATES = "dates"

    @property
    def words(self) -> Text:
        return _UNTOLD[self]


_UNTOLD = {
    Untold.APPLIES: Text(
        "不能判断是否适用：判断所用的项没有填",
        "whether it applies cannot be told: an item it depends on is empty",
    ),
    Untold.LENGTH: Text(
        "不能判断期限长短：判断所用的项没有填",
        "its length cannot be told: an item it depends on is empty",
    ),
    Untold.DATES: Text(
        "卡上的日期先后矛盾或超出范围，不能计算",
        "the dates on the card are out of order or out of range: it cannot be counted",
    ),
}


@dataclass(frozen=True)
class Facts:
    """One limit of one card. ``custody`` None: the card does not say.

    ``suspended``: from and to (the day of resuming; None: still suspended).
    """

    start: date
    length: str
    custody: bool | None = None
    done: date | None = None
    reset: date | None = None
    extended: tuple[str, ...] = ()
    suspended: tuple[tuple[date, date | None], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For keeping; ``from_json`` reads it."""
        kept: dict[str, Any] = {
            "start": self.start.isoformat(),
            "length": self.length,
            "custody": self.custody,
            "done": _iso(self.done),
            "reset": _iso(self.reset),
            "extended": list(self.extended),
            "suspended": [[_iso(a), _iso(b)] for a, b in self.suspended],
        }
        return {name: value for name, value in kept.items() if value not in (None, [])}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Facts":
        """The facts as ``as_json`` wrote them."""
        return cls(
            start=date.fromisoformat(kept["start"]),
            length=kept["length"],
            custody=kept.get("custody"),
            done=_day(kept.get("done")),
            reset=_day(kept.get("reset")),
            extended=tuple(kept.get("extended", ())),
            suspended=tuple(
                (date.fromisoformat(a), _day(b)) for a, b in kept.get("suspended", ())
            ),
        )


def rolls(law: LimitLaw, custody: bool | None) -> bool:
    """Whether a last day on a holiday moves on.

    Where the card does not say if the person is detained the day stands still: the
    earlier day is the safe one.
    """
    if law.custody == "always":
        return False
    return law.custody == "never" or custody is False


def length_of(law: LimitLaw, name: str, day: date | None) -> LimitLength | None:
    """The length with a name that is in force on a day; the first without a name."""
    lengths = law.lengths_on(day)
    return lengths.get(name or next(iter(lengths), ""))


def question(facts: Facts, law: LimitLaw, as_of: date | None = None) -> Question:
    """The question to the engine of deadlines; open suspensions are left out of it."""
    length = length_of(law, facts.length, facts.start)
    if length is None:
        raise LookupError(f"{law.id} {facts.length}")
    extensions: list[Length] = [
        parse_length(law.extensions[name].length) for name in facts.extended
    ]
    return Question(
        start=facts.start,
        length=parse_length(length.length),
        custody=not rolls(law, facts.custody),
        suspensions=[Suspension(a, b) for a, b in facts.suspended if b is not None],
        extensions=extensions,
        reset_on=facts.reset,
        done_on=facts.done,
        as_of=as_of,
    )


def answer(
    facts: Facts,
    law: LimitLaw,
    calendar: WorkCalendar = DEFAULT,
    as_of: date | None = None,
) -> Answer:
    """The due day with its steps. Raises ``UserFault`` for dates out of order."""
    return explain(question(facts, law, as_of), calendar)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
