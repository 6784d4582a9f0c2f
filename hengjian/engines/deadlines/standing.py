"""How a limit stands on a day: open, met, late by so many days, over, standing still."""

from datetime import date, datetime

from hengjian.engines.deadlines.asking import Answer, Question, State, day_of
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


def settle(question: Question, answer: Answer) -> None:
    """Fill in ``state`` and ``late_days`` of an answer whose ``due`` is counted.

    Raises ``UserFault`` where a limit in hours was met or not within its last day, and
    the day alone is given.
    """
    done = question.done_on
    if done is not None and question.as_of is not None:
        done = None if is_after(done, question.as_of) else done
    due = answer.due
    if due is None:
        if answer.state == State.SUSPENDED and done is not None:
            answer.state = State.MET  # a count that stands still does not run out
        return
    if done is not None:
        _refuse_undecided(done, due)
        late = is_after(done, due)
        answer.state = State.LATE if late else State.MET
        answer.late_days = max((day_of(done) - day_of(due)).days, 1) if late else 0
    elif question.as_of is not None and is_after(question.as_of, due):
        answer.state = State.OVERDUE
        answer.late_days = max((day_of(question.as_of) - day_of(due)).days, 1)


def is_after(one: date | datetime, other: date | datetime) -> bool:
    """By the moment where both are moments, else by the day."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one > other
    return day_of(one) > day_of(other)


def _refuse_undecided(done: date | datetime, due: date | datetime) -> None:
    by_hour = isinstance(due, datetime) and not isinstance(done, datetime)
    if by_hour and day_of(done) == day_of(due):
        raise UserFault(
            Text(
                f"期限于 {due:%Y-%m-%d %H:%M} 届满，当日办结的要写明时刻",
                f"the limit ends at {due:%Y-%m-%d %H:%M}: give the hour of an act done"
                " on that day",
            )
        )
