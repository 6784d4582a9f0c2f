"""One limit with its reasons: each step a date, words in two languages and the rule."""

from datetime import date, timedelta

from hengjian.engines.deadlines.asking import (
    CUSTODY,
    EXTENDED,
    HOLIDAY,
    MONTHS,
    RESET,
    START,
    SUSPENDED,
    UNKNOWN,
    Answer,
    Extension,
    Question,
    State,
    Step,
    Suspension,
    day_of,
)
from hengjian.engines.deadlines.counting import add_months
from hengjian.engines.deadlines.counting_hours import count_hours
from hengjian.engines.deadlines.lengths import Length, Unit
from hengjian.engines.deadlines.refusing import outside, refuse_nonsense
from hengjian.engines.deadlines.standing import settle
from hengjian.engines.deadlines.work_calendar import (
    DEFAULT,
    FIRST_YEAR,
    LAST_YEAR,
    WorkCalendar,
)
from hengjian.lib.bilingual import Text


__all__ = [
    "Answer",
    "Extension",
    "Question",
    "State",
    "Step",
    "Suspension",
    "explain",
]


def explain(question: Question, calendar: WorkCalendar = DEFAULT) -> Answer:
    """Count one limit. The last step's date equals ``due`` where there is one.

    Without a start, and while the count stands still, ``due`` is None and the last step
    says why. Raises ``UserFault`` for suspensions that end before they begin or overlap,
    a reset or an act before the start, hours mixed with days, and dates outside
    2000–2150.
    """
    refuse_nonsense(question)
    answer = Answer(due=None)
    if question.start is None:
        answer.state = State.UNKNOWN
        answer.steps.append(
            Step(
                None,
                Text(
                    f"起算之日不明，{question.length.words.zh}何时届满无从得知",
                    f"the start is not known: when the {question.length.words.en} end "
                    "cannot be told",
                ),
                UNKNOWN,
            )
        )
        return answer
    if question.length.unit is Unit.HOURS:
        count_hours(question, answer)
    else:
        _Count(question, calendar, answer).run()
    settle(question, answer)
    return answer


