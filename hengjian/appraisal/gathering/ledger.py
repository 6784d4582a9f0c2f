"""Points from the ledgers, with the entries they rest on."""

from collections.abc import Mapping
from fractions import Fraction

from hengjian.appraisal.gathering.given import Evidence, Gathered, Given
from hengjian.appraisal.gathering.pages import address_of
from hengjian.appraisal.item_sources import ItemSource
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.periods import days_of
from hengjian.ledger.models import Purpose
from hengjian.ledger.queries.cited import cited
from hengjian.lib.bilingual import Text


def gather_ledger(
    round_: AppraisalRound, items: Mapping[str, ItemSource], gathered: Gathered
) -> None:
    """Enter, for each item of a purpose, the sum of its entries in the period."""
    since, until = days_of(round_.period)
    people = [subject.person.pk for subject in gathered.subjects]
    for item, source in items.items():
        if source.reference not in Purpose.values:
            continue
        found = cited(people, Purpose(source.reference), since, until)
        for person, entries in found.items():
            if not entries:
                continue  # no entry at all: missing, not zero
            amount = sum((Fraction(one.amount) for one in entries), Fraction(0))
            evidence = tuple(
                Evidence(
                    "ledger",
                    str(one.number),
                    Text(
                        f"{one.title.zh} {one.amount}", f"{one.title.en} {one.amount}"
                    ),
                    address_of("ledger:entry", one.number),
                    one.digest,
                )
                for one in entries
            )
            gathered.enter(person, item, Given(max(amount, Fraction(0)), evidence))
