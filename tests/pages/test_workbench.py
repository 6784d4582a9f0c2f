"""工作台: what must I do, by when, what waits for me; nothing of cases for administrators."""

from datetime import timedelta

import pytest

from hengjian.jobs.models import Job, JobState
from hengjian.lib import clock
from hengjian.warehouse.actions import findings
from hengjian.warehouse.models import Finding
from tests.cast import Cast
from tests.factories import access as make
from tests.factories.jobs import job
from tests.factories.notices import notice
from tests.pages.asking import signed_in, text_of
from tests.unit.warehouse.card_files_in import brought, card
from tests.unit.warehouse.conftest import TODAY


@pytest.fixture
def busy(people: Cast) -> Cast:
    """Two findings of Chen's, one of Zhao's, a row kept aside."""
    brought(
        card("A1", outcome=""),
        card("A2", outcome=""),
        card("B1", outcome="", handler="赵林", procuratorate="429901"),
        card("A4", accepted_on="三月"),
    )
    return people


def own(account):
    return signed_in(account).get("/").context["own"]


def waiting(account) -> dict[str, int]:
    lines = signed_in(account).get("/").context["waiting"]
    return {line.label.zh: line.count for line in lines}


def test_filler_sees_what_to_answer_and_by_when(busy: Cast):
    page = text_of(busy.chen, "/")

    assert page.count("已审结而未填审结情况") == 2
    counts = own(busy.chen)
    assert (counts.awaiting, counts.late, counts.week) == (2, 0, 2)


def test_late_and_today_are_counted_apart(busy: Cast):
    due = Finding.objects.get(card_key="A1|1").due_on

    with clock.moved_to(due):
        today = own(busy.chen)
    with clock.moved_to(due + timedelta(days=1)):
        later = own(busy.chen)

    assert (today.today, today.late) == (2, 0)
    assert (later.today, later.late) == (0, 2)


def test_counts_agree_with_the_lists_they_open(busy: Cast):
    for name, query in (("awaiting", "scope=own"), ("week", "scope=own&due=week")):
        listed = signed_in(busy.chen).get(f"/quality/?{query}")
        assert listed.context["page"].paginator.count == getattr(own(busy.chen), name)


def test_case_manager_sees_answers_to_re_check_and_rows_to_mend(busy: Cast):
    first, second = Finding.objects.filter(card_key__startswith="A")
    findings.answer(
        finding=first, answer=findings.Answer.EXPLAINED, reason="x", by=busy.chen
    )
    findings.answer(finding=second, answer=findings.Answer.CORRECTED, by=busy.chen)

    assert waiting(busy.wang) == {
        "说明等我复核": 1,
        "已改正，等再次导入复查": 1,
        "近 30 天有挡下行的导入": 1,
    }


def test_lines_agree_with_the_lists_they_open(busy: Cast):
    with clock.moved_to(TODAY + timedelta(days=20)):
        client = signed_in(busy.wang)
        lines = client.get("/").context["waiting"]
        assert {line.label.zh for line in lines} == {
            "逾期没有答复的问题",
            "近 30 天有挡下行的导入",
        }
        for line in lines:
            listed = client.get(line.address)
            assert listed.context["page"].paginator.count == line.count


def test_head_sees_the_late_findings_of_the_own_department(busy: Cast):
    with clock.moved_to(TODAY + timedelta(days=20)):
        assert waiting(busy.lin) == {"逾期没有答复的问题": 2}


def test_who_has_nothing_to_do_is_told_so(people: Cast):
    page = text_of(people.chen, "/")

    assert "现在没有等您答复的问题" in page
    assert "没有等您处理的事" in page


def test_last_imports_are_shown_to_importers(busy: Cast):
    assert "最近的导入和统计" in text_of(busy.wang, "/")
    assert "最近的导入和统计" not in text_of(busy.chen, "/")


@pytest.mark.parametrize(
    "name", ["system_administrator", "security_administrator", "audit_administrator"]
)
def test_administrators_see_no_case_content(name: str, busy: Cast):
    page = text_of(getattr(busy, name), "/")

    assert "A1|1" not in page
    assert "审查逮捕" not in page
    assert "等我答复的问题" not in page


def test_system_administrator_sees_which_jobs_failed(busy: Cast):
    failed = job()
    Job.objects.filter(pk=failed.pk).update(
        state=JobState.FAILED, ended_at=clock.now(), error="secret words of a card"
    )

    page = text_of(busy.system_administrator, "/")

    assert "留痕链检查点" in page
    assert "secret words" not in page


def test_audit_administrator_sees_how_the_journal_stands(busy: Cast):
    answer = signed_in(busy.audit_administrator).get("/")

    assert answer.context["journal"].entries > 0
    assert "还没有核对过" in answer.content.decode()


def test_security_administrator_sees_accounts_that_want_attention(busy: Cast):
    make.account(username="roleless")
    make.account(username="fresh", must_change_password=True)

    accounts = signed_in(busy.security_administrator).get("/").context["accounts"]

    assert (accounts.without_role, accounts.first_password) == (2, 1)


def test_account_without_any_role_still_has_a_workbench(people: Cast):
    assert "工作台" in text_of(make.account(), "/")


def waited_for(account) -> dict[str, int]:
    lines = signed_in(account).get("/").context["waited_for"]
    return {line.label.zh: line.count for line in lines}


def test_filler_sees_which_answers_are_still_to_be_read(busy: Cast):
    first, second = Finding.objects.filter(card_key__startswith="A")
    findings.answer(
        finding=first, answer=findings.Answer.EXPLAINED, reason="x", by=busy.chen
    )
    findings.answer(finding=second, answer=findings.Answer.CORRECTED, by=busy.chen)

    assert waited_for(busy.chen) == {
        "我的说明，等案管复核": 1,
        "我已改正，等再次导入": 1,
    }


def test_who_oversees_sees_what_others_owe_and_what_is_late(busy: Cast):
    with clock.moved_to(TODAY + timedelta(days=20)):
        line = signed_in(busy.wang).get("/").context["waited_for"][0]
        listed = signed_in(busy.wang).get(line.address)

    assert line.label.zh == "等承办人答复的问题"
    assert (line.count, line.note.zh) == (3, "涉及 2 人，已逾期 3 条")
    assert listed.context["page"].paginator.count == line.count


def test_unread_notices_stand_on_the_workbench(busy: Cast):
    notice(busy.chen)

    assert "导入 7 已生效。" in text_of(busy.chen, "/")
    assert "导入 7 已生效。" not in text_of(busy.lin, "/")
