"""How many matters of a kind somebody handled to their end in the period."""

from collections.abc import Mapping
from fractions import Fraction

from hengjian.appraisal.canonical import canonical, digest_of
from hengjian.appraisal.gathering.given import Evidence, Gathered, Given
from hengjian.appraisal.gathering.pages import address_of
from hengjian.appraisal.item_sources import ItemSource
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.periods import days_of
from hengjian.engines.scoring.dry_run.trial import Events
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter


def gather_matters(
    round_: AppraisalRound, items: Mapping[str, ItemSource], gathered: Gathered
) -> None:
    """Enter counts of closed matters; a restricted one is counted, never named."""
    since, until = days_of(round_.period)
    people = [subject.person.pk for subject in gathered.subjects]
    for item, source in items.items():
        matters = Matter.objects.filter(
            kind=source.reference,
            handler__in=people,
            closed_on__range=(since, until),
            merged_into__isnull=True,
        ).order_by("pk")
        evidence: dict[int, list[Evidence]] = {person: [] for person in people}
        for matter in matters:
            if matter.handler_id is not None:
                evidence[matter.handler_id].append(evidence_of(matter))
        for person, found in evidence.items():
            count = len(found)
            given = Given(Fraction(count), tuple(found), Events(count))
            gathered.enter(person, item, given)


def evidence_of(matter: Matter) -> Evidence:
    """A closed matter as evidence; a restricted one is not named."""
    digest = digest_of(canonical([matter.pk, matter.kind, str(matter.closed_on)]))
    told = "" if matter.is_restricted else f"{matter.title} {matter.closed_on}"
    address = address_of("matters:matter", matter.pk)
    return Evidence("matter", str(matter.pk), Text.same(told), address, digest)
