"""A report says what the cards say, in words whose numbers are bound."""

from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from docx import Document

from hengjian.engines.documents.content import Number, Paper, plain
from hengjian.engines.documents.figures import figures_in
from hengjian.engines.documents.number_checks import check_paper
from hengjian.engines.documents.reading_back import ReadPaper, read_paper
from hengjian.indicators.models import CitedValue
from hengjian.lib import clock
from hengjian.lib.faults import UserFault
from hengjian.publication import files
from hengjian.publication.making import Wish, make_now
from hengjian.publication.models import AnalysisReport
from hengjian.publication.queries.checking import paper_of
from tests.factories import organisation
from tests.pages.asking import events_since, last_entry
from tests.unit.publication.conftest import Office
from tests.unit.publication.report_world import BY, DONGHU, JIANGCHENG


def made(
    office: Office, unit: str = DONGHU, period: str = "2026-Q3", **wish: Any
) -> AnalysisReport:
    return make_now(office.run, unit, period, BY, Wish(**wish))


def text_of(paper: Paper) -> str:
    return "\n".join("".join(plain(run) for run in runs) for runs in paper.passages)


def cell(paper: Paper, caption: str, row: str, head: str) -> str:
    table = next(t for t in paper.tables if caption in t.caption)
    line = next(r for r in table.rows if plain(r[0]) == row)
    return plain(line[table.heads.index(head)])


def test_totals_shares_and_changes_are_the_hand_counted_ones(office: Office) -> None:
    paper = office.paper

    # 9 arrest cases and 4 civil ones, a year before 10 and 5; largest remainder 69:31
    assert "共受理四大检察案件13件，同比减少2件" in text_of(paper)
    assert "刑事检察9件、民事检察4件，分别占69%、31%" in text_of(paper)
    assert cell(paper, "四大检察", "合计", "受理（件）") == "13"
    assert cell(paper, "四大检察", "合计", "占比") == "100%"


def test_rates_differ_in_points_and_tell_their_counts(office: Office) -> None:
    paper = office.paper

    # 3 of 9 now, 2 of 10 a year before, 2 of 8 in the second quarter
    assert (
        "不捕率33.33%（3/9），同比上升13.33个百分点，环比上升8.33个百分点"
        in text_of(paper)
    )
    assert cell(paper, "审查逮捕", "不捕率", "上年同期") == "20.00%"
    assert cell(paper, "审查逮捕", "不捕率", "同比") == "+13.33"


def test_small_counts_are_not_compared_in_words(office: Office) -> None:
    paper = office.paper

    assert "民事审结率75.00%（3/4）（基数小，不作比较）" in text_of(paper)
    assert cell(paper, "民事检察", "民事审结率", "标记") == "基数小"


def test_structure_ratio_is_counted_from_measures(office: Office) -> None:
    paper = office.paper

    assert "民事占比30.77%（4/13）" in text_of(paper)


def test_line_with_a_condition_counts_its_cards_alone(office: Office) -> None:
    paper = office.paper

    assert cell(paper, "十大业务", "依职权民事", "受理") == "1"
    assert cell(paper, "十大业务", "民事检察", "受理") == "4"


def test_what_no_pack_counts_is_left_out_and_told(office: Office) -> None:
    text = text_of(office.paper)

    assert "未列入：公益诉讼检察（业务包中没有度量 public_interest.filed）" in text


def test_card_quality_is_told_in_integers(office: Office) -> None:
    paper = office.paper

    # one card lacks its outcome
    assert cell(paper, "四个维度", "完整", "问题（项次）") == "1"
    assert "已审结而未填审结情况" in text_of(paper)


def test_city_takes_in_its_counties_unless_alone(office: Office) -> None:
    whole = paper_of(made(office, JIANGCHENG))
    alone = paper_of(made(office, JIANGCHENG, alone=True))

    # Donghu 9 and 4, Xishan 20 and 12, the city's own office 1
    assert "共受理四大检察案件46件" in text_of(whole)
    assert whole.title.startswith("江城市检察机关")
    assert "共受理四大检察案件1件" in text_of(alone)
    assert alone.title.startswith("江城市人民检察院")


