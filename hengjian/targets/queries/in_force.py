"""The targets in force in a month, with what was asked, what is known, and its state."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.db.models import Prefetch, QuerySet

from hengjian.engines.targets.model import Aim, Better, Described
from hengjian.engines.targets.versions import aim_until, as_level
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.targets.adding_up import indicators_of_levels
from hengjian.targets.aims import aim_of, engine_versions, exact
from hengjian.targets.models import (
    Level,
    PlanState,
    Target,
    TargetProgress,
    TargetVersion,
    WorkState,
)


class Standing(StrEnum):
    """How a target stands at the end of a month. Missing is not zero: ``unknown``."""

    REACHED = "reached"
    BEHIND = "behind"
    UNDER_WAY = "under_way"
    UNKNOWN = "unknown"
    ENDED = "ended"
    NOT_TOLD = "not_told"


STANDINGS = {
    Standing.REACHED: Text("已达到", "reached"),
    Standing.BEHIND: Text("未达到", "behind"),
    Standing.UNDER_WAY: Text("进行中", "under way"),
    Standing.UNKNOWN: Text("尚无数据", "nothing known"),
    Standing.ENDED: Text("已终止", "ended"),
    Standing.NOT_TOLD: Text("只告本人和负责人", "told to the person and who leads"),
}


@dataclass(frozen=True)
class Actual:
    """What is known, and what it rests on.

    ``value``: the quantity so far, or the rate as a fraction of one; None where it is not
    told. ``run`` and ``cell`` cite a number of a run; ``evidence`` the papers of a
    report. ``rubric_share`` is the assessed share of the full mark of described work.
    """

    progress: int
    month: date
    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    run: int | None
    cell: Mapping[str, str]
    flags: tuple[str, ...]
    work_state: str
    words: str
    rubric_share: Fraction | None
    assessed_by: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class TargetInForce:
    """One target as it stood in a month, by the version in force then.

    ``full`` None: reported, not scored; so is what is not controlled or has ended. ``aim`` is of the
    whole year by that version, ``asked`` from January to the month's end by the versions
    of each month. ``share`` is the asked owner's part of a shared target, else one.
    """

    target: int
    number: str
    title: str
    level: str
    department: int | None
    person: int | None
    owner: str
    indicator: str
    source: str
    version: int
    version_from_on: date
    full: Fraction | None
    weight: Fraction | None
    share: Fraction
    aim: Aim | None
    asked: Aim | None
    due_on: date | None
    is_controlled: bool
    why_not_controlled: str
    rubric_levels: Sequence[Mapping[str, str]]
    actual: Actual | None
    standing: Standing
    is_ended: bool
    row: Target = field(repr=False, compare=False)

    @property
    def is_scored(self) -> bool:
        """Whether it counts: controlled, and with a full mark."""
        return self.is_controlled and self.full is not None

    @property
    def standing_text(self) -> Text:
        """How it stands, in both languages."""
        return STANDINGS[self.standing]


def targets_in_force(
    procuratorate: Procuratorate,
    year: int,
    month: int,
    *,
    department: Department | None = None,
    person: Person | None = None,
    level: str | None = None,
    adopted_only: bool = True,
) -> list[TargetInForce]:
    """The targets of an office's year in force in a month, in the order of their numbers.

    ``department`` or ``person``: those they own or share alone (``level`` may narrow
    further). Targets whose first version begins later are not among them. Nothing where
    the plan is not adopted.
    """
    rows = _rows(procuratorate, year)
    if adopted_only:
        rows = rows.filter(plan__state=PlanState.ADOPTED)
    if level is not None:
        rows = rows.filter(level=level)
    return in_force_of(rows, date(year, month, 1), department, person)


def in_force_of(
    rows: Iterable[Target],
    month: date,
    department: Department | None = None,
    person: Person | None = None,
    *,
    levels: Collection[str] | None = None,
) -> list[TargetInForce]:
    """The same of targets that were read already (see ``read``).

    Who asks often gives ``levels`` (``indicators_of_levels``), read once.
    """
    found = []
    for target in rows:
        share = _share(target, department, person)
        versions = [each for each in target.versions.all() if each.from_on <= month]
        if share is None or not versions:
            continue
        if levels is None and target.indicator:
            levels = indicators_of_levels()
        found.append(_one(target, versions, share, month, levels or ()))
    return found


def read(rows: QuerySet[Target]) -> QuerySet[Target]:
    """Targets with everything that ``in_force_of`` looks at, in a handful of queries."""
    return (
        rows.select_related("plan", "department", "person")
        .prefetch_related(
            Prefetch("versions", TargetVersion.objects.order_by("from_on"))
        )
        .prefetch_related(
            Prefetch("progress", TargetProgress.objects.order_by("month", "pk"))
        )
        .prefetch_related("progress__evidence", "shares__department", "shares__person")
        .order_by("place")
    )


def _rows(procuratorate: Procuratorate, year: int) -> QuerySet[Target]:
    return read(
        Target.objects.filter(plan__procuratorate=procuratorate, plan__year=year)
    )


def _share(
    target: Target, department: Department | None, person: Person | None
) -> Fraction | None:
    """The part of who is asked for; None: it is not theirs."""
    if department is None and person is None:
        return Fraction(1)
    for each in target.shares.all():
        if (person is not None and each.person_id == person.pk) or (
            department is not None and each.department_id == department.pk
        ):
            return exact(each.share)
    if target.shares.all():
        return None
    is_personal = target.level == Level.PERSON or target.department_id is None
    owned = (person is not None and is_personal and target.person_id == person.pk) or (
        department is not None
        and target.level != Level.PERSON
        and target.department_id == department.pk
    )
    return Fraction(1) if owned else None


def _one(
    target: Target,
    versions: list[TargetVersion],
    share: Fraction,
    month: date,
    levels: Collection[str],
) -> TargetInForce:
    version, aim = versions[-1], aim_of(versions[-1])
    known = engine_versions(versions)
    if target.indicator in levels:
        known = [as_level(each) for each in known]
    asked = aim_until(known, month) if known and not version.is_end else None
    actual = _actual(target, month)
    is_scored = version.is_controlled and not version.is_end
    return TargetInForce(
        target=target.pk,
        number=target.number,
        title=target.title,
        level=target.level,
        department=target.department_id,
        person=target.person_id,
        owner=target.owner_name,
        indicator=target.indicator,
        source=target.source,
        version=version.pk,
        version_from_on=version.from_on,
        full=exact(version.marks) if is_scored else None,
        weight=exact(version.weight),
        share=share,
        aim=aim,
        asked=asked,
        due_on=version.due_on,
        is_controlled=version.is_controlled,
        why_not_controlled=version.why_not_controlled,
        rubric_levels=version.rubric_levels,
        actual=actual,
        standing=Standing.ENDED if version.is_end else _standing(asked, actual),
        is_ended=version.is_end,
        row=target,
    )


def _actual(target: Target, month: date) -> Actual | None:
    """The last word on the very month; an earlier month's is not this one's.

    A report in words takes no number and no assessment away: those stand until another
    run, number or assessment takes their place.
    """
    rows = [each for each in target.progress.all() if each.month == month]
    if not rows:
        return None
    last = rows[-1]
    by_run = [each for each in rows if each.run_id is not None]
    known = (by_run or [each for each in rows if each.value] or rows)[-1]
    assessed = ([each for each in rows if each.rubric_share] or rows)[-1]
    return Actual(
        progress=(assessed if assessed.rubric_share else known).pk,
        month=last.month,
        value=exact(known.value),
        numerator=exact(known.numerator),
        denominator=exact(known.denominator),
        run=known.run_id,
        cell=_texts(known.cell),
        flags=tuple(flag for flag in known.flags.split(";") if flag),
        work_state=last.work_state,
        words=last.words,
        rubric_share=exact(assessed.rubric_share),
        assessed_by=assessed.assessed_by,
        evidence=tuple(str(each) for each in last.evidence.all()),
    )


def _standing(asked: Aim | None, actual: Actual | None) -> Standing:
    if asked is None or actual is None:
        return Standing.UNKNOWN
    if isinstance(asked, Described):
        if actual.work_state == WorkState.DONE:
            return Standing.REACHED
        return Standing.UNDER_WAY if actual.work_state else Standing.UNKNOWN
    if actual.value is None:
        return Standing.UNKNOWN
    is_reached = (
        actual.value >= asked.value
        if asked.better is Better.UP
        else actual.value <= asked.value
    )
    return Standing.REACHED if is_reached else Standing.BEHIND


def _texts(cell: Mapping[str, Any]) -> Mapping[str, str]:
    return {name: str(value) for name, value in cell.items()}
