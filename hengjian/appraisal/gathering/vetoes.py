"""Vetoes that a person decided on, with their cited basis."""

from collections.abc import Mapping
from fractions import Fraction

from hengjian.appraisal.canonical import canonical, digest_of
from hengjian.appraisal.gathering.given import Evidence, Gathered, Given
from hengjian.appraisal.item_sources import ItemSource
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.periods import days_of
from hengjian.lib.bilingual import Text
from hengjian.lib.registers import registered


def gather_vetoes(
    round_: AppraisalRound, items: Mapping[str, ItemSource], gathered: Gathered
) -> None:
    """Enter how many vetoes are in force for each person; none proposed or refused.

    Where vetoes are kept on the platform, somebody without one has none: 0.
    """
    providers = registered("PROVIDERS", "honours.vetoes")
    if not items or not providers:
        return
    since, until = days_of(round_.period)
    people = [subject.person.pk for subject in gathered.subjects]
    found = providers[0](people, since, until)
    for person in people:
        evidence = tuple(
            Evidence(
                "veto",
                str(one.veto),
                Text(
                    f"{one.basis.zh}（{one.decided_by}，{one.decided_on}）",
                    f"{one.basis.en} ({one.decided_by}, {one.decided_on})",
                ),
                one.address,
                digest_of(canonical([one.veto, one.basis.zh, str(one.decided_on)])),
            )
            for one in found.get(person, [])
        )
        for item in items:
            gathered.enter(person, item, Given(Fraction(len(evidence)), evidence))
