"""Departments are scored from records; days not worked are granted and never punished."""

import json
from datetime import date
from decimal import Decimal
from http import HTTPStatus
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from hengjian.appraisal import policy
from hengjian.appraisal.actions import absences, rounds
from hengjian.appraisal.faults import AppraisalFault, SchemeFaults
from hengjian.appraisal.item_sources import ItemSource, SourceKind
from hengjian.appraisal.models import AppraisalRound, DepartmentSheet, StaffClass
from hengjian.appraisal.queries.told_sheets import told
from hengjian.appraisal.queries.verifying import verify
from hengjian.appraisal.sheet_payload import read_payload
from hengjian.appraisal.tasks import carry_round
from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.targets.actions import progress
from hengjian.targets.actions.progress import Report
from tests.cast import Cast
from tests.factories import appraisal, targets
from tests.pages.asking import signed_in, text_of


pytestmark = pytest.mark.django_db
TEXT = """
scheme: 部门方案
components: {work: 100}
items:
  - {item: targets, component: work, full: 60, rule: {linear: {floor: 0, target: 100}}}
  - {item: letters, component: work, full: 40, rule: {per_occurrence: {points: 5}}}
missing: {targets: unknown}
"""
SOURCES = {
    "targets": ItemSource(Text("目标", "Targets"), SourceKind.TARGET, "measured"),
    "letters": ItemSource(
        Text("检察建议", "Suggestions"), SourceKind.MATTERS, "procuratorial_suggestion"
    ),
}
FACTS = "people:\n  - {person: '01', department: '01', values: {targets: 90}}\n"


def _adopted(unit: Any, content: Any, sources: Any, facts: str, **values: Any) -> Any:
    scheme = appraisal.scheme(procuratorate=unit, **values)
    version = appraisal.version(scheme, content=content, sources=sources)
    tried = appraisal.dry_runs.ask(
        version=version,
        period="2025",
        origin="facts.yaml",
        facts=facts,
        as_job=False,
        by=appraisal.BY,
    )
    appraisal.carry_dry_run(tried, by=appraisal.BY)
    appraisal.dry_runs.read(
        dry_run=tried,
        person=appraisal.reader(),
        remark=appraisal.REMARK,
        by=appraisal.BY,
    )
    return appraisal.schemes.adopt(
        scheme=scheme,
        decided_on=date(2026, 1, 9),
        decided_as="党组会议",
        by=appraisal.BY,
    )


@pytest.fixture
def september(cast: Cast) -> AppraisalRound:
    """The departments' September: the first has 45 of 60 tasks, of the other none is known."""
    plan = targets.adopted(cast)
    with clock.moved_to(date(2026, 10, 9)):
        progress.report(
            target=targets.target(plan, "1.1"),
            month=date(2026, 9, 1),
            told=Report(words="三季度", value="45", evidence=["督办清单"]),
            by=appraisal.BY,
        )
        scheme = _adopted(
            cast.jiangcheng,
            appraisal.content(TEXT),
            SOURCES,
            FACTS,
            staff_class="departments",
            name="部门方案",
        )
        month = rounds.open_round(scheme=scheme, period="2026-09", by=appraisal.BY)
        carry_round(month, by=appraisal.BY)
        return month


def _sheet(september: AppraisalRound, code: str) -> DepartmentSheet:
    return september.department_sheets.get(department__code=code)


def test_department_is_scored_from_its_own_targets_and_the_line_opens_to_them(
    cast: Cast, september: AppraisalRound
) -> None:
    sheet = _sheet(september, "01")
    payload = read_payload(sheet.version.payload)

    page = text_of(cast.chen, f"/appraisal/department-sheets/{sheet.pk}/")

    # 45 of the 60 that nine months ask for: 75 % of 60 marks, and no suggestion
    assert (f"{sheet.total:.2f}", sheet.is_final) == ("45.00", True)
    assert [line[2] for line in payload["outcome"]["lines"]] == ["45.00", "0.00"]
    assert "1.1 督办（一部）：75%" in page
    assert "/targets/" in page
    assert "不排名" in page


def test_department_of_which_a_target_is_not_known_stays_provisional(
    september: AppraisalRound,
) -> None:
    sheet = _sheet(september, "08")
    outcome = read_payload(sheet.version.payload)["outcome"]

    # nothing is known, and nothing is not zero
    assert not sheet.is_final
    assert outcome["lines"][0][1:3] == ["unknown", None]


def test_departments_sheet_is_for_its_people_and_for_the_appraisal_office(
    cast: Cast, september: AppraisalRound
) -> None:
    address = f"/appraisal/department-sheets/{_sheet(september, '01').pk}/"
    office = appraisal.signed(cast, "kao", "考核员", "appraisal_office")

    answers = {
        name: signed_in(account).get(address).status_code
        for name, account in (
            ("own", cast.chen),
            ("office", office),
            ("wang", cast.wang),
        )
    }

    assert answers == {
        "own": HTTPStatus.OK,
        "office": HTTPStatus.OK,
        "wang": HTTPStatus.NOT_FOUND,
    }


