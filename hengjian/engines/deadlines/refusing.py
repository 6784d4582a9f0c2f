"""Questions that contradict themselves, refused in words before anything is counted."""

from collections.abc import Sequence
from datetime import date, datetime

from hengjian.engines.deadlines.asking import Question, Suspension, day_of
from hengjian.engines.deadlines.lengths import Unit
from hengjian.engines.deadlines.work_calendar import FIRST_YEAR, LAST_YEAR
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


def refuse_nonsense(question: Question) -> None:
    """Raise ``UserFault`` for what cannot have happened."""
    _refuse_order(question)
    _refuse_suspensions(question.suspensions)
    in_hours = question.length.unit is Unit.HOURS
    if in_hours:
        _refuse_for_hours(question)
    elif any(each.length.unit is Unit.HOURS for each in question.granted()):
        raise UserFault(Text("延长不能按小时计算", "an extension cannot be in hours"))


def outside() -> UserFault:
    """The fault of a date that no calendar reaches."""
    return UserFault(
        Text(
            f"日期超出 {FIRST_YEAR} 年至 {LAST_YEAR} 年",
            f"the date lies outside {FIRST_YEAR} to {LAST_YEAR}",
        )
    )


def _refuse_order(question: Question) -> None:
    begun = None if question.start is None else day_of(question.start)
    for when in (question.start, question.reset_on):
        if when is not None and not FIRST_YEAR <= when.year <= LAST_YEAR:
            raise outside()
    if begun is None:
        return
    if question.reset_on is not None and _before(question.reset_on, question.start):
        raise UserFault(
            Text("重新计算之日早于起算之日", "the reset lies before the start")
        )
    if question.done_on is not None and _before(question.done_on, question.start):
        raise UserFault(
            Text("办结之日早于起算之日", "the act was done before the start")
        )


def _before(when: date | datetime, start: date | datetime | None) -> bool:
    if isinstance(when, datetime) and isinstance(start, datetime):
        return when < start
    return start is not None and day_of(when) < day_of(start)


def _refuse_suspensions(suspensions: Sequence[Suspension]) -> None:
    previous: Suspension | None = None
    for suspension in sorted(suspensions, key=lambda s: s.from_on):
        if suspension.to_on is not None and suspension.to_on < suspension.from_on:
            raise UserFault(
                Text(
                    f"中止 {suspension.from_on}..{suspension.to_on} 的恢复早于中止",
                    f"the suspension {suspension.from_on}..{suspension.to_on} "
                    "resumes before it begins",
                )
            )
        if previous is not None and (
            previous.to_on is None or suspension.from_on < previous.to_on
        ):
            raise UserFault(Text("两次中止的时间重叠", "two suspensions overlap"))
        previous = suspension


def _refuse_for_hours(question: Question) -> None:
    for when, example in (
        (question.start, "2025-09-28T14:00"),
        (question.reset_on, "2025-09-29T09:00"),
    ):
        if when is not None and not isinstance(when, datetime):
            raise UserFault(
                Text(
                    f"按小时计算的期限要写明时刻，例如 {example}",
                    f"a limit in hours needs a moment, such as {example}",
                )
            )
    if question.suspensions:
        raise UserFault(
            Text("按小时计算的期限不能中止", "a limit in hours cannot be suspended")
        )
    if any(each.length.unit is not Unit.HOURS for each in question.granted()):
        raise UserFault(
            Text(
                "按小时计算的期限只能按小时延长",
                "a limit in hours is extended by hours only",
            )
        )