def test_other_places_are_never_named_and_the_refusal_stands_there(
    office: Office,
) -> None:
    before = last_entry()

    text = text_of(paper_of(made(office, JIANGCHENG)))

    assert "东湖" not in text
    assert "西山" not in text
    assert "位次" not in text
    assert "不再对各地业务数据进行排名通报" in text
    assert "indicators.policy_refused" in events_since(before)


def test_places_stand_in_order_where_both_days_allowed_it(office: Office) -> None:
    with clock.moved_to(date(2024, 10, 1)):
        paper = paper_of(made(office, JIANGCHENG, "2024-Q3"))

    league = next(t for t in paper.tables if "位次" in t.caption)
    assert [[plain(cell) for cell in row] for row in league.rows] == [
        ["1", "东湖县人民检察院", "90.00%", "9/10"],
        ["2", "西山县人民检察院", "80.00%", "8/10"],
    ]
    assert "不作排名" not in text_of(paper)


def test_places_of_that_time_are_not_put_in_order_today(office: Office) -> None:
    paper = paper_of(made(office, JIANGCHENG, "2024-Q3"))

    assert not any("位次" in table.caption for table in paper.tables)


def test_month_gives_the_circular(office: Office) -> None:
    report = made(office, period="2026-08")

    paper = paper_of(report)
    assert report.kind == AnalysisReport.Kind.CIRCULAR
    assert paper.title == "东湖县人民检察院2026年8月\n业务数据通报"
    assert "提请会商" not in text_of(paper)


def test_period_the_run_lacks_is_refused_with_those_it_has(office: Office) -> None:
    with pytest.raises(UserFault, match="2026-Q3"):
        made(office, period="2031-Q1")


def test_place_above_the_cities_is_refused(office: Office) -> None:
    province = organisation.procuratorate(code="420000", level=2)

    with pytest.raises(UserFault, match="市、县"):
        made(office, province.code)


def test_every_number_is_bound_and_cited(office: Office) -> None:
    report = office.quarter

    numbers = office.paper.numbers
    cited = {each.name: each for each in CitedValue.objects.all()}
    assert {number.name for number in numbers} == set(cited)
    assert report.number_count == len(numbers)
    assert {each.citing for each in cited.values()} == {report.citing}
    assert {each.run_id for each in cited.values()} == {office.run.pk}
    rate = next(
        n
        for n in numbers
        if n.source["indicator"] == "non_arrest_rate" and n.text == "33.33%"
    )
    found = cited[rate.name]
    assert (found.indicator, found.period, found.unit) == (
        "non_arrest_rate",
        "2026-Q3",
        DONGHU,
    )
    assert (found.numerator, found.denominator) == ("3", "9")
    assert Decimal(found.value) == Decimal("33.33")


def test_no_number_stands_in_the_text_unbound(office: Office) -> None:
    """Besides dates, numbering, the run's number and rules of writing."""
    for block in office.paper.blocks:
        runs = getattr(block, "runs", ())
        for run in runs:
            if not isinstance(run, Number) and not getattr(block, "note", False):
                left = [f.text for f in figures_in(plain(run)) if f.is_count]
                assert left == [], plain(run)


def test_same_question_gives_the_same_report(office: Office) -> None:
    again = made(office)

    assert again.pk == office.quarter.pk
    assert AnalysisReport.objects.count() == 1


def test_changed_template_makes_another_report(office: Office) -> None:
    document = Document(str(files.template_path()))
    document.paragraphs[0].insert_paragraph_before("东检〔2026〕1号")
    document.save(str(files.template_path()))

    second = made(office)

    assert second.pk != office.quarter.pk
    text = "\n".join(
        p.text for p in Document(str(files.made_file(second, "docx"))).paragraphs
    )
    assert "东检〔2026〕1号" in text


