"""An edited report is held to its run and to itself."""

import json
from pathlib import Path

import pytest

from hengjian.engines.documents.content import Number, plain
from hengjian.indicators.asking import run_now
from hengjian.indicators.models import CitedValue
from hengjian.lib import clock
from hengjian.lib.faults import UserFault
from hengjian.publication import files
from hengjian.publication.making import make_now
from hengjian.publication.queries.checking import check_file
from tests.unit.publication import editing
from tests.unit.publication.conftest import Office, undone
from tests.unit.publication.report_world import BY, DONGHU
from tests.unit.warehouse.card_files_in import as_csv, import_bytes


@pytest.fixture
def copy(office: Office, tmp_path: Path) -> Path:
    return editing.copy_of(office.quarter, tmp_path)


def number(office: Office, text: str, part: str = "value") -> Number:
    """The first number of the non-arrest rate that reads so: it stands in a sentence."""
    return next(
        n
        for n in office.paper.numbers
        if n.text == text
        and n.source["part"] == part
        and n.source["indicator"] == "non_arrest_rate"
    )


def told(file: Path) -> list[tuple[str, str]]:
    return [(each.kind, each.shown) for each in check_file(file).disagreeing]


def test_untouched_copy_agrees(office: Office, copy: Path) -> None:
    checked = check_file(copy)

    assert checked.report == office.quarter
    assert checked.numbers == office.quarter.number_count
    assert list(checked.found) == []


def test_number_typed_over_is_told_with_what_it_should_be(
    office: Office, copy: Path
) -> None:
    editing.replace_bound(copy, number(office, "33.33%").name, "31.33%")

    found = check_file(copy).disagreeing
    # the number itself, and the counts beside it that do not give it
    assert [(each.kind, each.shown) for each in found] == [
        ("bound", "31.33%"),
        ("rate", "31.33%"),
    ]
    assert "33.33%" in found[0].message.zh


def test_spaces_and_full_width_digits_change_nothing(
    office: Office, copy: Path
) -> None:
    editing.replace_bound(copy, number(office, "33.33%").name, "３３.３３ ％")

    assert told(copy) == []


def test_direction_turned_around_is_told(office: Office, copy: Path) -> None:
    change = number(office, "上升13.33个百分点", "year_on_year")
    editing.replace_bound(copy, change.name, "下降13.33个百分点")

    assert ("bound", "下降13.33个百分点") in told(copy)


def test_number_typed_anew_without_its_binding_is_told(
    office: Office, copy: Path
) -> None:
    rate = number(office, "33.33%")
    editing.replace_bound(copy, rate.name, "31.33%")
    editing.unbind(copy, rate.name)

    kinds = {kind for kind, _ in told(copy)}
    assert "retyped" in kinds


def test_binding_lost_with_the_number_unchanged_is_a_notice(
    office: Office, copy: Path
) -> None:
    editing.unbind(copy, number(office, "33.33%").name)

    checked = check_file(copy)
    assert checked.disagreeing == []
    assert [each.kind for each in checked.notices] == ["typed"]


def test_table_cell_typed_anew_is_told(office: Office, copy: Path) -> None:
    cells = {
        cell.name: cell
        for table in office.paper.tables
        for row in table.rows
        for cell in row
        if isinstance(cell, Number)
    }
    rate = next(c for c in cells.values() if c.text == "33.33%")
    editing.replace_bound(copy, rate.name, "35.33%")
    editing.unbind(copy, rate.name)

    kinds = {kind for kind, _ in told(copy)}
    assert kinds >= {"retyped"}


def test_deleted_paragraph_is_a_notice_and_no_fault(copy: Path) -> None:
    editing.delete_paragraph(copy, "民事占比30.77%")

    checked = check_file(copy)
    assert checked.disagreeing == []
    assert {each.kind for each in checked.notices} == {"unbound"}


