"""How far the targets in force were reached, from their own progress."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from hengjian.appraisal.canonical import canonical, digest_of
from hengjian.appraisal.gathering.absences import Away
from hengjian.appraisal.gathering.absences import evidence_of as away_evidence
from hengjian.appraisal.gathering.given import Evidence, Gathered, Given
from hengjian.appraisal.gathering.pages import address_of
from hengjian.appraisal.item_sources import ItemSource
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.periods import days_of
from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.targets.model import Better, Described, Quantity
from hengjian.lib.bilingual import Text
from hengjian.targets.models import PlanState, Target
from hengjian.targets.queries.in_force import TargetInForce, in_force_of, read


ONE = Fraction(1)
WHICH = ("measured", "described")


def gather_targets(
    round_: AppraisalRound,
    items: Mapping[str, ItemSource],
    gathered: Gathered,
    away: Mapping[int, Away],
) -> None:
    """Enter the weighted share of each person's scored targets that was reached, in %.

    A target of which nothing is known leaves the item open: missing is not zero. What
    is not controlled or has no full mark is reported elsewhere and not scored. Of who
    was away by leave less is asked, as far as it is a quantity to be reached.
    """
    if not items:
        return
    day, rows = days_of(round_.period)[1].replace(day=1), adopted_targets(round_)
    for subject in gathered.subjects:
        own = in_force_of(rows, day, None, subject.person)
        absent = away.get(subject.person.pk)
        for item, source in items.items():
            chosen = chosen_targets(own, source.reference)
            given = given_of_targets(chosen, absent.worked.part if absent else ONE)
            if given is not None and absent is not None:
                less = away_evidence(absent, f"× {in_figures(absent.worked.part)}")
                given = replace(given, evidence=(*given.evidence, less))
            if given is not None:
                gathered.enter(subject.person.pk, item, given)


def chosen_targets(
    targets: Sequence[TargetInForce], reference: str
) -> list[TargetInForce]:
    """The targets that an item counts; the scheme names them beforehand.

    ``measured``: those with a number; ``described``: those scored by a rubric;
    names of indicators or numbers of targets with commas between: those; nothing: all.
    """
    wanted = {part.strip() for part in reference.split(",") if part.strip()}
    if not wanted:
        return list(targets)
    if wanted <= set(WHICH):
        return [one for one in targets if _kind(one) in wanted]
    return [one for one in targets if wanted & {one.indicator, one.number}]


def _kind(target: TargetInForce) -> str:
    return "described" if isinstance(target.aim, Described) else "measured"


def adopted_targets(round_: AppraisalRound) -> list[Target]:
    """The targets of the round's office and year, with all that is read of them."""
    return list(
        read(
            Target.objects.filter(
                plan__procuratorate=round_.scheme.procuratorate,
                plan__year=round_.scheme.year,
                plan__state__in=[PlanState.ADOPTED],
            )
        )
    )


def given_of_targets(
    targets: Sequence[TargetInForce], worked: Fraction = ONE
) -> Given | None:
    """What targets in force came to in percent; None while one is not known, or without any."""
    reached, full = Fraction(0), Fraction(0)
    evidence = []
    for target in (one for one in targets if one.is_scored):
        part = _part(target, worked)
        if part is None:
            return None
        weight = (target.full or Fraction(0)) * target.share
        reached += weight * part
        full += weight
        evidence.append(evidence_of(target, part))
    if not full:
        return None
    return Given(reached / full * 100, tuple(evidence))


def _part(target: TargetInForce, worked: Fraction) -> Fraction | None:
    """The part of one that a target has come, never above one; None: unknown."""
    actual, asked = target.actual, target.asked
    if actual is None or asked is None:
        return None
    if isinstance(asked, Described):
        return actual.rubric_share
    if actual.value is None:
        return None
    if asked.better is Better.UP:
        wanted = asked.value * (worked if isinstance(asked, Quantity) else ONE)
        return min(ONE, actual.value / wanted) if wanted else ONE
    if actual.value <= asked.value:
        return ONE
    return asked.value / actual.value


def evidence_of(target: TargetInForce, part: Fraction) -> Evidence:
    """A target's version and progress as evidence."""
    actual = target.actual
    kept = canonical(
        [
            target.version,
            actual.progress if actual else None,
            str(actual.value) if actual else None,
            str(actual.rubric_share) if actual else None,
        ]
    )
    reached = in_figures(part * 100)
    told = Text(
        f"{target.number} {target.title}：{reached}%",
        f"{target.number} {target.title}: {reached} %",
    )
    address = address_of("targets:target", target.target)
    return Evidence("target", str(target.version), told, address, digest_of(kept))
