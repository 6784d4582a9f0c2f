"""How far the targets in force were reached, from their own progress."""

from collections.abc import Mapping
from fractions import Fraction

from hengjian.appraisal.canonical import canonical, digest_of
from hengjian.appraisal.gathering.given import Evidence, Gathered, Given
from hengjian.appraisal.gathering.pages import address_of
from hengjian.appraisal.item_sources import ItemSource
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.periods import days_of
from hengjian.engines.targets.model import Better, Described
from hengjian.targets.models import PlanState, Target
from hengjian.targets.queries.in_force import TargetInForce, in_force_of, read


ONE = Fraction(1)


def gather_targets(
    round_: AppraisalRound, items: Mapping[str, ItemSource], gathered: Gathered
) -> None:
    """Enter the weighted share of each person's scored targets that was reached, in %.

    A target of which nothing is known leaves the item open: missing is not zero. What
    is not controlled or has no full mark is reported elsewhere and not scored.
    """
    if not items:
        return
    day = days_of(round_.period)[1].replace(day=1)
    rows = list(
        read(
            Target.objects.filter(
                plan__procuratorate=round_.scheme.procuratorate,
                plan__year=round_.scheme.year,
                plan__state__in=[PlanState.ADOPTED],
            )
        )
    )
    for subject in gathered.subjects:
        own = in_force_of(rows, day, None, subject.person)
        given = _given([target for target in own if target.is_scored])
        if given is not None:
            for item in items:
                gathered.enter(subject.person.pk, item, given)


def _given(targets: list[TargetInForce]) -> Given | None:
    reached, full = Fraction(0), Fraction(0)
    evidence = []
    for target in targets:
        part = _part(target)
        if part is None:
            return None
        weight = (target.full or Fraction(0)) * target.share
        reached += weight * part
        full += weight
        evidence.append(_evidence(target, part))
    if not full:
        return None
    return Given(reached / full * 100, tuple(evidence))


def _part(target: TargetInForce) -> Fraction | None:
    """The part of one that a target has come, never above one; None: unknown."""
    actual, asked = target.actual, target.asked
    if actual is None or asked is None:
        return None
    if isinstance(asked, Described):
        return actual.rubric_share
    if actual.value is None:
        return None
    if asked.better is Better.UP:
        return min(ONE, actual.value / asked.value) if asked.value else ONE
    if actual.value <= asked.value:
        return ONE
    return asked.value / actual.value


def _evidence(target: TargetInForce, part: Fraction) -> Evidence:
    actual = target.actual
    kept = canonical(
        [
            target.version,
            actual.progress if actual else None,
            str(actual.value) if actual else None,
            str(actual.rubric_share) if actual else None,
        ]
    )
    told = f"{target.number} {target.title}：{part * 100}%"
    address = address_of("targets:target", target.target)
    return Evidence("target", str(target.version), told, address, digest_of(kept))
