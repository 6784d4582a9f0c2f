"""Everybody whom an honour looks at, with what is measured of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from hengjian.honours.catalogue import Honour, Subject
from hengjian.honours.criteria import Measured
from hengjian.honours.models import ContestResult, HonourRound, MentorPair
from hengjian.honours.queries.points import points_of
from hengjian.honours.queries.sheets import NOTHING, of_sheets
from hengjian.ledger.models import BranchMember, PartyBranch
from hengjian.lib import clock
from hengjian.organisation.models import Person
from hengjian.organisation.queries import in_force_on


@dataclass(frozen=True)
class Looked:
    """One group, member, pair or entrant; ``people`` are all whom a veto may bar."""

    name: str
    people: tuple[int, ...]
    measured: dict[str, Measured]
    branch: PartyBranch | None = None
    group: str = ""
    person: Person | None = None
    pair: MentorPair | None = field(default=None)


def looked_at(honour: Honour, honour_round: HonourRound) -> list[Looked]:
    """Everybody an honour looks at in a round, by name."""
    find = {
        Subject.GROUP: _groups,
        Subject.MEMBER: _members,
        Subject.PAIR: _pairs,
        Subject.ENTRANT: _entrants,
    }[honour.subject]
    return sorted(find(honour_round), key=lambda each: (each.name, each.people))


def _memberships(honour_round: HonourRound) -> list[BranchMember]:
    return list(
        BranchMember.objects.filter(
            in_force_on(honour_round.ends_on),
            branch__procuratorate=honour_round.procuratorate_id,
        )
        .select_related("branch", "person")
        .order_by("branch__code", "group", "person__number")
    )


def _groups(honour_round: HonourRound) -> list[Looked]:
    """The members of the last day; average over those, whoever has no entry counted too.

    A group in which somebody has no entry at all has no average: missing is not zero.
    """
    groups: dict[tuple[int, str], list[BranchMember]] = {}
    for each in _memberships(honour_round):
        if each.group:
            groups.setdefault((each.branch_id, each.group), []).append(each)
    everybody = [each.person_id for members in groups.values() for each in members]
    points = points_of(
        everybody,
        honour_round.starts_on,
        honour_round.ends_on,
        honour_round.procuratorate,
    )
    found = []
    for (_, group), members in groups.items():
        known = [points[each.person_id] for each in members]
        total = deducted = None
        if all(each is not None for each in known):
            total = sum((Fraction(p.total) for p in known if p), Fraction(0))
            deducted = sum((Fraction(p.deducted) for p in known if p), Fraction(0))
        size = len(members)
        found.append(
            Looked(
                name=f"{members[0].branch.name}{group}",
                people=tuple(each.person_id for each in members),
                measured={
                    "members_at_least": Fraction(size),
                    "points_per_member_at_least": _share(total, size),
                    "deductions_per_member_at_most": _share(deducted, size),
                },
                branch=members[0].branch,
                group=group,
            )
        )
    return found


def _share(total: Fraction | None, size: int) -> Fraction | None:
    return None if total is None else total / size


def _members(honour_round: HonourRound) -> list[Looked]:
    people = {each.person_id: each.person for each in _memberships(honour_round)}
    points = points_of(
        list(people),
        honour_round.starts_on,
        honour_round.ends_on,
        honour_round.procuratorate,
    )
    sheets = of_sheets(honour_round)
    return [
        Looked(
            name=person.name,
            people=(key,),
            measured={
                "points_at_least": Fraction(found.total) if found else None,
                "deductions_at_most": Fraction(found.deducted) if found else None,
                "year_grade_one_of": sheets.get(key, NOTHING).grade,
                "year_progress_at_least": sheets.get(key, NOTHING).progress,
            },
            person=person,
        )
        for key, person in people.items()
        for found in (points[key],)
    ]


def _pairs(honour_round: HonourRound) -> list[Looked]:
    pairs: Sequence[MentorPair] = list(
        MentorPair.objects.filter(
            procuratorate=honour_round.procuratorate_id,
            from_on__lte=honour_round.ends_on,
        )
        .exclude(until_on__lt=honour_round.starts_on)
        .select_related("apprentice", "business_mentor", "political_mentor")
        .order_by("pk")
    )
    points = points_of(
        [each.apprentice_id for each in pairs],
        honour_round.starts_on,
        honour_round.ends_on,
        honour_round.procuratorate,
    )
    sheets = of_sheets(honour_round)
    found = []
    for pair in pairs:
        known = points[pair.apprentice_id]
        closed = sheets.get(pair.apprentice_id, NOTHING)
        found.append(
            Looked(
                name=f"{pair.business_mentor.name}、{pair.political_mentor.name}"
                f"与{pair.apprentice.name}",
                people=(
                    pair.apprentice_id,
                    pair.business_mentor_id,
                    pair.political_mentor_id,
                ),
                measured={
                    "months_together_at_least": Fraction(_months(pair, honour_round)),
                    "apprentice_points_at_least": Fraction(known.total)
                    if known
                    else None,
                    "apprentice_year_grade_one_of": closed.grade,
                    "apprentice_year_progress_at_least": closed.progress,
                },
                pair=pair,
            )
        )
    return found


def _months(pair: MentorPair, honour_round: HonourRound) -> int:
    """Whole months of the round during which they were a pair; days to come do not count."""
    first: date = max(pair.from_on, honour_round.starts_on)
    over = min(honour_round.ends_on, clock.today())
    last: date = min(pair.until_on or over, over)
    begins = date.fromordinal(last.toordinal() + 1)  # the day after the last
    months = (begins.year - first.year) * 12 + begins.month - first.month
    return max(0, months - (begins.day < first.day))


def _entrants(honour_round: HonourRound) -> list[Looked]:
    """The latest marks of each entrant."""
    latest: dict[int, ContestResult] = {}
    for each in (
        ContestResult.objects.filter(round=honour_round)
        .select_related("person")
        .order_by("pk")
    ):
        latest[each.person_id] = each
    sheets = of_sheets(honour_round)
    return [
        Looked(
            name=each.person.name,
            people=(key,),
            measured={
                "marks_at_least": Fraction(each.marks),
                "year_grade_one_of": sheets.get(key, NOTHING).grade,
                "year_progress_at_least": sheets.get(key, NOTHING).progress,
            },
            person=each.person,
        )
        for key, each in latest.items()
    ]