def test_files_lie_under_the_home_for_the_owner_alone(office: Office) -> None:
    report = office.quarter

    for kind in ("docx", "pdf", "xlsx", "paper"):
        path = files.made_file(report, kind)
        assert path.parent == office.home / "reports"
        assert path.stat().st_mode & 0o777 == 0o600
    assert files.made_file(report, "pdf").read_bytes().startswith(b"%PDF")


def test_made_file_that_was_changed_is_not_given_out(office: Office) -> None:
    report = made(office)
    path = files.made_file(report, "docx")
    content = path.read_bytes()
    path.write_bytes(content + b"x")

    try:
        with pytest.raises(UserFault, match="摘要"):
            files.made_file(report, "docx")
    finally:
        # the office and its files serve the whole module
        path.write_bytes(content)


def test_workbook_has_the_tables_as_numbers(office: Office) -> None:
    book = openpyxl.load_workbook(files.made_file(office.quarter, "xlsx"))

    page = next(book[name] for name in book.sheetnames if "审查逮捕" in name)
    row = next(r for r in page.iter_rows() if r[0].value == "不捕率")
    assert row[1].value == pytest.approx(0.3333)
    assert row[1].number_format == "0.00%"
    assert row[2].value == "3/9"
    definitions = book["口径"]
    formulas = [r[3] for r in definitions.iter_rows(values_only=True)]
    assert "non_arrests / (arrests + non_arrests)" in formulas


def test_text_that_looks_like_a_formula_is_made_harmless(office: Office) -> None:
    contents = office.home / "templates" / "analysis_report.yaml"
    text = contents.read_text("utf-8").replace("{zh: 依职权民事,", '{zh: "=1+1",')
    contents.write_text(text, "utf-8")

    book = openpyxl.load_workbook(files.made_file(made(office), "xlsx"))

    page = next(book[name] for name in book.sheetnames if "十大业务" in name)
    values = [r[0].value for r in page.iter_rows()]
    assert "'=1+1" in values


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("period", ["2026-Q3", "2026-08", "2026-H1", "2026"])
def test_fresh_report_raises_no_alarm(
    office: Office, period: str, language: str
) -> None:
    report = made(office, JIANGCHENG, period, language=language)

    read = read_paper(files.made_file(report, "docx"))
    paper = paper_of(report)
    expected = {number.name: number.text for number in paper.numbers}
    assert check_paper(read, expected, paper) == []
    # nor where nothing is known of what was made
    assert check_paper(ReadPaper(read.passages, (), read.tables), {}) == []


def test_english_paper_is_english(office: Office) -> None:
    paper = paper_of(made(office, language="en"))

    assert paper.title.startswith("Consultation on Operational Data, Q3 2026")
    assert "Non-arrest rate: 33.33% (3/9), up 13.33 percentage points" in text_of(paper)


def test_fault_in_the_contents_file_is_told_with_its_place(office: Office) -> None:
    contents = office.home / "templates" / "analysis_report.yaml"
    contents.write_text(contents.read_text("utf-8") + "colour: red\n", "utf-8")

    with pytest.raises(UserFault) as told:
        made(office)

    assert told.value.where.startswith("analysis_report.yaml:")
    assert AnalysisReport.objects.count() == 1


def test_unusable_template_fails_the_report_in_words(office: Office) -> None:
    plain_document = office.home / "plain.docx"
    Document().save(str(plain_document))
    before = set((office.home / "reports").iterdir())

    with pytest.raises(UserFault, match="正文"):
        made(office, template=plain_document)

    report = AnalysisReport.objects.first()
    assert report.state == AnalysisReport.State.FAILED
    assert "正文" in report.fault_zh
    assert set((office.home / "reports").iterdir()) == before