def test_departments_sheet_leaves_as_workbook_and_as_paper_with_its_lines(
    cast: Cast, september: AppraisalRound
) -> None:
    office = appraisal.signed(cast, "kao", "考核员", "appraisal_office")
    sheet = _sheet(september, "01")
    address = f"/appraisal/department-sheets/{sheet.pk}/"

    book = _workbook(signed_in(office).get(f"{address}?export=xlsx"))
    paper = Document(BytesIO(signed_in(office).get(f"{address}?export=docx").content))

    digest = sheet.version.digest
    told = f"01 2026-09 部门方案；合计 45.00 / 100.00；已定；第 1 版，摘要 {digest}"
    assert book[0][0] == told
    assert [row[:3] for row in book[1:]] == [
        ["考评项", "得分", "满分"],
        ["目标", 45, 60],
        ["检察建议", 0, 40],
    ]
    assert [row[5] for row in book[2:]] == ["1.1 督办（一部）：75%", ""]
    [table] = paper.tables
    assert [[cell.text for cell in row.cells][:3] for row in table.rows] == [
        ["考评项", "得分", "满分"],
        ["目标", "45.00", "60.00"],
        ["检察建议", "0.00", "40.00"],
        ["合计", "45.00", "100.00"],
    ]
    assert table.rows[1].cells[4].text == "1.1 督办（一部）：75%"
    words = [each.text for each in paper.paragraphs]
    assert words[0] == "第一检察部考评表"
    assert f"已定；第 1 版，摘要 {digest}" in words


def test_files_of_a_provisional_sheet_say_so_and_leave_the_unknown_line_open(
    cast: Cast, september: AppraisalRound
) -> None:
    office = appraisal.signed(cast, "kao", "考核员", "appraisal_office")
    address = f"/appraisal/department-sheets/{_sheet(september, '08').pk}/"

    book = _workbook(signed_in(office).get(f"{address}?export=xlsx"))
    paper = Document(BytesIO(signed_in(office).get(f"{address}?export=docx").content))

    # what nobody knows is empty, and not the nought of somebody who did nothing
    assert "；合计 0.00 / 100.00；暂定，尚有未知项 1；" in book[0][0]
    assert [row[:3] for row in book[2:]] == [["目标", None, 60], ["检察建议", 0, 40]]
    assert paper.tables[0].rows[1].cells[1].text == "待定"
    assert any("暂定，尚有未知项" in each.text for each in paper.paragraphs)


def test_range_of_chance_ends_where_the_marks_end(september: AppraisalRound) -> None:
    version = _sheet(september, "01").version
    payload = read_payload(version.payload) | {"level": ["93.6", "106.4"]}
    version.payload = json.dumps(payload)

    assert told(version).level == (Decimal("93.6"), Decimal("100.00"))


