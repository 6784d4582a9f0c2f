"""Ratings in the invented county: a released anonymous quarter, one under way, a named one."""

from datetime import date
from typing import Any

from hengjian.audit.actors import Actor
from hengjian.demo.accounts import COUNTY_CODE
from hengjian.lib import clock
from hengjian.organisation.models import Department, Person
from hengjian.ratings.actions.releasing import count_ballots, release_round
from hengjian.ratings.actions.rounds import Wanted, give_ratings, open_round
from hengjian.ratings.actions.rubrics import adopt_rubric
from hengjian.ratings.ballots import Ballot, Mark
from hengjian.ratings.models import Direction, RatingRound, Rubric
from hengjian.ratings.putting_in import put_in
from hengjian.ratings.telling import tell_raters


COLLEAGUES = [
    {"criterion": "c1", "label": "协作配合", "low": "推诿，要别人收尾", "high": "主动补位，交接清楚"},
    {"criterion": "c2", "label": "作风纪律", "low": "常有反映", "high": "严守纪律，可作表率"},
    {"criterion": "c3", "label": "带教互助", "low": "不愿分担", "high": "常替新人把关"},
]  # fmt: skip
LEADING = [
    {"criterion": "c1", "label": "分派公道", "low": "忙闲不均", "high": "按能力和负担分派"},
    {"criterion": "c2", "label": "把关指导", "low": "只签字", "high": "提得出问题，教得会人"},
]  # fmt: skip
REASONS = {
    5: ("连续两周替病休的同事值班接访", "把讯问提纲整理成册给全部门用"),
    0: ("两次答应的材料到期没有交", "会上当众推脱自己经手的事"),
}
# what a rater gives, turned by who rates whom, so that people differ and nobody is perfect
PATTERN = (4, 3, 5, 4, 4, 3, 2, 4, 5, 3, 4)
YEAR = 2026


def rate(*, by: Actor) -> None:
    """Open, fill and release the county's rounds once."""
    if Rubric.objects.exists():
        return
    first = Department.objects.get(procuratorate__code=COUNTY_CODE, code="first")
    with clock.moved_to(date(YEAR, 6, 20)):
        colleagues = _rubric(first, "colleagues", "同事评议", COLLEAGUES, by)
        leading = _rubric(first, "leading", "部门负责人评议", LEADING, by)
    with clock.moved_to(date(YEAR, 7, 1)):
        quarter = _open(first, colleagues, "第二季度同事评议", 4, 6, 7, by=by)
        _fill(quarter, everybody=True)
        upward = _open(
            first, leading, "上半年部门负责人评议", 1, 6, 7, upward=True, by=by
        )
        _fill(upward, everybody=False, by=by)
    with clock.moved_to(date(YEAR, 7, 11)):
        count_ballots(by=by)
        release_round(round_=quarter, by=by)
        release_round(round_=upward, by=by)
    with clock.moved_to(date(YEAR, 10, 19)):
        now = _open(first, colleagues, "第三季度同事评议", 7, 9, 10, last=30, by=by)
        _fill(now, everybody=False)
        tell_raters(now, by=by)


def _rubric(
    department: Department,
    name: str,
    title: str,
    criteria: list[dict[str, str]],
    by: Actor,
) -> Rubric:
    return adopt_rubric(
        procuratorate=department.procuratorate,
        name=name,
        title=title,
        scale=5,
        criteria=criteria,
        by=by,
    )


def _open(
    department: Department,
    rubric: Rubric,
    title: str,
    from_month: int,
    until_month: int,
    month: int,
    *,
    last: int = 10,
    upward: bool = False,
    by: Actor,
) -> RatingRound:
    return open_round(
        wanted=Wanted(
            procuratorate=department.procuratorate,
            department=department,
            rubric=rubric,
            title=title,
            direction=Direction.UPWARD if upward else Direction.COLLEAGUES,
            is_anonymous=not upward,
            from_on=date(YEAR, from_month, 1),
            until_on=date(YEAR, until_month, 30),
            opens_on=clock.today(),
            closes_on=date(YEAR, month, last),
        ),
        by=by,
    )


def _fill(round_: RatingRound, *, everybody: bool, by: Actor | None = None) -> None:
    """Ballots of all raters, or of every other but those with a sign-in."""
    raters = [each.person for each in _people(round_.raters)]
    ratees = [each.person for each in _people(round_.ratees)]
    for place, rater in enumerate(raters):
        if not everybody and (place % 2 or hasattr(rater, "account")):
            continue
        ballot = _ballot(round_, place, rater, ratees)
        if round_.is_anonymous:
            put_in(round_, rater, ballot)
        elif by is not None:
            give_ratings(round_=round_, rater=rater, ballot=ballot, by=by)


def _people(rows: Any) -> Any:
    return rows.select_related("person").order_by("person__number")


def _ballot(
    round_: RatingRound, place: int, rater: Person, ratees: list[Person]
) -> Ballot:
    marks: dict[int, dict[str, Mark]] = {}
    for other, ratee in enumerate(ratees):
        # the last but one is known to few
        if ratee == rater or (
            other == len(ratees) - 2 and place >= 4 and len(ratees) > 2
        ):
            continue
        marks[ratee.pk] = {}
        for number, name in enumerate(round_.rubric.criterion_names):
            level = PATTERN[(3 * other + place + 2 * number) % len(PATTERN)]
            # people differ more than their raters do
            level = min(5, max(1, level + (-1, 0, 0, 1)[other % 4]))
            reasons = REASONS.get(level, ("",))
            marks[ratee.pk][name] = Mark(level, reasons[(place + other) % len(reasons)])
    return Ballot(marks)