class _Count:
    """The count of one limit in days, months or years."""

    def __init__(
        self, question: Question, calendar: WorkCalendar, answer: Answer
    ) -> None:
        self.question, self.calendar, self.answer = question, calendar, answer
        self.begun = self._begin()
        # a suspension that was over when the count began is none of this count
        counted = [
            each
            for each in sorted(question.suspensions, key=lambda each: each.from_on)
            if each.to_on is None or each.to_on > self.begun
        ]
        self.ended = [each for each in counted if each.to_on is not None]
        self.going_on = next((each for each in counted if each.to_on is None), None)

    def run(self) -> None:
        """Length, suspensions, extensions; then standing still, or the last day."""
        expiry = self._add(self.begun, self.question.length)
        self._tell_length(expiry)
        expiry = self._suspend(expiry)
        for extension in self.question.granted():
            expiry = self._extend(expiry, extension)
            expiry = self._suspend(expiry)
        if not FIRST_YEAR <= expiry.year <= LAST_YEAR:
            raise outside()
        if self.going_on is not None and self.going_on.from_on <= expiry:
            self._stand_still(self.going_on, expiry)
        else:
            self.answer.due = self._last_day(expiry)

    def _begin(self) -> date:
        start, reset = self.question.start, self.question.reset_on
        assert start is not None  # noqa: S101 (for the type checker)
        begun = day_of(start)
        if reset is None:
            return begun
        anew = day_of(reset)
        self._step(
            anew,
            Text(
                f"自{begun}起算的期间于{anew}重新计算",
                f"the count begun on {begun} starts anew on {anew}",
            ),
            RESET,
        )
        return anew

    def _step(self, on: date, text: Text, rule: str) -> None:
        self.answer.steps.append(Step(on, text, rule))

    def _add(self, day: date, length: Length) -> date:
        try:
            if length.unit is Unit.CALENDAR_DAYS:
                return day + timedelta(days=length.number)
            if length.unit is Unit.MONTHS:
                return add_months(day, length.number)
            if length.unit is Unit.YEARS:
                return add_months(day, 12 * length.number)
            return self._add_working_days(day, length.number)
        except (OverflowError, ValueError) as error:
            raise outside() from error

    def _add_working_days(self, day: date, number: int) -> date:
        known = self.calendar.is_official
        while number:
            day += timedelta(days=1)
            self.answer.provisional = self.answer.provisional or not known(day.year)
            number -= self.calendar.is_working_day(day)
        return day

    def _tell_length(self, expiry: date) -> None:
        length, begun = self.question.length, self.begun
        by_month = length.unit in (Unit.MONTHS, Unit.YEARS)
        cut = Text("", "")
        if by_month and expiry.day != begun.day:
            cut = Text(
                "，该月没有对应日，以月末为末日",
                ", the end of a month without the corresponding day",
            )
        rule = MONTHS if by_month else START
        article = self.question.article
        self._step(
            expiry,
            Text(
                f"自{begun}的次日起算{length.words.zh}，末日{expiry}{cut.zh}",
                f"counted from the day after {begun}: {length.words.en}, "
                f"last day {expiry}{cut.en}",
            ),
            f"{article};{rule}" if article else rule,
        )

    def _suspend(self, expiry: date) -> date:
        """Add the days of every suspension that began while the count was running."""
        while self.ended and self.ended[0].from_on <= expiry:
            suspension = self.ended.pop(0)
            resumed = suspension.to_on
            assert resumed is not None  # noqa: S101 (for the type checker)
            days = (resumed - max(suspension.from_on, self.begun)).days
            expiry += timedelta(days=days)
            why = _because(suspension)
            self._step(
                expiry,
                Text(
                    f"{suspension.from_on}中止{why.zh}，{resumed}恢复，顺加{days}日，至{expiry}",
                    f"suspended on {suspension.from_on}{why.en}, resumed on {resumed}: "
                    f"{days} days added, to {expiry}",
                ),
                SUSPENDED,
            )
        return expiry

    def _extend(self, expiry: date, extension: Extension) -> date:
        until = self._add(expiry, extension.length)
        by, words = extension.approver, extension.length.words
        self._step(
            until,
            Text(
                f"{f'经{by}批准，' if by else ''}延长{words.zh}，自原届满之日起算，至{until}",
                f"extended by {words.en} from the expiry"
                f"{f', approved by {by}' if by else ''}, to {until}",
            ),
            extension.article or EXTENDED,
        )
        return until

    def _stand_still(self, suspension: Suspension, expiry: date) -> None:
        begun = max(suspension.from_on, self.begun)
        left = (expiry - begun).days
        why = _because(suspension)
        self.answer.state = State.SUSPENDED
        self._step(
            begun,
            Text(
                f"{suspension.from_on}中止{why.zh}，尚未恢复；恢复后尚余{left}日",
                f"suspended on {suspension.from_on}{why.en}, not yet resumed: "
                f"{left} days are left then",
            ),
            SUSPENDED,
        )

    def _last_day(self, expiry: date) -> date:
        calendar, answer = self.calendar, self.answer
        custody = self.question.custody
        if not custody and not calendar.is_official(expiry.year):
            answer.provisional = True
        if calendar.is_working_day(expiry):
            return expiry
        rest = Text(*calendar.rest_name(expiry))
        if custody:
            self._step(
                expiry,
                Text(
                    f"末日{expiry}为{rest.zh}；在押人员的期限不因节假日延长",
                    f"{expiry} is {rest.en}; for a person in custody it does not move",
                ),
                CUSTODY,
            )
            return expiry
        due = calendar.first_working_day_from(expiry)
        if not calendar.is_official(due.year):
            answer.provisional = True
        self._step(
            due,
            Text(
                f"末日{expiry}为{rest.zh}，顺延至其后第一个工作日{due}",
                f"{expiry} is {rest.en}: moved to the first working day after, {due}",
            ),
            HOLIDAY,
        )
        return due


def _because(suspension: Suspension) -> Text:
    if not suspension.reason:
        return Text("", "")
    return Text(f"({suspension.reason})", f" ({suspension.reason})")
