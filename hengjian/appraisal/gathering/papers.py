"""How many papers of a kind were issued in matters that somebody handles."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from hengjian.appraisal.canonical import canonical, digest_of
from hengjian.appraisal.gathering.given import Evidence, Gathered, Given
from hengjian.appraisal.gathering.pages import address_of
from hengjian.appraisal.item_sources import ItemSource
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.periods import days_of
from hengjian.documents.models import Document, DocumentState
from hengjian.engines.scoring.dry_run.trial import Events
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter


def gather_papers(
    round_: AppraisalRound, items: Mapping[str, ItemSource], gathered: Gathered
) -> None:
    """Enter counts of issued papers; one that was withdrawn does not count."""
    since, until = days_of(round_.period)
    people = [subject.person.pk for subject in gathered.subjects]
    for item, source in items.items():
        issued = list(
            Document.objects.filter(
                procuratorate=round_.scheme.procuratorate,
                kind=source.reference,
                state=DocumentState.ISSUED,
                issued_on__range=(since, until),
            ).order_by("pk")
        )
        handlers = dict(
            Matter.objects.filter(
                pk__in={one.matter for one in issued}, handler__in=people
            ).values_list("pk", "handler")
        )
        evidence: dict[int, list[Evidence]] = defaultdict(list)
        for one in issued:
            if (person := handlers.get(one.matter)) is not None:
                evidence[person].append(_evidence(one))
        for person in people:
            count = len(evidence[person])
            given = Given(Fraction(count), tuple(evidence[person]), Events(count))
            gathered.enter(person, item, given)


def _evidence(one: Document) -> Evidence:
    """A restricted paper is counted and not named."""
    kept = canonical([one.pk, one.kind, one.number, str(one.issued_on)])
    told = (
        Text.same("")
        if one.is_restricted
        else Text(
            f"{one.number} {one.title_zh}（{one.issued_on}）",
            f"{one.number} {one.title_en} ({one.issued_on})",
        )
    )
    address = address_of("matters:matter", one.matter)
    return Evidence("document", str(one.pk), told, address, digest_of(kept))
