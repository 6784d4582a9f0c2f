"""How long a public notice lasts, counted in the calendar in force."""

from datetime import date

from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.deadlines.asking import Answer, Question
from hengjian.engines.deadlines.explaining import explain
from hengjian.engines.deadlines.lengths import parse_length
from hengjian.honours.faults import HonourFault
from hengjian.honours.models import HonourRound
from hengjian.lib.bilingual import Text
from hengjian.matters.kinds import kind_of


LEAST_DAYS = 5
"""Working days of public notice below which no parameter goes."""


def notice_term(honour_round: HonourRound, begins_on: date) -> Answer:
    """The public notice counted in the calendar in force, with its reasons.

    The day it begins is not counted. Raises ``HonourFault`` for fewer than five days.
    """
    kind = kind_of(honour_round.matter.release)
    days = kind.parameter_on("notice_days", begins_on)
    if not isinstance(days, int) or days < LEAST_DAYS:
        raise HonourFault(
            Text(
                f"公示不得少于 {LEAST_DAYS} 个工作日，请核对业务包参数",
                f"a public notice lasts at least {LEAST_DAYS} working days: see the pack",
            )
        )
    return explain(
        Question(start=begins_on, length=parse_length(f"{days} working_days")),
        calendar_in_force(),
    )


def last_day(term: Answer) -> date:
    """The last day of a notice."""
    due = term.due
    assert isinstance(due, date)  # noqa: S101 (counted from a day, in days)
    return due
