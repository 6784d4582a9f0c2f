"""What a body did in half a year: counts for its summing-up, from the records alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from hengjian.access.models import Account
from hengjian.engines.voting.ballots import Result
from hengjian.meetings.models import (
    AgendaItem,
    Body,
    Duty,
    HalfYearReport,
    ItemState,
    Meeting,
    MeetingState,
    Referral,
    Resolution,
    ResolutionTask,
    TaskState,
    Vote,
    VoteState,
)
from hengjian.meetings.queries.duties import bodies_with_duty
from hengjian.meetings.queries.tasks import late_on


@dataclass(frozen=True)
class HalfYear:
    """The first or second half of a year."""

    year: int
    half: int

    @property
    def first_on(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last_on(self) -> date:
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def name(self) -> str:
        """As periods are written: ``2026-H1``."""
        return f"{self.year}-H{self.half}"


def half_year_of(day: date) -> HalfYear:
    """The half-year in which a day lies."""
    return HalfYear(day.year, 1 if day.month <= 6 else 2)


def half_year_named(text: str, day: date) -> HalfYear:
    """The half-year written ``2026-H1``; that of ``day`` for anything else."""
    year, _, half = text.partition("-H")
    if year.isascii() and year.isdecimal() and len(year) == 4 and half in {"1", "2"}:
        return HalfYear(max(1, int(year)), int(half))
    return half_year_of(day)


@dataclass(frozen=True)
class Summary:
    """The counts of one body."""

    body: Body
    meetings: int
    cancelled: int
    items_put: int
    items_sent_elsewhere: int
    items_returned: int
    votes: int
    passed: int
    not_passed: int
    no_quorum: int
    chair_decided: int
    corrected: int
    referred_up: int
    resolutions: int
    tasks: int
    closed: int
    late: int


def summary_of(body: Body, half: HalfYear, today: date) -> Summary:
    """The counts of a body: meetings held and items put in the half-year."""
    span = (half.first_on, half.last_on)
    meetings = Meeting.objects.filter(body=body, held_on__range=span)
    items = AgendaItem.objects.filter(body=body, put_at__date__range=span)
    votes = Vote.objects.filter(item__body=body, item__meeting__held_on__range=span)
    standing = votes.filter(state=VoteState.CLOSED)
    resolutions = Resolution.objects.filter(body=body, decided_on__range=span)
    tasks = ResolutionTask.objects.filter(resolution__in=resolutions)

    def came_to(result: Result) -> int:
        return standing.filter(result=result.value).count()

    return Summary(
        body=body,
        meetings=meetings.filter(state=MeetingState.HELD).count(),
        cancelled=meetings.filter(state=MeetingState.CANCELLED).count(),
        items_put=items.count(),
        items_sent_elsewhere=items.filter(state=ItemState.SENT_ELSEWHERE).count(),
        items_returned=items.filter(reviews__result="returned").distinct().count(),
        votes=standing.count(),
        passed=came_to(Result.PASSED),
        not_passed=came_to(Result.NOT_PASSED),
        no_quorum=came_to(Result.NO_QUORUM),
        chair_decided=came_to(Result.CHAIR_DECIDES),
        corrected=votes.filter(state=VoteState.CORRECTED).count(),
        referred_up=Referral.objects.filter(
            vote__item__body=body, referred_on__range=span
        ).count(),
        resolutions=resolutions.count(),
        tasks=tasks.count(),
        closed=tasks.filter(state=TaskState.CLOSED).count(),
        late=tasks.filter(late_on(today)).count(),
    )


def sent_up(bodies: Iterable[Body], half: HalfYear) -> QuerySet[HalfYearReport]:
    """What some bodies sent to the office above of a half-year, the newest first."""
    found = HalfYearReport.objects.filter(body__in=list(bodies), period=half.name)
    return _told(found).order_by("body_id", "-version")


def received_from_below(account: Account, half: HalfYear) -> QuerySet[HalfYearReport]:
    """What bodies of the same kind below sent to those in which the account has a duty."""
    return _told(
        HalfYearReport.objects.filter(_to_own(account), period=half.name)
    ).order_by("body__procuratorate__code", "body_id", "-version")


def may_receive(account: Account) -> QuerySet[HalfYearReport]:
    """Those that the account may enter as received: a secretary's of the body above."""
    return _told(HalfYearReport.objects.filter(_to_own(account, [Duty.SECRETARY])))


def _to_own(account: Account, duties: Iterable[str] | None = None) -> Q:
    found = Q(pk__in=[])
    for body in bodies_with_duty(account, duties):
        found |= Q(to=body.procuratorate_id, body__plan=body.plan)
    return found


def _told(found: QuerySet[HalfYearReport]) -> QuerySet[HalfYearReport]:
    return found.select_related("body__procuratorate", "to", "receipt")
