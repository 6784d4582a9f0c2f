"""Score sheets: provisional, final, frozen, recomputed from what is kept."""

import pytest

from hengjian.appraisal.actions import freezing, rounds
from hengjian.appraisal.actions.sheet_rows import add_versions
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.queries.correcting import effect
from hengjian.appraisal.scheme_reading import scheme_of
from hengjian.appraisal.sheet_payload import outcome_of, read_payload, recomputed
from hengjian.audit.added_to import NeverAltered
from hengjian.audit.guarded import WriteOutsideAction
from hengjian.lib import clock
from tests.factories import appraisal


pytestmark = pytest.mark.django_db
OBJECTION = "matters.matter:7"


def test_a_sheet_is_provisional_while_a_fact_is_missing_and_missing_is_not_zero() -> (
    None
):
    scheme = appraisal.adopted_scheme()
    (person, _) = appraisal.staff(scheme.procuratorate)
    opened = appraisal.round_(scheme)
    appraisal.fact(opened, person, "conduct", "0")

    sheet = appraisal.computed(opened)[0]

    assert (sheet.is_final, str(sheet.total.normalize())) == (False, "4E+1")
    lines = {
        line[0]: line
        for line in read_payload(sheet.version.payload)["outcome"]["lines"]
    }
    assert lines["quality"][2] is None


def test_a_sheet_is_final_and_graded_once_everything_is_known() -> None:
    closed = appraisal.closed_round()

    sheets = closed.sheets.order_by("person__number")

    # 40 × 90/100 + (20 + 6 × 1/3) × 1/2 × … = 36 + 11 + 38; 30 + 11 + 38
    assert [(f"{one.total:.2f}", one.is_final, one.grade) for one in sheets] == [
        ("85.00", True, "优秀"),
        ("79.00", True, "称职"),
    ]


def test_an_unconfirmed_fact_does_not_count() -> None:
    scheme = appraisal.adopted_scheme()
    (person, _) = appraisal.staff(scheme.procuratorate)
    opened = appraisal.round_(scheme)
    appraisal.facts.enter(
        round_=opened,
        person=person,
        item="conduct",
        value="0",
        evidence="无",
        by=appraisal.BY,
    )

    sheet = appraisal.computed(opened)[0]

    assert "conduct" not in read_payload(sheet.version.payload)["values"]


def test_computing_again_without_change_keeps_the_version() -> None:
    scheme = appraisal.adopted_scheme()
    (person, _) = appraisal.staff(scheme.procuratorate)
    opened = appraisal.round_(scheme)
    first = appraisal.computed(opened)[0].version
    same = appraisal.computed(opened)[0].version
    appraisal.whole_facts(opened, person)

    second = appraisal.computed(opened)[0].version

    assert (first.pk, second.number) == (same.pk, 2)


def test_a_stored_version_recomputes_to_the_same_digits() -> None:
    closed = appraisal.closed_round()

    for sheet in closed.sheets.order_by("pk"):
        payload = read_payload(sheet.version.payload)
        again = recomputed(payload, scheme_of(closed.scheme.version.text))
        assert outcome_of(again) == payload["outcome"]


def test_a_closed_round_is_not_computed_again() -> None:
    closed = appraisal.closed_round()

    with pytest.raises(AppraisalFault, match="已经关闭"):
        appraisal.computed(closed)


def test_a_round_with_provisional_sheets_closes_only_with_a_reason() -> None:
    scheme = appraisal.adopted_scheme()
    appraisal.staff(scheme.procuratorate)
    opened = appraisal.round_(scheme)
    appraisal.computed(opened)

    with pytest.raises(AppraisalFault, match="暂定"):
        rounds.close_round(round_=opened, by=appraisal.BY)
    closed = rounds.close_round(
        round_=opened, with_provisional="借调人员数据未到", by=appraisal.BY
    )

    assert closed.state == "closed"


def test_a_version_is_never_altered() -> None:
    version = appraisal.closed_round().sheets.order_by("pk")[0].version
    version.payload = "{}"

    with pytest.raises(NeverAltered):
        version.save()


def test_a_frozen_sheet_keeps_its_version_when_the_round_is_computed() -> None:
    scheme = appraisal.adopted_scheme()
    (person, _) = appraisal.staff(scheme.procuratorate)
    opened = appraisal.round_(scheme)
    sheet = appraisal.computed(opened)[0]
    freezing.freeze_sheet(sheet=sheet, reference=OBJECTION, by=appraisal.BY)
    appraisal.whole_facts(opened, person)

    again = appraisal.computed(opened)[0]

    assert again.version.pk == sheet.version.pk
    with pytest.raises(AppraisalFault, match="异议"):
        rounds.close_round(round_=opened, with_provisional="x", by=appraisal.BY)


def test_a_correction_tells_whom_else_it_moves_and_changes_only_its_sheet() -> None:
    closed = appraisal.closed_round()
    first, second = closed.sheets.order_by("person__number")
    freezing.freeze_sheet(sheet=second, reference=OBJECTION, by=appraisal.BY)

    found = effect(second, {"quality": "100"})
    version = freezing.correct_sheet(
        sheet=second,
        reference=OBJECTION,
        values={"quality": "100"},
        reason="评查结果更正",
        by=appraisal.BY,
    )

    assert [(each.person, each.grade_after) for each in found.others] == [
        (first.person, "称职")
    ]
    assert read_payload(version.payload)["outcome"]["total"] == "89.00"
    first.refresh_from_db()
    assert (first.version.number, first.grade) == (1, "优秀")
    freezing.release_sheet(sheet=second, reference=OBJECTION, by=appraisal.BY)


def test_versions_are_written_in_bulk_only_within_an_action() -> None:
    sheet = appraisal.closed_round().sheets.first()

    with pytest.raises(WriteOutsideAction):
        add_versions(
            [(sheet, 2, "{}", "0" * 64)],
            reason="x",
            made_by="x",
            made_at=clock.now(),
        )
    assert sheet.versions.count() == 1
