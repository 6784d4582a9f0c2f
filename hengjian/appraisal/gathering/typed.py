"""Facts that were typed in and confirmed by a second person."""

from collections.abc import Mapping

from hengjian.appraisal.canonical import canonical, digest_of, value_of
from hengjian.appraisal.gathering.given import Evidence, Gathered, Given
from hengjian.appraisal.item_sources import ItemSource
from hengjian.appraisal.models import AppraisalFact, AppraisalRound
from hengjian.lib.bilingual import Text


def gather_typed(
    round_: AppraisalRound, items: Mapping[str, ItemSource], gathered: Gathered
) -> None:
    """Enter confirmed facts, whatever the item's own source: people may add to it."""
    found = AppraisalFact.objects.filter(
        round=round_, state=AppraisalFact.State.CONFIRMED
    ).order_by("pk")
    for fact in found:
        gathered.enter(fact.person_id, fact.item, given_by(fact))


def given_by(fact: AppraisalFact) -> Given:
    """A fact's value with itself as evidence."""
    kept = canonical([fact.value, fact.evidence, fact.entered_by, fact.decided_by])
    evidence = Evidence(
        "fact",
        str(fact.pk),
        Text.same(fact.evidence),
        fact.evidence_link,
        digest_of(kept),
    )
    return Given(value_of(read_value(fact.value)), (evidence,))


def read_value(text: str) -> str | dict[str, str]:
    """``20`` or counts by case type written ``一审公诉: 20; 备案: 6``."""
    if ":" not in text:
        return text.strip()
    pairs = (part.partition(":") for part in text.split(";") if part.strip())
    return {name.strip(): count.strip() for name, _, count in pairs}
