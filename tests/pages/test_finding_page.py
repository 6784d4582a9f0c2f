"""One finding: what is wrong, whose it is, its answer, its re-check, its history."""

from datetime import timedelta
from http import HTTPStatus

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from hengjian.warehouse.actions import findings
from hengjian.warehouse.models import Finding, FindingState
from tests.cast import Cast
from tests.factories import access as make
from tests.pages.asking import events_since, last_entry, signed_in, text_of
from tests.unit.warehouse.card_files_in import brought, card, import_cards
from tests.unit.warehouse.conftest import TODAY


BLANK = {"outcome": ""}
EXPLAINED = findings.Answer.EXPLAINED


@pytest.fixture
def finding(people: Cast) -> Finding:
    """Chen concluded a case and left the outcome blank."""
    brought(card("A1", suspect="欧阳明", **BLANK))
    return Finding.objects.get()


def post(account, finding: Finding, act: str, **given: str):
    return signed_in(account).post(f"/quality/findings/{finding.pk}/{act}/", given)


def page(account, finding: Finding) -> str:
    return text_of(account, f"/quality/findings/{finding.pk}/")


def test_page_tells_what_is_wrong_what_to_do_and_by_when(people: Cast, finding):
    text = page(people.chen, finding)

    assert "已审结而未填审结情况" in text
    assert "请补填：审结日期、审结情况。" in text
    assert f"{finding.due_on:%Y-%m-%d}" in text
    assert "待处理" in text


def test_card_is_shown_as_it_is_now_with_personal_items_masked(people: Cast, finding):
    text = page(people.wang, finding)

    assert "2026-03-02" in text
    assert "江城市人民检察院" in text
    assert "欧**" in text
    assert "欧阳明" not in text
    assert "110101199003070011" not in text


def test_filler_answers_that_the_card_is_corrected(people: Cast, finding):
    before = last_entry()

    answer = post(people.chen, finding, "answer", answer="corrected")

    assert answer["Location"] == f"/quality/findings/{finding.pk}/"
    finding.refresh_from_db()
    assert finding.state == FindingState.ANSWERED_CORRECTED
    assert events_since(before) == ["warehouse.finding_answered"]
    assert "已改正，待复查" in page(people.chen, finding)


def test_explanation_needs_its_reason(people: Cast, finding):
    before = last_entry()

    refused = post(people.chen, finding, "answer", answer="explained", reason=" ")

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "说明要写明理由" in refused.content.decode()
    finding.refresh_from_db()
    assert finding.state == FindingState.OPEN
    assert last_entry() == before


def test_answer_that_there_is_not_is_refused(people: Cast, finding):
    refused = post(people.chen, finding, "answer", answer="closed")

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_procurator_does_not_answer_for_a_colleague(people: Cast, finding):
    findings.assign(finding=finding, person=people.person(people.lin), by=people.wang)
    before = last_entry()

    refused = post(people.chen, finding, "answer", answer="corrected")

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert events_since(before) == ["access.refused"]
    assert "提交答复" not in page(people.chen, finding)


@pytest.mark.parametrize("name", ["zhou", "lin", "wang"])
def test_clerk_head_and_case_manager_answer_for_others(
    name: str, people: Cast, finding
):
    post(getattr(people, name), finding, "answer", answer="corrected")

    finding.refresh_from_db()
    assert finding.answered_by == f"account:{name}"


def test_leader_reads_and_does_not_answer(people: Cast, finding):
    assert "提交答复" not in page(people.liu, finding)
    refused = post(people.liu, finding, "answer", answer="corrected")
    assert refused.status_code == HTTPStatus.FORBIDDEN


def test_explanation_is_confirmed_by_somebody_else(people: Cast, finding):
    post(people.chen, finding, "answer", answer="explained", reason="卷内确无审结情况")
    before = last_entry()

    post(people.wang, finding, "confirm")

    finding.refresh_from_db()
    assert finding.confirmed_by == "account:wang"
    assert events_since(before) == ["warehouse.explanation_confirmed"]
    text = page(people.chen, finding)
    assert "说明已认可" in text
    assert "卷内确无审结情况" in text


def test_nobody_confirms_the_own_explanation(people: Cast, finding):
    post(people.wang, finding, "answer", answer="explained", reason="无需填写")

    refused = post(people.wang, finding, "confirm")

    assert refused.status_code == HTTPStatus.CONFLICT
    finding.refresh_from_db()
    assert finding.confirmed_on is None
    assert "认可这条说明" not in page(people.wang, finding)


