"""A limit in hours: the hour under way is not counted; nights and holidays are."""

from datetime import datetime, timedelta

from hengjian.engines.deadlines.asking import (
    EXTENDED,
    HOURS,
    RESET,
    START,
    Answer,
    Question,
    Step,
)
from hengjian.engines.deadlines.refusing import outside
from hengjian.engines.deadlines.work_calendar import LAST_YEAR
from hengjian.lib.bilingual import Text


def count_hours(question: Question, answer: Answer) -> None:
    """Count one limit whose start is a moment."""
    begun = _begun(question, answer)
    counted_from = begun.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    answer.steps.append(
        Step(
            counted_from,
            Text(
                f"自{begun:%Y-%m-%d %H:%M}起，开始的时不计算在内，从{counted_from:%H:%M}起算",
                f"from {begun:%Y-%m-%d %H:%M}; the starting hour is not counted: "
                f"the count begins at {counted_from:%H:%M}",
            ),
            _cited(question.article, START),
        )
    )
    number = question.length.number
    due = counted_from + timedelta(hours=number)
    answer.steps.append(
        Step(
            due,
            Text(f"满{number}小时，届满", f"{number} hours are full: the limit ends"),
            HOURS,
        )
    )
    for extension in question.granted():
        due += timedelta(hours=extension.length.number)
        by = Text(
            f"经{extension.approver}批准，" if extension.approver else "",
            f", approved by {extension.approver}" if extension.approver else "",
        )
        answer.steps.append(
            Step(
                due,
                Text(
                    f"{by.zh}延长{extension.length.words.zh}，至{due:%Y-%m-%d %H:%M}",
                    f"extended by {extension.length.words.en}{by.en}, "
                    f"to {due:%Y-%m-%d %H:%M}",
                ),
                _cited(extension.article, EXTENDED),
            )
        )
    if due.year > LAST_YEAR:
        raise outside()
    answer.due = due


def _begun(question: Question, answer: Answer) -> datetime:
    start, reset = question.start, question.reset_on
    assert isinstance(start, datetime)  # noqa: S101 (for the type checker)
    if not isinstance(reset, datetime):
        return start
    answer.steps.append(
        Step(
            reset,
            Text(
                f"自{start:%Y-%m-%d %H:%M}起算的期间于{reset:%Y-%m-%d %H:%M}重新计算",
                f"the count begun at {start:%Y-%m-%d %H:%M} starts anew at "
                f"{reset:%Y-%m-%d %H:%M}",
            ),
            RESET,
        )
    )
    return reset


def _cited(article: str, rule: str) -> str:
    return f"{article};{rule}" if article else rule
