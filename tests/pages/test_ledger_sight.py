"""What of the ledger is shown to whom."""

from datetime import date
from http import HTTPStatus

import pytest

from hengjian.config import registers
from hengjian.ledger.actions import branches, proposing
from hengjian.ledger.actions.proposing import Proposed
from hengjian.ledger.actions.rules import set_circle
from hengjian.ledger.evidence import of_matter
from hengjian.ledger.models import Circle, Purpose, RuleKind
from hengjian.matters.models import Matter
from hengjian.matters.queries.unsealed import PROVIDER as SEALED_MATTERS
from tests.factories import ledger as make
from tests.factories import matters, organisation
from tests.pages.asking import signed_in, text_of
from tests.pages.ledger_office import CIRCLE, World, world


__all__ = ["world"]


def test_person_sees_own_entries_whole_and_nothing_of_others(world: World) -> None:
    page = text_of(world.cast.chen, "/ledger/")

    assert "陈明" in page
    assert "周燕" not in page
    assert "值班表 2025-03" in text_of(
        world.cast.chen, world.filled("/ledger/entries/{entry}/")
    )


def test_circle_shows_the_list_and_not_what_lies_behind(world: World) -> None:
    set_circle(
        unit=world.cast.jiangcheng,
        purpose=Purpose.MEMBER_POINTS,
        circle=Circle.BRANCH,
        from_on=date(2025, 1, 1),
        source="党组会议",
        by=make.BY,
    )

    assert "陈明" in text_of(world.cast.zhou, "/ledger/")
    answer = signed_in(world.cast.zhou).get(world.filled("/ledger/entries/{entry}/"))
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "陈明" not in text_of(world.cast.zhou, "/ledger/?purpose=awards")


def test_amounts_of_awards_are_never_shown_to_the_whole_office(world: World) -> None:
    answer = signed_in(world.cast.wang).post(
        "/ledger/rules/circle/",
        CIRCLE | {"purpose": "awards", "circle": "office", "step": "sure"},
    )

    assert answer.status_code == HTTPStatus.CONFLICT


def test_secretary_opens_the_entries_of_the_own_branch(world: World) -> None:
    page = text_of(world.cast.lin, world.filled("/ledger/entries/{entry}/"))

    assert "值班表 2025-03" in page


def test_ledger_of_another_office_is_not_there(world: World) -> None:
    page = text_of(world.cast.zhao, "/ledger/?unit=429900")

    assert "陈明" not in page


def test_member_reads_the_own_branch_and_somebody_outside_none(world: World) -> None:
    assert "第一党支部" in text_of(world.cast.chen, "/ledger/branches/")
    assert "第一党支部" not in text_of(world.cast.zhao, "/ledger/branches/")


def test_how_certain_a_rule_is_stands_in_words(world: World) -> None:
    page = text_of(world.cast.wang, "/ledger/rules/")
    form = text_of(world.cast.wang, "/ledger/rules/new/?unit=429900")

    assert '<span class="soft">本院口径</span>' in page
    assert ">本院口径</option>" in form
    assert ">I 本院口径" not in form


def test_groups_of_a_branch_stand_in_the_order_of_their_numbers(world: World) -> None:
    branch = world.cast.jiangcheng.branches.get()
    for name in ("第三党小组", "第二党小组", "第一党小组"):
        who = organisation.person()
        branches.set_member(
            branch=branch, person=who, from_on=make.SINCE, group=name, by=make.BY
        )

    shown = signed_in(world.cast.wang).get("/ledger/branches/").context["branches"]

    names = [name for name, _ in shown[0].groups if name.startswith("第")]
    assert names == ["第一党小组", "第二党小组", "第三党小组"]


def test_departments_that_lack_a_quantity_are_shown_as_far_as_the_circle(
    world: World,
) -> None:
    unit = world.cast.jiangcheng
    make.rule(
        unit,
        "items",
        purpose=Purpose.INFORMATION_POINTS,
        kind=RuleKind.QUANTITY,
        hundredths=100,
        most=None,
        cap=None,
        cap_span="",
    )
    address = "/ledger/quantities/?month=2025-03"

    alone = text_of(world.cast.chen, address)
    set_circle(
        unit=unit,
        purpose=Purpose.INFORMATION_POINTS,
        circle=Circle.OFFICE,
        from_on=date(2025, 1, 1),
        source="党组会议",
        by=make.BY,
    )
    shown = text_of(world.cast.chen, address)

    assert ("第一检察部" in alone, "案件管理办公室" in alone) == (True, False)
    assert ("第一检察部" in shown, "案件管理办公室" in shown) == (True, True)
    assert "案件管理办公室" in text_of(world.cast.wang, address)


def every_matter() -> object:
    """Stands for the warehouse's answer: all matters are sealed."""
    return Matter.objects.values("pk")


def test_matter_that_was_sealed_since_is_named_by_no_entry_and_no_proposal(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = matters.matter("supply_request", world.cast.chen)
    chen, rule = world.cast.person(world.cast.chen), world.rule
    entry = make.entry(chen, rule, evidence=[of_matter(matter)])
    proposing.propose(
        person=chen,
        proposed=Proposed(rule, 200, make.DAY, "带教", [of_matter(matter)]),
        by=world.cast.lin,
    )
    doors = (
        (world.cast.chen, f"/ledger/entries/{entry.pk}/"),
        (world.cast.chen, f"/ledger/accounts/{entry.account_id}/"),
        (world.cast.lin, "/ledger/proposals/"),
    )
    assert all(matter.title in text_of(*door) for door in doors)

    monkeypatch.setitem(registers.PROVIDERS, SEALED_MATTERS, f"{__name__}.every_matter")

    for door in doors:
        page = text_of(*door)
        assert (matter.title in page, "已封存，不列名称" in page) == (False, True)
    told = signed_in(world.cast.chen).get(f"/api/ledger/{entry.pk}").json()
    assert [each["zh"] for each in told["evidence"]] == ["已封存，不列名称"]
    assert told["is_as_entered"]


def test_restricted_matter_is_evidence_by_its_number_alone(world: World) -> None:
    matter = matters.matter("supply_request", world.cast.chen)
    matter.is_restricted = True

    assert of_matter(matter).title.zh == matter.number