def test_answer_is_returned_with_a_reason_and_the_limit_runs_anew(
    people: Cast, finding
):
    post(people.chen, finding, "answer", answer="explained", reason="不清楚")
    before = last_entry()

    post(people.lin, finding, "return", reason="请查卷后写明")

    finding.refresh_from_db()
    assert (finding.state, finding.times_reopened) == (FindingState.REOPENED, 1)
    assert finding.answered_by == ""
    assert events_since(before) == ["warehouse.answer_returned"]
    assert "请查卷后写明" in page(people.chen, finding)


def test_answer_is_not_returned_without_a_reason(people: Cast, finding):
    post(people.chen, finding, "answer", answer="corrected")

    refused = post(people.wang, finding, "return", reason="")

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    finding.refresh_from_db()
    assert finding.state == FindingState.ANSWERED_CORRECTED


def test_open_finding_has_nothing_to_re_check(people: Cast, finding):
    assert post(people.wang, finding, "confirm").status_code == HTTPStatus.CONFLICT
    returned = post(people.wang, finding, "return", reason="x")
    assert returned.status_code == HTTPStatus.CONFLICT


def test_answer_after_a_confirmation_is_to_be_read_again(people: Cast, finding):
    post(people.chen, finding, "answer", answer="explained", reason="一")
    post(people.wang, finding, "confirm")

    post(people.chen, finding, "answer", answer="explained", reason="二")

    finding.refresh_from_db()
    assert (finding.confirmed_by, finding.confirmed_on) == ("", None)


def test_import_that_finds_it_wrong_again_takes_the_confirmation_back(
    people: Cast, finding
):
    post(people.chen, finding, "answer", answer="explained", reason="一")
    post(people.wang, finding, "confirm")

    import_cards(card("A1", concluded_on="2026-03-04", **BLANK))

    finding.refresh_from_db()
    assert finding.state == FindingState.REOPENED
    assert finding.confirmed_on is None


def test_closed_finding_is_not_answered(people: Cast, finding):
    import_cards(card("A1"))

    text = page(people.chen, finding)
    refused = post(people.chen, finding, "answer", answer="corrected")

    assert "已办结" in text
    assert "提交答复" not in text
    assert refused.status_code == HTTPStatus.CONFLICT


def test_personal_items_are_shown_once_for_a_reason_that_is_journaled(
    people: Cast, finding
):
    before = last_entry()

    shown = post(people.wang, finding, "unmask", reason="核对身份证号")

    assert shown.status_code == HTTPStatus.OK
    assert "欧阳明" in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    assert events_since(before) == ["warehouse.personal_item_unmasked"]
    entry = JournalEntry.objects.order_by("-number").first()
    assert "核对身份证号" in entry.detail
    assert "欧阳明" not in entry.detail
    assert "欧阳明" not in page(people.wang, finding)


def test_personal_items_are_not_shown_without_a_reason(people: Cast, finding):
    before = last_entry()

    refused = post(people.wang, finding, "unmask", reason="  ")

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "欧阳明" not in refused.content.decode()
    assert last_entry() == before


def test_personal_items_are_not_shown_to_the_filler(people: Cast, finding):
    refused = post(people.chen, finding, "unmask", reason="想看")

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert "查看个人信息原文" not in page(people.chen, finding)


def test_history_tells_every_step_in_words(people: Cast, finding):
    with clock.moved_to(TODAY + timedelta(days=1)):
        person = people.person(people.zhou)
        findings.assign(finding=finding, person=person, by=people.lin)
    with clock.moved_to(TODAY + timedelta(days=2)):
        post(people.zhou, finding, "answer", answer="corrected")
    with clock.moved_to(TODAY + timedelta(days=3)):
        import_cards(card("A1", concluded_on="2026-03-04", **BLANK))
    with clock.moved_to(TODAY + timedelta(days=4)):
        import_cards(card("A1"))

    text = page(people.wang, finding)

    steps = [
        "导入时核查发现",
        "分派给周燕",
        "答复：已改正，待复查",
        "再次导入，仍不合格",
        "再次导入，复查合格",
    ]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)


def test_finding_of_a_card_that_is_gone_still_opens(people: Cast, finding):
    Finding.bookkeeping.filter(pk=finding.pk).update(card_key="gone|1")

    assert "案卡表里现在没有这张案卡" in page(people.wang, finding)


def test_finding_elsewhere_does_not_exist(people: Cast, finding):
    manager = make.account(username="donghu")
    make.grant(manager, "case_manager", people.donghu)

    answer = signed_in(manager).get(f"/quality/findings/{finding.pk}/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
