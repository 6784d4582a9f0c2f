"""Findings: raised for the filler, answered, re-checked at the next import."""

from datetime import date

import pytest

from hengjian.access.models import Account
from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from hengjian.notices.models import Notice
from hengjian.organisation.actions import appointments
from hengjian.organisation.models import Appointment, Post
from hengjian.organisation.models.post import PostKind
from hengjian.warehouse.actions import findings as acts
from hengjian.warehouse.actions.findings import Answer, NotAnswerable
from hengjian.warehouse.models import Finding, FindingState, ImportState
from hengjian.warehouse.queries import findings as queries
from hengjian.warehouse.queries import quality
from hengjian.warehouse.queries.findings import FindingFilter
from hengjian.warehouse.queries.quality import QualityFilter, Tally
from hengjian.workbench.telling import imports as telling
from tests.cast import Cast
from tests.failing_journal import everything, failing_journal
from tests.unit.warehouse.card_files_in import (
    BY,
    arrest_csv,
    card,
    import_bytes,
    import_cards,
    prosecution_csv,
)


TODAY = date(2026, 10, 26)
BROKEN = card("A1", outcome="")


def the_finding() -> Finding:
    return Finding.objects.get()


def answer(kind: Answer, reason: str = "") -> Finding:
    return acts.answer(finding=the_finding(), answer=kind, reason=reason, by=BY)


def test_finding_goes_to_the_one_who_filled_the_card(people: Cast):
    import_cards(BROKEN)

    finding = the_finding()
    assert finding.person == people.chen.person
    assert finding.procuratorate == people.jiangcheng
    assert finding.department == people.first_department
    assert finding.state == FindingState.OPEN
    assert finding.rule == "outcome_when_concluded"
    assert finding.message_zh == "已审结而未填审结情况"
    assert finding.mend_zh == "请补填：审结日期、审结情况。"
    assert finding.mend_en == "Fill in: Concluded on, Outcome."
    assert finding.values == {"concluded_on": "2026-03-05", "outcome": ""}


def test_finding_is_due_after_three_working_days(people: Cast):
    import_cards(BROKEN)

    assert the_finding().raised_on == TODAY
    assert the_finding().due_on == date(2026, 10, 29)


def test_limit_of_findings_is_a_setting(people: Cast, settings):
    settings.FINDING_LIMIT_DAYS = 5

    import_cards(BROKEN)

    assert the_finding().due_on == date(2026, 11, 2)  # over a weekend


@pytest.mark.parametrize("handler", ["", "无名氏", "赵林"])
def test_card_without_a_handler_of_its_office_goes_to_the_clerk_of_its_department(
    people: Cast, handler: str
):
    import_cards(card("A1", outcome="", handler=handler))

    finding = the_finding()
    assert finding.person == people.zhou.person  # Zhao works in another office
    assert finding.handler == handler


def test_card_without_handler_and_clerk_goes_to_the_only_case_manager(people: Cast):
    _leaves(people.zhou)

    import_cards(card("A1", outcome="", handler=""))

    assert the_finding().person == people.wang.person


def test_of_two_case_managers_none_is_named_and_both_are_told(people: Cast):
    _leaves(people.zhou)
    second = people.person(people.lin)
    appointments.appoint(
        person=second,
        post=Post.objects.get(kind=PostKind.CASE_MANAGER),
        procuratorate=people.jiangcheng,
        department=people.case_management,
        is_main=False,
        from_on=date(2025, 1, 1),
        by=BY,
    )

    done = import_cards(card("A1", outcome="", handler="无名氏"))

    finding = the_finding()
    assert finding.person is None
    assert list(queries.findings(FindingFilter(unassigned=True))) == [finding]
    assert telling.tell_fillers(done, by=BY) == 2
    told = Notice.objects.order_by("account").values_list(
        "account__username", flat=True
    )
    assert sorted(told) == ["lin", "wang"]


def _leaves(account: Account) -> None:
    seat = Appointment.objects.get(person=account.person)
    appointments.end(appointment=seat, until_on=date(2026, 10, 25), by=BY)


def test_personal_value_in_a_finding_is_masked(people: Cast, home):
    import_bytes(
        prosecution_csv("P1", "110101199003070011", "起诉"), card="prosecution_review"
    )
    import_cards(card("A1", outcome="不批准逮捕"))

    told = str(the_finding().values) + the_finding().message_zh
    assert "110101199003070011" not in told


