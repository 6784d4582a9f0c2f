"""The ledger's pages: who sees what, who does what, what is refused and changes nothing."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from docx import Document

from hengjian.access.models import Account
from hengjian.ledger.actions import paying, proposing, questions
from hengjian.ledger.actions.proposing import Proposed
from hengjian.ledger.actions.rules import set_circle
from hengjian.ledger.evidence import of_words
from hengjian.ledger.models import (
    Circle,
    EntryProposal,
    LedgerEntry,
    LedgerRule,
    PaymentList,
    PaymentState,
    Purpose,
    RuleKind,
)
from hengjian.ledger.queries.branches import membership_on
from hengjian.lib.clock import moved_to
from tests.cast import Cast
from tests.factories import access, organisation
from tests.factories import ledger as make
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in, text_of
from tests.remembered import remembered


@dataclass(frozen=True)
class World:
    """Lin leads a branch; Chen and Zhou are in it; Wang is of the appraisal office."""

    cast: Cast
    entry: LedgerEntry
    award: LedgerEntry
    proposal: EntryProposal
    rule: LedgerRule
    drawn: PaymentList
    question: int

    def filled(self, text: str) -> str:
        return text.format(
            entry=self.entry.pk,
            account=self.entry.account_id,
            proposal=self.proposal.pk,
            rule=self.rule.pk,
            drawn=self.drawn.pk,
            question=self.question,
        )


def assemble(cast: Cast) -> World:
    unit = cast.jiangcheng
    access.grant(cast.wang, "appraisal_office", unit)
    access.grant(cast.lin, "branch_secretary", unit)
    lin, chen, zhou = (cast.person(who) for who in (cast.lin, cast.chen, cast.zhou))
    make.branch(unit, lin, lin, chen, zhou)
    rule = make.rule(unit)
    entry = make.entry(chen, rule, 300)
    asked_about = make.entry(zhou, rule, 200)
    question = questions.ask(entry=asked_about, words="是两次", by=cast.zhou)
    award = make.entry(chen, make.award(unit), 10_050)
    make.department_award(unit)
    drawn = paying.draw(unit=unit, month_on=make.DAY, by=cast.wang)
    proposal = proposing.propose(
        person=zhou,
        proposed=Proposed(rule, 200, make.DAY, "带教", [of_words("带教登记表")]),
        by=cast.lin,
    )
    return World(cast, entry, award, proposal, rule, drawn, question.pk)


@pytest.fixture
def world(cast: Cast) -> Iterator[World]:
    with moved_to(date(2025, 4, 21)):
        yield remembered("ledger", lambda: assemble(cast))


PAGES = {
    "/points/": "chen",
    "/ledger/": "wang",
    "/ledger/?by=person": "wang",
    "/ledger/accounts/{account}/": "chen",
    "/ledger/entries/{entry}/": "chen",
    "/ledger/rules/": "wang",
    "/ledger/rules/new/": "wang",
    "/ledger/branches/": "wang",
    "/ledger/proposals/": "lin",
    "/ledger/payments/": "wang",
    "/ledger/payments/{drawn}/": "wang",
    "/ledger/quantities/": "wang",
}
HEADED_BY_CONTENT = {
    "/ledger/accounts/{account}/",
    "/ledger/entries/{entry}/",
    "/ledger/payments/{drawn}/",
}
PROPOSED = {
    "person": "ZHOU",
    "rule": "task",
    "amount": "2.5",
    "day": "2025-03-11",
    "words": "带教",
    "evidence": "带教登记表",
}
NEW_RULE = {
    "unit": "429900",
    "purpose": "member_points",
    "kind": "added",
    "code": "study_group",
    "title": "牵头专题研讨",
    "amount": "1.5",
    "from": "2025-04-01",
    "source": "党组会议",
    "mark": "I",
}
BRANCH = {"unit": "429900", "code": "second", "name": "第二党支部", "secretary": "LIN"}
JOINS = {"unit": "429900", "person": "LIU", "branch": "first", "day": "2025-04-01"}
AWARD = {
    "unit": "429900",
    "department": "01",
    "rule": "department_task",
    "amount": "800",
    "day": "2025-03-11",
    "words": "专项任务完成",
    "evidence": "考核通报",
}
# address -> who does it, what they send, the event it leaves
ACTS: dict[str, tuple[str, dict[str, str], str]] = {
    "/ledger/entries/{entry}/reverse/": ("wang", {"reason": "重复"}, "reversed"),
    "/ledger/entries/{entry}/ask/": ("chen", {"words": "少了"}, "question_asked"),
    "/ledger/questions/{question}/": (
        "wang",
        {"words": "属实", "outcome": "reverse"},
        "question_answered",
    ),
    "/ledger/rules/{rule}/": (
        "wang",
        {"amount": "3", "from": "2025-05-01", "source": "院务会", "step": "sure"},
        "rule_set",
    ),
    "/ledger/rules/circle/": (
        "wang",
        {
            "unit": "429900",
            "purpose": "member_points",
            "circle": "branch",
            "from": "2025-01-01",
            "source": "党组会议",
            "step": "sure",
        },
        "circle_set",
    ),
    "/ledger/rules/new/": ("wang", {**NEW_RULE, "step": "sure"}, "rule_set"),
    "/ledger/branches/set/": ("wang", {**BRANCH, "step": "sure"}, "branch_set"),
    "/ledger/branches/member/": ("wang", {**JOINS, "step": "sure"}, "member_set"),
    "/ledger/proposals/award/": ("liu", AWARD, "points_proposed"),
    "/ledger/proposals/new/": ("lin", PROPOSED, "points_proposed"),
    "/ledger/proposals/{proposal}/": ("wang", {}, "points_confirmed"),
    "/ledger/payments/new/": (
        "wang",
        {"unit": "429900", "month": "2025-04"},
        "payment_drawn",
    ),
    "/ledger/payments/{drawn}/act/": (
        "wang",
        {"act": "withdraw", "reason": "漏列"},
        "payment_withdrawn",
    ),
}


def somebody(world: World, name: str) -> Account:
    found: Account = getattr(world.cast, name)
    return found


@pytest.mark.parametrize("address", PAGES)
def test_page_and_fragment_agree(address: str, world: World) -> None:
    asked, reader = world.filled(address), somebody(world, PAGES[address])

    whole = signed_in(reader).get(asked).content.decode()
    fragment = text_of(reader, asked)

    head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
    assert "<html" not in fragment
    assert head in whole


@pytest.mark.parametrize("address", sorted(PAGES.keys() - HEADED_BY_CONTENT))
def test_page_is_headed_in_english_for_an_english_reader(
    address: str, world: World
) -> None:
    client = signed_in(somebody(world, PAGES[address]))
    client.post("/language/", {"language": "en"})

    page = client.get(address, headers=FRAGMENT).content.decode()

    assert page[page.index("<h1>") : page.index("</h1>")].isascii()


@pytest.mark.parametrize("address", PAGES)
def test_stranger_and_administrator_do_not_read_it(address: str, world: World) -> None:
    asked = world.filled(address)

    assert Client().get(asked).status_code == HTTPStatus.FOUND
    answer = signed_in(world.cast.system_administrator).get(asked)
    assert answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("address", sorted(HEADED_BY_CONTENT))
def test_what_is_somebody_elses_reads_as_not_there(address: str, world: World) -> None:
    answer = signed_in(world.cast.zhao).get(world.filled(address))

    assert answer.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}


@pytest.mark.parametrize("address", PAGES)
def test_page_is_read_only(address: str, world: World) -> None:
    asked = world.filled(address).partition("?")[0]

    answer = signed_in(somebody(world, PAGES[address])).delete(asked)

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", ACTS)
def test_act_leaves_its_event(address: str, world: World) -> None:
    name, given, event = ACTS[address]
    if "payments/new" in address:
        paying.withdraw(payment_list=world.drawn, reason="重编", by=world.cast.wang)
    before = last_entry()

    answer = signed_in(somebody(world, name)).post(world.filled(address), given)

    assert answer.status_code == HTTPStatus.FOUND
    assert f"ledger.{event}" in events_since(before)


@pytest.mark.parametrize("address", ACTS)
def test_refused_act_changes_nothing(address: str, world: World) -> None:
    _, given, _ = ACTS[address]
    asked = world.filled(address)
    if address not in PAGES:
        assert signed_in(world.cast.zhao).get(asked).status_code == (
            HTTPStatus.METHOD_NOT_ALLOWED
        )
    before = everything_but_the_journal()

    answer = signed_in(world.cast.zhao).post(asked, given)

    assert answer.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    assert everything_but_the_journal() == before


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
        ACTS["/ledger/rules/circle/"][1] | {"purpose": "awards", "circle": "office"},
    )

    assert answer.status_code == HTTPStatus.CONFLICT


def test_secretary_opens_the_entries_of_the_own_branch(world: World) -> None:
    page = text_of(world.cast.lin, world.filled("/ledger/entries/{entry}/"))

    assert "值班表 2025-03" in page


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"person": "LIN"}, HTTPStatus.FORBIDDEN),
        ({"amount": "9"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"amount": "viel"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"rule": "nothing"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"day": "2199-01-01"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"evidence": ""}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"person": "ZHAO"}, HTTPStatus.CONFLICT),
    ],
)
def test_proposal_that_does_not_fit_is_refused(
    change: dict[str, str], status: HTTPStatus, world: World
) -> None:
    before = EntryProposal.objects.count()

    answer = signed_in(world.cast.lin).post("/ledger/proposals/new/", PROPOSED | change)

    assert answer.status_code == status
    assert EntryProposal.objects.count() == before


def test_second_person_confirms_and_only_then_it_is_entered(world: World) -> None:
    before = LedgerEntry.objects.count()
    client = signed_in(world.cast.wang)

    client.post(world.filled("/ledger/proposals/{proposal}/"), {})
    again = client.post(world.filled("/ledger/proposals/{proposal}/"), {})

    world.proposal.refresh_from_db()
    assert LedgerEntry.objects.count() == before + 1
    assert again.status_code == HTTPStatus.CONFLICT
    assert world.proposal.entry is not None
    assert world.proposal.entry.by == world.cast.lin.journal_name
    assert world.proposal.entry.confirmed_by == world.cast.wang.journal_name


def test_list_is_drawn_checked_approved_and_paid_by_different_people(
    world: World,
) -> None:
    cast, address = world.cast, world.filled("/ledger/payments/{drawn}/act/")
    access.grant(cast.zhou, "office_staff", cast.jiangcheng)

    own = signed_in(cast.wang).post(address, {"act": "check"})
    early = signed_in(cast.liu).post(address, {"act": "approve"})
    signed_in(cast.zhou).post(address, {"act": "check"})
    signed_in(cast.liu).post(address, {"act": "approve"})
    signed_in(cast.zhou).post(address, {"act": "pay"})
    late = signed_in(cast.zhou).post(address, {"act": "withdraw", "reason": "错"})

    world.drawn.refresh_from_db()
    assert own.status_code == HTTPStatus.FORBIDDEN
    assert early.status_code == late.status_code == HTTPStatus.CONFLICT
    assert world.drawn.state == PaymentState.PAID
    assert world.drawn.fen == 10_050
    page = text_of(cast.wang, world.filled("/ledger/payments/{drawn}/"))
    assert "与批准时一致" in page
    assert "100.5" in page


@pytest.mark.parametrize("kind", ["spreadsheetml", "wordprocessingml"])
def test_clerk_of_payments_takes_the_list_away_as_a_sheet_or_a_paper(
    world: World, kind: str
) -> None:
    wish = {"spreadsheetml": "xlsx", "wordprocessingml": "docx"}[kind]
    for address in ("/ledger/", "/ledger/payments/{drawn}/"):
        asked = f"{world.filled(address)}?export={wish}"
        answer = signed_in(world.cast.wang).get(asked)

        assert answer.status_code == HTTPStatus.OK
        assert kind in answer["Content-Type"]


def test_payment_paper_has_every_line_its_sum_and_who_did_what(world: World) -> None:
    address = world.filled("/ledger/payments/{drawn}/?export=docx")

    answer = signed_in(world.cast.wang).get(address)

    paper = Document(io.BytesIO(answer.content))
    rows = [[cell.text for cell in row.cells] for row in paper.tables[-1].rows]
    assert rows[1][1:] == ["陈明", "2025-03-10 信息采用奖励 100.5", "100.5"]
    assert rows[-1][1:] == ["合计", "", "100.5"]
    assert "编制：王案" in "\n".join(each.text for each in paper.paragraphs)


def test_ledger_of_another_office_is_not_there(world: World) -> None:
    page = text_of(world.cast.zhao, "/ledger/?unit=429900")

    assert "陈明" not in page


@pytest.mark.parametrize(
    ("address", "given", "shown"),
    [
        ("/ledger/rules/new/", NEW_RULE, ("牵头专题研讨", "确认新规则？", "1.5")),
        (
            "/ledger/rules/{rule}/",
            {"amount": "3", "from": "2025-05-01"},
            ("确认新版本？", "<b>3</b>", "2025-05-01", "已记入的 2 笔"),
        ),
        (
            "/ledger/rules/circle/",
            {**ACTS["/ledger/rules/circle/"][1], "step": ""},
            ("确认公开范围？", "只有本人", "<b>本支部、本部门</b>"),
        ),
        ("/ledger/branches/set/", BRANCH, ("确认登记支部？", "第二党支部")),
        ("/ledger/branches/member/", JOINS, ("确认登记党员？", "第一党支部")),
    ],
)
def test_change_is_shown_and_asked_about_before_anything_is_stored(
    address: str, given: dict[str, str], shown: tuple[str, ...], world: World
) -> None:
    before = everything_but_the_journal()

    answer = signed_in(world.cast.wang).post(world.filled(address), given)

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.OK
    for each in shown:
        assert each in page, each
    assert 'name="step" value="sure"' in page
    assert everything_but_the_journal() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"code": "task"}, "已有代码为 task 的规则"),
        ({"code": "Übung"}, "小写字母"),
        ({"amount": "1.234"}, "至多两位小数"),
        ({"most": "1"}, "不能少于每次"),
        ({"kind": "adoption"}, "要写各级倍数"),
        ({"multiples": "city"}, "应写成 层级: 倍数"),
        ({"mark": ""}, "确定程度"),
        ({"purpose": "prestige"}, "用途和类别"),
    ],
)
def test_new_rule_that_does_not_fit_says_why_and_keeps_what_was_typed(
    change: dict[str, str], told: str, world: World
) -> None:
    answer = signed_in(world.cast.wang).post(
        "/ledger/rules/new/", {**NEW_RULE, **change}
    )

    page = answer.content.decode()
    assert told in page
    assert 'value="牵头专题研讨"' in page


def test_member_leaves_a_branch_and_has_no_base_points_from_then_on(
    world: World,
) -> None:
    given = {"unit": "429900", "person": "ZHOU", "act": "leave", "day": "2025-04-20"}
    client = signed_in(world.cast.wang)

    asked = client.post("/ledger/branches/member/", given).content.decode()
    client.post("/ledger/branches/member/", {**given, "step": "sure"})

    assert "确认转出？" in asked
    zhou = world.cast.person(world.cast.zhou)
    assert membership_on(zhou, date(2025, 4, 21)) is None
    assert membership_on(zhou, date(2025, 4, 20)) is not None


def test_member_reads_the_own_branch_and_somebody_outside_none(world: World) -> None:
    assert "第一党支部" in text_of(world.cast.chen, "/ledger/branches/")
    assert "第一党支部" not in text_of(world.cast.zhao, "/ledger/branches/")


def test_department_award_is_proposed_confirmed_shown_to_it_and_paid(
    world: World,
) -> None:
    cast = world.cast
    signed_in(cast.liu).post("/ledger/proposals/award/", AWARD)
    proposal = EntryProposal.objects.get(department__isnull=False)
    signed_in(cast.wang).post(f"/ledger/proposals/{proposal.pk}/", {})
    paying.withdraw(payment_list=world.drawn, reason="重编", by=cast.wang)
    drawn = paying.draw(unit=cast.jiangcheng, month_on=make.DAY, by=cast.wang)
    entry = LedgerEntry.objects.get(account__department=cast.first_department)

    page = text_of(cast.wang, f"/ledger/payments/{drawn.pk}/")
    address = f"/ledger/entries/{entry.pk}/"
    own = text_of(cast.zhou, address)
    listed = text_of(cast.zhou, "/ledger/?purpose=awards&from=2025-01-01")
    other = signed_in(colleague_elsewhere(cast)).get(address)

    assert (entry.hundredths, entry.by, entry.confirmed_by) == (
        80_000,
        cast.liu.journal_name,
        cast.wang.journal_name,
    )
    assert "第一检察部" in page
    assert "900.5" in page
    assert "专项任务完成" in own
    assert f'href="{address}"' in listed
    assert other.status_code == HTTPStatus.NOT_FOUND


def test_own_department_is_awarded_by_others_alone(world: World) -> None:
    cast = world.cast
    access.grant(cast.lin, "appraisal_office", cast.jiangcheng)
    own = signed_in(cast.lin).post("/ledger/proposals/award/", AWARD)
    signed_in(cast.liu).post("/ledger/proposals/award/", AWARD)
    proposal = EntryProposal.objects.get(department__isnull=False)

    confirming = signed_in(cast.lin).post(f"/ledger/proposals/{proposal.pk}/", {})

    assert own.status_code == confirming.status_code == HTTPStatus.FORBIDDEN
    assert not LedgerEntry.objects.filter(account__department__isnull=False).exists()


def test_secretary_cannot_propose_money_for_a_member(world: World) -> None:
    given = {**PROPOSED, "rule": "department_task", "amount": "800"}

    answer = signed_in(world.cast.lin).post("/ledger/proposals/new/", given)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert EntryProposal.objects.count() == 1


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


def colleague_elsewhere(cast: Cast) -> Account:
    """Somebody of case management who keeps no ledger."""
    person = organisation.person(name="欧阳")
    organisation.appointment(
        person=person,
        post=organisation.post(),
        procuratorate=cast.jiangcheng,
        department=cast.case_management,
        from_on=date(2024, 1, 1),
    )
    account = access.account(person=person)
    access.grant(account, "clerk", cast.jiangcheng)
    return account