def test_change_copied_from_another_line_is_told(office: Office, copy: Path) -> None:
    """The year-on-year of 受理 stands where that of 审结 stood."""
    paragraph = next(
        runs
        for runs in office.paper.passages
        if any("共受理四大检察案件" in plain(run) for run in runs)
    )
    other = next(n for n in office.paper.numbers if n.text == "上升13.33个百分点")
    own = next(
        run
        for run in paragraph
        if isinstance(run, Number) and run.source["part"] == "year_on_year"
    )
    editing._replace(
        copy, f'w:val="hengjian:{own.name}"', f'w:val="hengjian:{other.name}"'
    )
    editing.replace_bound(copy, other.name, other.text)

    kinds = {kind for kind, _ in told(copy)}
    assert "copied" in kinds or "bound" in kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("全年共受理10件，其中盗窃4件、诈骗5件。", "parts"),
        ("提出检察建议100件，采纳90件，采纳率91%。", "rate"),
        ("起诉90件，上年同期100件，同比下降12%。", "change"),
        ("四大检察结构比为85:7:5:4。", "shares"),
        ("办理案件12件，采纳率37%。", "impossible"),
    ],
)
def test_sentence_written_in_that_disagrees_with_itself_is_told(
    copy: Path, text: str, kind: str
) -> None:
    editing.add_paragraph(copy, text)

    (found,) = check_file(copy).disagreeing
    assert found.kind == kind
    assert found.passage


def test_sentence_written_in_that_agrees_is_let_be(copy: Path) -> None:
    editing.add_paragraph(copy, "全院共受理10件，其中盗窃4件、诈骗6件，盗窃占40%。")

    assert told(copy) == []


def test_entered_value_that_the_run_does_not_give_is_told(
    office: Office, copy: Path
) -> None:
    from django.db import connection

    cited = CitedValue.objects.filter(
        indicator="non_arrest_rate", value="33.33"
    ).first()
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {CitedValue._meta.db_table} SET value = '44.44' WHERE id = %s",
            [cited.pk],
        )

    assert ("bound", "44.44") in told(copy)


def test_newer_run_with_other_values_is_told(office: Office, copy: Path) -> None:
    late = {
        "case_number": "late",
        "procuratorate": DONGHU,
        "accepted_on": "2026-08-02",
        "concluded_on": "2026-08-05",
        "outcome": "不批准逮捕",
    }
    columns = {
        "case_number": "部门受案号",
        "procuratorate": "承办单位",
        "accepted_on": "受理日期",
        "concluded_on": "审结日期",
        "outcome": "审结情况",
    }
    import_bytes(as_csv(columns, (late,)), "late.csv", "arrest_review")
    run_now(by=BY)

    checked = check_file(copy)
    assert checked.disagreeing == []
    assert "不捕率 2026-Q3：报告为 33.33，新的运行为 40" in [
        t.zh for t in checked.newer
    ]


def test_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_text("no")

    with pytest.raises(UserFault, match="Word"):
        check_file(tmp_path / "x.docx")


def test_file_without_its_number_is_refused_unless_it_is_said(
    office: Office, copy: Path
) -> None:
    editing.drop_properties(copy)

    with pytest.raises(UserFault, match="编号"):
        check_file(copy)
    assert check_file(copy, office.quarter).disagreeing == []


def test_copy_of_another_report_is_refused(office: Office, copy: Path) -> None:
    other = make_now(office.run, DONGHU, "2026-08", BY)

    with pytest.raises(UserFault, match="另一份"):
        check_file(copy, other)


def test_kept_paper_that_was_changed_is_refused(office: Office, copy: Path) -> None:
    kept = files.made_file(office.quarter, "paper")
    content = kept.read_bytes()
    paper = json.loads(content)
    paper["title"] = "别的"
    kept.write_text(json.dumps(paper), "utf-8")
    try:
        with pytest.raises(UserFault, match="摘要"):
            check_file(copy)
    finally:
        kept.write_bytes(content)


def test_report_outlives_its_templates_and_clock(office: Office, copy: Path) -> None:
    with undone(), clock.moved_to(clock.today().replace(year=2030)):
        assert told(copy) == []