def test_corrected_card_closes_its_finding(people: Cast):
    import_cards(BROKEN)
    answer(Answer.CORRECTED)

    done = import_cards(card("A1"))

    assert the_finding().state == FindingState.CLOSED
    assert the_finding().closed_on == TODAY
    assert done.findings_closed == 1


def test_card_corrected_without_an_answer_closes_its_finding_too(people: Cast):
    import_cards(BROKEN)

    import_cards(card("A1"))

    assert the_finding().state == FindingState.CLOSED


def test_answered_corrected_but_still_wrong_is_reopened(people: Cast):
    import_cards(BROKEN)
    answer(Answer.CORRECTED)

    with clock.moved_to(date(2026, 11, 2)):
        done = import_cards(card("A1", outcome="", concluded_on="2026-03-04"))

    finding = the_finding()
    assert finding.state == FindingState.REOPENED
    assert finding.times_reopened == 1
    assert finding.due_on == date(2026, 11, 5)
    assert finding.answered_by == ""
    assert finding.values["concluded_on"] == "2026-03-04"
    assert done.findings_reopened == 1


def test_explained_stays_explained_while_the_card_stays(people: Cast):
    import_cards(BROKEN)
    answer(Answer.EXPLAINED, "系统升级期间,次日补填")

    import_cards(BROKEN, card("A2"))

    assert the_finding().state == FindingState.ANSWERED_EXPLAINED


def test_explained_is_reopened_when_the_card_changes_and_is_still_wrong(people: Cast):
    import_cards(BROKEN)
    answer(Answer.EXPLAINED, "次日补填")

    import_cards(card("A1", outcome="", concluded_on="2026-03-04"))

    assert the_finding().state == FindingState.REOPENED


def test_explained_is_closed_when_the_card_is_right(people: Cast):
    import_cards(BROKEN)
    answer(Answer.EXPLAINED, "次日补填")

    import_cards(card("A1"))

    assert the_finding().state == FindingState.CLOSED


def test_closed_finding_is_reopened_when_the_fault_comes_back(people: Cast):
    import_cards(BROKEN)
    import_cards(card("A1"))

    import_cards(BROKEN)

    assert the_finding().state == FindingState.REOPENED
    assert the_finding().closed_on is None


def test_finding_of_a_card_that_the_file_does_not_hold_stays(people: Cast):
    import_cards(BROKEN)

    import_cards(card("A2"))

    assert the_finding().state == FindingState.OPEN


def test_open_finding_found_again_is_not_raised_twice(people: Cast):
    import_cards(BROKEN)

    done = import_cards(card("A1", outcome="", concluded_on="2026-03-04"))

    assert the_finding().state == FindingState.OPEN
    assert (done.findings_raised, done.findings_reopened) == (0, 0)


def test_answer_is_journaled_with_its_reason(people: Cast):
    import_cards(BROKEN)

    acts.answer(
        finding=the_finding(),
        answer=Answer.EXPLAINED,
        reason="次日补填",
        by=people.chen,
    )

    [entry] = JournalEntry.objects.filter(event="warehouse.finding_answered")
    assert entry.by == "account:chen"
    assert "次日补填" in entry.detail
    assert the_finding().answered_on == TODAY


def test_explanation_without_a_reason_is_refused(people: Cast):
    import_cards(BROKEN)

    with pytest.raises(NotAnswerable):
        answer(Answer.EXPLAINED, "  ")

    assert the_finding().state == FindingState.OPEN


def test_closed_finding_cannot_be_answered(people: Cast):
    import_cards(BROKEN)
    import_cards(card("A1"))

    with pytest.raises(NotAnswerable):
        answer(Answer.CORRECTED)


def test_finding_given_to_somebody_else_awaits_them(people: Cast):
    import_cards(card("A1", outcome="", handler="无名氏"))

    acts.assign(finding=the_finding(), person=people.person(people.zhou), by=BY)

    assert the_finding().person == people.zhou.person


def test_failing_journal_leaves_an_unanswered_finding(people: Cast):
    import_cards(BROKEN)
    before = everything()

    with failing_journal(), pytest.raises(Exception, match="journal is full"):
        answer(Answer.CORRECTED)

    assert everything() == before


def test_failing_journal_leaves_a_finding_with_its_filler(people: Cast):
    import_cards(BROKEN)
    before = everything()
    finding, person = the_finding(), people.person(people.zhou)

    with failing_journal(), pytest.raises(Exception, match="journal is full"):
        acts.assign(finding=finding, person=person, by=BY)

    assert everything() == before


