"""One person's share: results of a unit that one person brings, far beyond the caseload."""

from collections.abc import Mapping
from fractions import Fraction

from hengjian.engines.statistics.distributions import binomial_at_least
from hengjian.engines.statistics.gaming.signal import (
    AT_MOST,
    Kind,
    Signal,
    percent,
    signal,
)


FEWEST_PEOPLE = 3
TIMES_CASELOAD = 2  # people do specialise: a share below twice the caseload's is common


def one_persons_share(
    results: Mapping[str, int], caseload: Mapping[str, int], *, at_most: float = AT_MOST
) -> Signal | None:
    """The person whose part of the results stands out most from the part of the cases.

    ``results`` (suggestions issued, corrections made) and ``caseload`` by person; only
    people with cases count. The chance is multiplied by the number of people.
    """
    people = sorted(person for person, cases in caseload.items() if cases > 0)
    cases = sum(caseload[person] for person in people)
    total = sum(results.get(person, 0) for person in people)
    if len(people) < FEWEST_PEOPLE or total == 0:
        return None
    found = [
        (
            binomial_at_least(results.get(person, 0), total, caseload[person] / cases),
            person,
        )
        for person in people
        if Fraction(results.get(person, 0), total)
        >= TIMES_CASELOAD * Fraction(caseload[person], cases)
    ]
    if not found:
        return None
    chance, person = min(found)
    chance = min(1.0, chance * len(people))
    if chance > at_most:
        return None
    share = Fraction(results.get(person, 0), total)
    of_cases = Fraction(caseload[person], cases)
    return signal(
        Kind.ONE_PERSONS_SHARE,
        chance,
        f"全部{total}件成果中有{percent(share)}出自一人，其办案量占{percent(of_cases)}",
        f"{percent(share)} of {total} results come from one person, who has "
        f"{percent(of_cases)} of the cases",
        person=person,
        share=share,
        share_of_cases=of_cases,
        results=total,
    )
