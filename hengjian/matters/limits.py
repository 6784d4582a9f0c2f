"""Limits of work items: a question that is kept, and the answer with its reasons.

A task's limit names, in this order: a date item of the card (its value is the last day), a
parameter of the pack (its value and unit are the length), a limit of
``_shared/limits.yaml``. The count begins the day after the task is ready; nobody is in
custody here, so a last day of rest always moves on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.deadlines.asking import (
    EXTENDED,
    SUSPENDED,
    Answer,
    Question,
    Step,
    Suspension,
)
from hengjian.engines.deadlines.explaining import explain
from hengjian.engines.deadlines.lengths import Unit, parse_length
from hengjian.engines.deadlines.work_calendar import WorkCalendar
from hengjian.engines.pack_format.model import ItemType
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.kinds import Kind


@dataclass(frozen=True)
class Stretch:
    """Suspended from a day, until the day the count resumes (None: it still stands)."""

    from_on: date
    until_on: date | None


def asked(
    kind: Kind, name: str, row: Mapping[str, Any], since_on: date
) -> dict[str, Any]:
    """The question of a task's limit, to be kept; empty for a task without one."""
    if not name:
        return {}
    item = kind.card.items.get(name)
    if item is not None and item.type is ItemType.DATE:
        found = row.get(name)
        if found is None:
            return {}
        return {"name": name, "day": found.isoformat(), **_label(item.label)}
    parameter = kind.pack.parameters.get(name) or kind.loaded.shared_parameters.get(
        name
    )
    if parameter is not None:
        number = kind.parameter_on(name, since_on)
        length = f"{number} {parameter.unit}"
        return _question(name, since_on, length, parameter.label)
    law = kind.loaded.limits.get(name)
    if law is not None and law.lengths:
        first = next(iter(law.lengths.values()))
        return _question(name, since_on, str(first.length), law.label)
    return {}


def _question(name: str, since_on: date, length: str, label: Text) -> dict[str, Any]:
    return {
        "name": name,
        "start": since_on.isoformat(),
        "length": length,
        **_label(label),
    }


def _label(label: Text) -> dict[str, str]:
    return {"zh": label.zh, "en": label.en}


def answered(
    question: Mapping[str, Any],
    *,
    suspensions: Iterable[Stretch] = (),
    extensions: Iterable[str] = (),
    done_on: date | None = None,
    as_of: date | None = None,
    calendar: WorkCalendar | None = None,
) -> Answer | None:
    """The last day and why; None for a task without a limit.

    A suspension that still lasts is left out: what its days come to is known when the
    matter resumes.
    """
    if not question:
        return None
    ended = [
        Suspension(each.from_on, each.until_on)
        for each in suspensions
        if each.until_on is not None
    ]
    calendar = calendar or calendar_in_force()
    lengths = [parse_length(each) for each in extensions]
    if "day" in question or question["length"].startswith("0 "):
        return _on_a_day(question, ended, lengths, done_on, as_of, calendar)
    return explain(
        Question(
            start=date.fromisoformat(question["start"]),
            length=parse_length(question["length"]),
            suspensions=ended,
            extensions=lengths,
            done_on=done_on,
            as_of=as_of,
        ),
        calendar,
    )


def _on_a_day(
    question: Mapping[str, Any],
    suspensions: list[Suspension],
    extensions: list[Any],
    done_on: date | None,
    as_of: date | None,
    calendar: WorkCalendar,
) -> Answer:
    """A limit that is a day itself: one of the card, or the very day it began."""
    day = date.fromisoformat(question.get("day") or question["start"])
    if "day" in question:
        words = Text(
            f"末日取自案卡“{question['zh']}”：{day}",
            f"the last day is the card's “{question['en']}”: {day}",
        )
    else:
        words = Text(f"当日办结：{day}", f"to be done the same day: {day}")
    answer = Answer(due=day, steps=[Step(day, words, question["name"])])
    for each in suspensions:
        if each.to_on is not None and each.from_on <= day:
            days = (each.to_on - each.from_on).days
            day += timedelta(days=days)
            answer.steps.append(
                Step(
                    day,
                    Text(
                        f"{each.from_on}中止，{each.to_on}恢复，顺加{days}日，至{day}",
                        f"suspended on {each.from_on}, resumed on {each.to_on}:"
                        f" {days} days added, to {day}",
                    ),
                    SUSPENDED,
                )
            )
    for length in extensions:
        longer = explain(Question(start=day, length=length), calendar)
        day = _day(longer.due) or day
        answer.steps.append(
            Step(
                day,
                Text(
                    f"延长{length.words.zh}，至{day}",
                    f"extended by {length.words.en}, to {day}",
                ),
                EXTENDED,
            )
        )
    answer.due = day
    if done_on is not None:
        answer.state = "late" if done_on > day else "met"
        answer.late_days = max((done_on - day).days, 0)
    elif as_of is not None and as_of > day:
        answer.state, answer.late_days = "overdue", (as_of - day).days
    return answer


def due_on(
    question: Mapping[str, Any],
    *,
    suspensions: Iterable[Stretch] = (),
    extensions: Iterable[str] = (),
    calendar: WorkCalendar | None = None,
) -> date | None:
    """The last day alone."""
    answer = answered(
        question, suspensions=suspensions, extensions=extensions, calendar=calendar
    )
    if answer is None:
        return None
    # a limit in hours ends at a moment; the inbox counts days
    return _day(answer.due)


def _day(when: date | datetime | None) -> date | None:
    return when.date() if isinstance(when, datetime) else when


def is_length(text: str) -> bool:
    """Whether a text is a length that a limit may be extended by."""
    try:
        return parse_length(text).unit is not Unit.HOURS
    except UserFault:
        return False