def _workbook(answer: Any) -> list[list[Any]]:
    sheet = load_workbook(BytesIO(answer.content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_departments_round_is_listed_by_code_closed_and_verified(
    cast: Cast, september: AppraisalRound
) -> None:
    office = appraisal.signed(cast, "kao", "考核员", "appraisal_office")
    page = text_of(office, f"/appraisal/rounds/{september.pk}/")
    workbook = signed_in(office).get(f"/appraisal/rounds/{september.pk}/?export=xlsx")

    with pytest.raises(AppraisalFault, match="暂定"):
        rounds.close_round(round_=september, by=appraisal.BY)
    closed = rounds.close_round(
        round_=september, with_provisional="没有目标的部门", by=appraisal.BY
    )

    assert page.index("第一检察部") < page.index("案件管理办公室")
    assert workbook.status_code == HTTPStatus.OK
    assert len(closed.closing_digest) == 64
    found = verify(closed)
    assert (found.versions, found.differences) == (closed.department_sheets.count(), ())
    with pytest.raises(AppraisalFault, match="已经关闭"):
        carry_round(closed, by=appraisal.BY)


def test_persons_line_takes_the_departments_sheet_where_the_scheme_says_so(
    cast: Cast, september: AppraisalRound
) -> None:
    own = appraisal.sources(
        quality=ItemSource(Text("本部门", "Own department"), SourceKind.DEPARTMENT)
    )
    scheme = _adopted(cast.jiangcheng, appraisal.content(), own, appraisal.FACTS)
    with clock.moved_to(date(2026, 10, 9)):
        month = rounds.open_round(scheme=scheme, period="2026-09", by=appraisal.BY)
        carry_round(month, by=appraisal.BY)
    sheet = month.sheets.get(person=cast.person(cast.chen))
    payload = read_payload(sheet.version.payload)

    # 45 of 100 marks of the department: 45 % of the item's 40 and of the 20 that do not apply
    assert payload["values"]["quality"] == "45"
    assert payload["outcome"]["lines"][0][2:] == ["27.00", "60.00"]
    kind, _, told, address, digest, *_ = payload["evidence"]["quality"][0]
    assert (kind, told) == ("department", "第一检察部 45 / 100")
    assert digest == _sheet(september, "01").version.digest
    assert text_of(cast.chen, address)


def test_departments_scheme_takes_nothing_typed_and_no_division_by_its_highest() -> (
    None
):
    scheme = appraisal.content(TEXT + "normalise: department_maximum\n")
    typed = {"targets": ItemSource(Text("目标", "Targets"))}

    with pytest.raises(SchemeFaults) as found:
        policy.hold(scheme, {**SOURCES, **typed}, StaffClass.DEPARTMENTS)

    assert [one.part[0] for one in found.value.problems] == ["normalise", "items"]


def test_veto_is_read_from_decided_vetoes_alone() -> None:
    typed = appraisal.sources(misconduct=ItemSource(Text("违纪", "Misconduct")))

    with pytest.raises(SchemeFaults, match="有依据、经人决定"):
        policy.hold(appraisal.content(), typed, StaffClass.PROCURATORS)


def _month_of(cast: Cast) -> AppraisalRound:
    """March 2026 with 22 working days."""
    scheme = appraisal.adopted_scheme(procuratorate=cast.jiangcheng)
    month = appraisal.round_(scheme, "2026-03")
    chen = cast.person(cast.chen)
    appraisal.fact(month, chen, "quality", "90")
    appraisal.fact(month, chen, "caseload", "一审公诉: 11; 备案: 3")
    appraisal.fact(month, chen, "conduct", "1")
    return month


def _away(cast: Cast, until: date, **values: Any) -> Any:
    found = absences.enter(
        procuratorate=cast.jiangcheng,
        person=cast.person(cast.chen),
        kind="illness",
        from_on=date(2026, 3, 2),
        until_on=until,
        basis="请假审批表",
        by=appraisal.BY,
    )
    return absences.decide(absence=found, granted=True, by=appraisal.OTHER)


def test_days_granted_hold_amounts_against_the_days_worked_and_tell_no_reason(
    cast: Cast,
) -> None:
    month = _month_of(cast)
    before = appraisal.computed(month)[0]
    first = read_payload(before.version.payload)
    _away(cast, date(2026, 3, 16))  # eleven working days

    after = appraisal.computed(month)[0]
    second = read_payload(after.version.payload)

    assert first["values"]["caseload"] == {"一审公诉": "11", "备案": "3"}
    assert second["values"]["caseload"] == {"一审公诉": "22", "备案": "6"}
    assert second["values"]["quality"] == first["values"]["quality"]
    assert second["values"]["conduct"] == first["values"]["conduct"]
    assert after.total > before.total
    page = text_of(cast.chen, f"/appraisal/sheets/{after.pk}/")
    assert "经批准未在岗 11 个工作日（共 22 日）" in page
    assert "病" not in page


def test_absence_that_only_one_person_entered_changes_nothing(cast: Cast) -> None:
    month = _month_of(cast)
    before = appraisal.computed(month)[0].version.digest
    found = absences.enter(
        procuratorate=cast.jiangcheng,
        person=cast.person(cast.chen),
        kind="study",
        from_on=date(2026, 3, 2),
        until_on=date(2026, 3, 6),
        basis="培训通知",
        by=appraisal.BY,
    )

    with pytest.raises(AppraisalFault, match="自己登记"):
        absences.decide(absence=found, granted=True, by=appraisal.BY)

    assert appraisal.computed(month)[0].version.digest == before


def test_who_was_away_the_whole_period_has_no_sheet_of_it(cast: Cast) -> None:
    month = _month_of(cast)
    _away(cast, date(2026, 3, 31))

    assert appraisal.computed(month) == []


def test_why_somebody_was_away_stands_in_no_entry_of_the_journal(cast: Cast) -> None:
    _away(cast, date(2026, 3, 16))

    entries = JournalEntry.objects.filter(event__startswith="appraisal.absence")
    told = "".join(f"{one.new}{one.detail}" for one in entries.order_by("number"))

    assert entries.count() == 2
    assert "illness" not in told
    assert "请假审批表" not in told


def test_absences_are_entered_granted_and_withdrawn_on_their_page(cast: Cast) -> None:
    office = appraisal.signed(cast, "kao", "考核员", "appraisal_office")
    member = appraisal.signed(cast, "wei", "考评委员", "appraisal_committee")
    typed = {
        "person": "CHEN",
        "kind": "maternity",
        "from_on": "2026-03-02",
        "until_on": "2026-03-16",
        "basis": "审批表",
    }

    entered = signed_in(office).post("/appraisal/absences/enter/", typed)
    (found,) = cast.person(cast.chen).granted_absences.order_by("pk")
    address = f"/appraisal/absences/{found.pk}/"
    refused = signed_in(office).post(f"{address}decide/", {"decision": "grant"})
    granted = signed_in(member).post(f"{address}decide/", {"decision": "grant"})
    own = text_of(cast.chen, "/appraisal/")
    workbook = signed_in(office).get("/appraisal/absences/?export=xlsx")
    withdrawn = signed_in(office).post(f"{address}withdraw/", {"reason": "登记有误"})

    assert entered.status_code == granted.status_code == HTTPStatus.FOUND
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert "产假、生育假" in own
    assert workbook.status_code == HTTPStatus.OK
    assert withdrawn.status_code == HTTPStatus.FOUND
    found.refresh_from_db()
    assert (found.state, found.reason) == ("withdrawn", "登记有误")
