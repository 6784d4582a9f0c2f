"""One limit with its reasons: each step a date, words in two languages and the rule."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hengjian.engines.deadlines.counting import add_months
from hengjian.engines.deadlines.lengths import Length, Unit
from hengjian.engines.deadlines.work_calendar import DEFAULT, WorkCalendar
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


START = "刑诉法105(起算)"
MONTHS = "按月计算至对应日"
HOLIDAY = "刑诉法105(节假日顺延)"
CUSTODY = "刑诉法105(在押不顺延)"
SUSPENDED = "期间中止"
EXTENDED = "期间延长"
RESET = "期间重新计算"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the count."""

    on: date | datetime
    text: Text
    rule: str

    def as_json(self) -> dict[str, str]:
        return {
            "date": _iso(self.on),
            "zh": self.text.zh,
            "en": self.text.en,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class Suspension:
    """The count stands still from ``from_on`` until it resumes on ``to_on``."""

    from_on: date
    to_on: date

    @property
    def days(self) -> int:
        return (self.to_on - self.from_on).days


@dataclass(frozen=True)
class Question:
    """What is asked: a start, a length and what happened since."""

    start: date | datetime
    length: Length
    custody: bool = False
    suspensions: Sequence[Suspension] = ()
    extensions: Sequence[Length] = ()
    reset_on: date | None = None
    done_on: date | datetime | None = None
    as_of: date | None = None


@dataclass
class Answer:
    """The due date (a moment for hours), how it came about, and how the limit stands."""

    due: date | datetime
    steps: list[Step] = field(default_factory=list)
    provisional: bool = False
    state: str = "open"  # open | met | late | overdue
    late_days: int = 0

    def as_json(self) -> dict[str, object]:
        """The contract's JSON object."""
        return {
            "due": _iso(self.due),
            "steps": [step.as_json() for step in self.steps],
            "provisional": self.provisional,
            "state": self.state,
            "late_days": self.late_days,
        }


def explain(question: Question, calendar: WorkCalendar = DEFAULT) -> Answer:
    """Count one limit. The last step's date equals ``due``.

    Raises ``UserFault`` for suspensions that end before they begin or overlap, a reset
    before the start, extensions in another kind of unit than days, months or years, and
    dates outside 2000–2150.
    """
    _refuse_nonsense(question)
    answer = Answer(due=question.start)
    if question.length.unit is Unit.HOURS:
        _count_hours(question, answer)
    else:
        _count_days(question, calendar, answer)
    _settle_state(question, answer)
    return answer


def _count_hours(question: Question, answer: Answer) -> None:
    start = question.start
    if not isinstance(start, datetime):
        raise UserFault(
            Text(
                "按小时计算的期限要写明时刻,例如 2025-09-28T14:00",
                "a limit in hours needs a moment, such as 2025-09-28T14:00",
            )
        )
    if question.suspensions or question.extensions or question.reset_on:
        raise UserFault(
            Text(
                "按小时计算的期限不能中止、延长或重新计算",
                "a limit in hours cannot be suspended, extended or reset",
            )
        )
    counted_from = start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    number = question.length.number
    answer.steps.append(
        Step(
            counted_from,
            Text(
                f"自{start:%Y-%m-%d %H:%M}起,开始的时不计算在内,从{counted_from:%H:%M}起算",
                f"from {start:%Y-%m-%d %H:%M}; the starting hour is not counted: "
                f"the count begins at {counted_from:%H:%M}",
            ),
            START,
        )
    )
    answer.due = counted_from + timedelta(hours=number)
    answer.steps.append(
        Step(
            answer.due,
            Text(f"满{number}小时,届满", f"{number} hours are full: the limit ends"),
            "按小时计算",
        )
    )


def _count_days(question: Question, calendar: WorkCalendar, answer: Answer) -> None:
    begun = _day(question.start)
    if question.reset_on is not None:
        answer.steps.append(
            Step(
                question.reset_on,
                Text(
                    f"自{begun}起算的期间于{question.reset_on}重新计算",
                    f"the count begun on {begun} starts anew on {question.reset_on}",
                ),
                RESET,
            )
        )
        begun = question.reset_on
    expiry = _add(begun, question.length, calendar, answer)
    answer.steps.append(_first_step(begun, expiry, question.length))
    waiting = sorted(
        (s for s in question.suspensions if s.to_on > begun), key=lambda s: s.from_on
    )
    expiry = _suspend(expiry, begun, waiting, answer)
    for extension in question.extensions:
        expiry = _add(expiry, extension, calendar, answer)
        answer.steps.append(
            Step(
                expiry,
                Text(
                    f"延长{extension.words.zh},自原届满之日起算,至{expiry}",
                    f"extended by {extension.words.en} from the expiry, to {expiry}",
                ),
                EXTENDED,
            )
        )
        expiry = _suspend(expiry, begun, waiting, answer)
    answer.due = _roll(expiry, calendar, answer, custody=question.custody)


def _add(day: date, length: Length, calendar: WorkCalendar, answer: Answer) -> date:
    try:
        if length.unit is Unit.CALENDAR_DAYS:
            return day + timedelta(days=length.number)
        if length.unit is Unit.MONTHS:
            return add_months(day, length.number)
        if length.unit is Unit.YEARS:
            return add_months(day, 12 * length.number)
    except (OverflowError, ValueError) as error:
        raise _outside() from error
    left = length.number
    while left:
        day += timedelta(days=1)
        answer.provisional = answer.provisional or not calendar.is_official(day.year)
        left -= calendar.is_working_day(day)
    return day


def _first_step(begun: date, expiry: date, length: Length) -> Step:
    rule = MONTHS if length.unit in (Unit.MONTHS, Unit.YEARS) else START
    return Step(
        expiry,
        Text(
            f"自{begun}的次日起算{length.words.zh},末日{expiry}",
            f"counted from the day after {begun}: {length.words.en}, last day {expiry}",
        ),
        rule,
    )


def _suspend(
    expiry: date, begun: date, waiting: list[Suspension], answer: Answer
) -> date:
    """Add the days of every suspension that began while the count was running."""
    while waiting and waiting[0].from_on <= expiry:
        suspension = waiting.pop(0)
        days = (suspension.to_on - max(suspension.from_on, begun)).days
        expiry += timedelta(days=days)
        answer.steps.append(
            Step(
                expiry,
                Text(
                    f"{suspension.from_on}中止,{suspension.to_on}恢复,顺加{days}日,至{expiry}",
                    f"suspended on {suspension.from_on}, resumed on {suspension.to_on}: "
                    f"{days} days added, to {expiry}",
                ),
                SUSPENDED,
            )
        )
    return expiry


def _roll(
    expiry: date, calendar: WorkCalendar, answer: Answer, *, custody: bool
) -> date:
    if not 2000 <= expiry.year <= 2150:
        raise _outside()
    if not custody and not calendar.is_official(expiry.year):
        answer.provisional = True
    if calendar.is_working_day(expiry):
        return expiry
    rest = Text(*calendar.rest_name(expiry))
    if custody:
        answer.steps.append(
            Step(
                expiry,
                Text(
                    f"末日{expiry}为{rest.zh};在押人员的期限不因节假日延长",
                    f"{expiry} is {rest.en}; for a person in custody it does not move",
                ),
                CUSTODY,
            )
        )
        return expiry
    due = calendar.first_working_day_from(expiry)
    if not calendar.is_official(due.year):
        answer.provisional = True
    answer.steps.append(
        Step(
            due,
            Text(
                f"末日{expiry}为{rest.zh},顺延至其后第一个工作日{due}",
                f"{expiry} is {rest.en}: moved to the first working day after, {due}",
            ),
            HOLIDAY,
        )
    )
    return due


def _settle_state(question: Question, answer: Answer) -> None:
    if question.done_on is not None:
        late = _is_after(question.done_on, answer.due)
        answer.state = "late" if late else "met"
        days = (_day(question.done_on) - _day(answer.due)).days
        answer.late_days = max(days, 1) if late else 0
    elif question.as_of is not None and question.as_of > _day(answer.due):
        answer.state = "overdue"
        answer.late_days = (question.as_of - _day(answer.due)).days


def _is_after(done: date | datetime, due: date | datetime) -> bool:
    if isinstance(done, datetime) and isinstance(due, datetime):
        return done > due
    return _day(done) > _day(due)


def _refuse_nonsense(question: Question) -> None:
    begun = _day(question.start)
    if not 2000 <= begun.year <= 2150:
        raise _outside()
    if question.reset_on is not None and question.reset_on < begun:
        raise UserFault(
            Text("重新计算之日早于起算之日", "the reset lies before the start")
        )
    if question.done_on is not None and _day(question.done_on) < begun:
        raise UserFault(
            Text("办结之日早于起算之日", "the act was done before the start")
        )
    previous: Suspension | None = None
    for suspension in sorted(question.suspensions, key=lambda s: s.from_on):
        if suspension.to_on < suspension.from_on:
            raise UserFault(
                Text(
                    f"中止 {suspension.from_on}..{suspension.to_on} 的恢复早于中止",
                    f"the suspension {suspension.from_on}..{suspension.to_on} "
                    "resumes before it begins",
                )
            )
        if previous is not None and suspension.from_on < previous.to_on:
            raise UserFault(Text("两次中止的时间重叠", "two suspensions overlap"))
        previous = suspension
    if any(extension.unit is Unit.HOURS for extension in question.extensions):
        raise UserFault(Text("延长不能按小时计算", "an extension cannot be in hours"))


def _outside() -> UserFault:
    return UserFault(
        Text("日期超出 2000 年至 2150 年", "the date lies outside 2000 to 2150")
    )


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _iso(when: date | datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M}" if isinstance(when, datetime) else when.isoformat()