def test_daily_list_holds_what_was_raised_is_due_and_overdue(people: Cast):
    import_cards(BROKEN, card("A2", outcome="", procuratorate="429901"))

    raised = queries.daily_list(TODAY)
    due = queries.daily_list(date(2026, 10, 29))
    late = queries.daily_list(date(2026, 10, 30), people.donghu)

    assert raised.raised.count() == 2
    assert due.due.count() == 2
    assert [f.card_key for f in late.overdue] == ["A2|1"]


def test_monthly_list_takes_in_what_was_left_over(people: Cast):
    with clock.moved_to(date(2026, 9, 30)):
        import_cards(BROKEN, card("A2", outcome=""))
    import_cards(card("A2"), card("A3", outcome=""))

    listed = queries.monthly_list(date(2026, 10, 1))

    assert sorted(f.card_key for f in listed) == ["A1|1", "A3|1"]


def test_city_sees_its_counties_findings_and_a_county_its_own(people: Cast):
    import_cards(BROKEN, card("A2", outcome="", procuratorate="429901"))

    assert queries.findings(FindingFilter(place=people.jiangcheng)).count() == 2
    [own] = queries.findings(FindingFilter(place=people.donghu))
    assert own.card_key == "A2|1"


def test_workbench_counts_what_awaits_a_person(people: Cast):
    with clock.moved_to(date(2026, 10, 20)):
        import_cards(BROKEN)
    import_cards(card("A2", outcome=""), card("A3", outcome="", handler="林静"))
    chen = people.person(people.chen)

    counts = queries.workbench_counts(chen)

    assert (counts.awaiting, counts.overdue, counts.due_today) == (2, 1, 0)
    answered = Finding.objects.get(card_key="A2|1")
    acts.answer(finding=answered, answer=Answer.CORRECTED, by=BY)
    counts = queries.workbench_counts(chen)
    assert (counts.awaiting, counts.to_be_rechecked) == (1, 1)


def test_error_rate_by_rule_counts_cards_asked_and_failed(people: Cast):
    import_cards(
        card("A1"),
        card("A2", outcome=""),
        card("A3", concluded_on="2020-01-01"),
        card("A4", accepted_on="never"),
    )

    rates = quality.error_rates_by_rule(QualityFilter(card="arrest_review"))

    asked = {tally.by[1]: (tally.failed, tally.checked) for tally in rates}
    assert asked == {
        "order_of_dates": (1, 3),
        "outcome_when_concluded": (1, 3),
        "decided_in_time": (0, 3),
        "prosecuted_after_arrest": (0, 3),
    }


def test_quality_by_dimension_and_procuratorate_is_in_integers(people: Cast):
    import_cards(card("A1", outcome=""), card("A2"), card("B1", procuratorate="429901"))

    found = quality.error_rates_by_dimension(QualityFilter())

    assert Tally(("429900", "complete"), checked=2, failed=1) in found
    assert Tally(("429901", "complete"), checked=1, failed=0) in found
    assert Tally(("429900", "consistent"), checked=4, failed=0) in found
    donghu = quality.error_rates_by_dimension(QualityFilter(place=people.donghu))
    assert {tally.by[0] for tally in donghu} == {"429901"}


def test_quality_by_month_goes_by_when_imports_went_live(people: Cast):
    with clock.moved_to(date(2026, 9, 30)):
        import_cards(BROKEN)
    import_cards(card("A2"))

    months = quality.error_rates_by_month(QualityFilter())

    assert Tally(("2026-09", "complete"), checked=1, failed=1) in months
    assert Tally(("2026-10", "complete"), checked=1, failed=0) in months


def test_late_filling_is_listed_by_filler(people: Cast):
    import_cards(card("A1", concluded_on="2026-03-20"), card("A2"))

    [late] = queries.late_filling(date(2026, 10, 1), date(2026, 10, 31))

    assert (late.unit_code, late.handler, late.cards) == ("429900", "陈明", 1)
    assert late.person == people.chen.person_id


def test_import_with_thousands_of_findings_raises_and_closes_them_all(people: Cast):
    wrong = [card(f"N{n}", outcome="") for n in range(3_000)]
    right = [card(f"N{n}") for n in range(3_000)]

    first = import_bytes(arrest_csv(*wrong))
    second = import_bytes(arrest_csv(*right))

    assert first.findings_raised == second.findings_closed == 3_000
    assert first.state == second.state == ImportState.LIVE
    assert set(Finding.objects.values_list("state", flat=True)) == {FindingState.CLOSED}
