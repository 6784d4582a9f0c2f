"""Timers that wait, counted anew by another calendar.

A timer that counts days was set when its element was reached. Where the stored moment is
what the calendar of before gives from there, it becomes what the new calendar gives; one
that was set otherwise (by a move to another drawing) or on a date stays as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from hengjian.engines.deadlines.work_calendar import WorkCalendar
from hengjian.engines.process.definition import Definition
from hengjian.engines.process.marking import Marking, Token
from hengjian.engines.process.running import Advance, advance_of, marking_of


@dataclass(frozen=True)
class Recounted:
    """A process whose timers moved: how it stands, the first of them before and after."""

    advance: Advance
    due_before: datetime
    due_after: datetime


def recounted(
    definition: Definition, state: bytes, before: WorkCalendar, after: WorkCalendar
) -> Recounted | None:
    """The process with its timers by the calendar ``after``; None where none moves."""
    marking = marking_of(definition, state)
    tokens = tuple(
        _token(definition, marking, token, before, after) for token in marking.tokens
    )
    moved = list(_moved(marking.tokens, tokens))
    if not moved:
        return None
    first = min(moved)
    there = replace(marking, tokens=tokens)
    return Recounted(advance_of(definition, there, ()), *first)


def _token(
    definition: Definition,
    marking: Marking,
    token: Token,
    before: WorkCalendar,
    after: WorkCalendar,
) -> Token:
    seen = definition.seen(marking.values, token.since)
    due = dict(token.due)
    for element, moment in token.due.items():
        count = definition.timers[element]
        if moment is not None and count(seen, token.since, before) == moment:
            due[element] = count(seen, token.since, after)
    inner = tuple(
        _token(definition, marking, each, before, after) for each in token.inner
    )
    return replace(token, due=due, inner=inner)


def _moved(
    old: tuple[Token, ...], new: tuple[Token, ...]
) -> Iterator[tuple[datetime, datetime]]:
    for one, other in zip(old, new, strict=True):
        for element, moment in one.due.items():
            now = other.due[element]
            if moment is not None and now is not None and moment != now:
                yield moment, now
        yield from _moved(one.inner, other.inner)
