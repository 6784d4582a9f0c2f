"""Settled reviews of case quality, as their points or as counts by grade."""

from collections.abc import Mapping
from fractions import Fraction

from hengjian.appraisal.gathering.given import Evidence, Gathered, Given
from hengjian.appraisal.item_sources import ItemSource
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.periods import days_of
from hengjian.engines.scoring.model import Scheme
from hengjian.engines.scoring.rules import PerOccurrence
from hengjian.lib.registers import registered


PROVIDER = "appraisal.reviews"


def gather_reviews(
    round_: AppraisalRound,
    items: Mapping[str, ItemSource],
    gathered: Gathered,
    scheme: Scheme,
) -> None:
    """Enter what reviews settled in the period came to; who was not reviewed has nothing.

    An item that counts occurrences by type takes the number of reviews of each grade;
    the scheme's own coefficients say what a grade is worth. Any other item takes the
    mean of the points; a review whose grade was decided other than its points proposed
    has none.
    """
    providers = registered("PROVIDERS", PROVIDER)
    if not items or not providers:
        return
    since, until = days_of(round_.period)
    people = [subject.person.pk for subject in gathered.subjects]
    rules = {item.item: item.rule for item in scheme.items}
    unit = round_.scheme.procuratorate
    for item, source in items.items():
        found = providers[0](unit, people, since, until, source.reference)
        rule = rules[item]
        for person in people:
            reviews = found.get(person, [])
            evidence = tuple(
                Evidence("review", one.reference, one.told, one.address, one.digest)
                for one in reviews
            )
            if isinstance(rule, PerOccurrence) and rule.coefficients:
                counts: dict[str, Fraction] = {}
                for one in reviews:
                    counts[one.grade] = counts.get(one.grade, Fraction(0)) + 1
                if counts:
                    gathered.enter(person, item, Given(counts, evidence))
                continue
            points = [one.value for one in reviews if one.value is not None]
            if points:
                mean = sum(points, Fraction(0)) / len(points)
                gathered.enter(person, item, Given(mean, evidence))
