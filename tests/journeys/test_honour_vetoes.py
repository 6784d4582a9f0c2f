"""A veto: proposed with its basis, heard, decided by a second person, lifted."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from hengjian.honours.actions import deciding, noticing, vetoing
from hengjian.honours.faults import HonourFault, NotYours
from hengjian.honours.models import Stage, Veto
from hengjian.honours.queries.vetoes import in_force
from tests.factories import honours as make
from tests.journeys.honour_group import candidate, group, in_notice, opened, round_of
from tests.journeys.office import Office


__all__ = ["group"]


def test_veto_bars_only_once_a_second_person_has_decided_and_the_first_was_heard(
    group: Office,
) -> None:
    unit, chen = group.cast.jiangcheng, group.person("chen")
    span = (date(2026, 1, 1), date(2026, 12, 31))
    veto = make.proposed(chen, unit, by=group.account("lin"))
    group.hears()
    assert in_force([chen.pk], *span) == {}
    assert candidate(opened(group), "陈明").meets_all
    with pytest.raises(HonourFault, match="陈述意见"):
        vetoing.decide(veto=veto, stands=True, words="成立", by=group.account("liu"))
    with pytest.raises(NotYours):
        vetoing.hear(veto=veto, words="代他说", by=group.account("zhou"))
    vetoing.hear(veto=veto, words="该案系补充证据所致", by=group.account("chen"))
    for other in ("lin", "chen"):
        with pytest.raises(NotYours):
            vetoing.decide(
                veto=veto, stands=True, words="成立", by=group.account(other)
            )
    with pytest.raises(NotYours):
        vetoing.decide(veto=veto, stands=True, words="成立", by=make.BY)

    vetoing.decide(veto=veto, stands=True, words="事实清楚", by=group.account("liu"))

    found = in_force([chen.pk], *span)[chen.pk]
    assert [each.veto for each in found] == [veto.pk]
    assert in_force([chen.pk], date(2027, 1, 1), date(2027, 12, 31)) == {}


def test_veto_decided_during_the_notice_bars_the_award(group: Office) -> None:
    matter = in_notice(group, "陈明")
    veto = make.proposed(
        group.person("chen"), group.cast.jiangcheng, by=group.account("lin")
    )
    vetoing.hear(veto=veto, words="没有意见", by=group.account("chen"))
    vetoing.decide(veto=veto, stands=True, words="事实清楚", by=group.account("liu"))
    group.on("2026-10-27")
    found = round_of(matter)
    noticing.close_notice(honour_round=found, by=group.account("zheng"))
    chosen = [candidate(matter, "陈明").pk]

    with pytest.raises(HonourFault, match="一票否决"):
        deciding.decide(honour_round=found, chosen=chosen, by=group.account("liu"))

    vetoing.lift(veto=veto, reason="复核后撤销认定", by=group.account("liu"))
    deciding.decide(honour_round=found, chosen=chosen, by=group.account("liu"))
    assert round_of(matter).stage == Stage.CERTIFY


@pytest.mark.parametrize("lacking", ["basis", "article", "reference", "facts"])
def test_veto_without_a_cited_basis_is_not_proposed(
    group: Office, lacking: str
) -> None:
    with pytest.raises(HonourFault, match="请写明"):
        vetoing.propose(
            person=group.person("chen"),
            unit=group.cast.jiangcheng,
            cited=replace(make.BASIS, **{lacking: "  "}),
            from_on=date(2026, 1, 1),
            until_on=date(2026, 12, 31),
            by=group.account("lin"),
        )
    assert not Veto.objects.exists()


def test_database_takes_no_veto_decided_by_its_proposer_or_by_nobody(
    group: Office,
) -> None:
    veto = make.proposed(
        group.person("chen"), group.cast.jiangcheng, by=group.account("lin")
    )
    for values in (
        {"basis": ""},
        {"state": "decided"},
        {
            "state": "decided",
            "decided_by": veto.proposed_by,
            "decided_on": date(2026, 10, 20),
            "decision_words": "成立",
        },
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuerySet(Veto).filter(pk=veto.pk).update(**values)
