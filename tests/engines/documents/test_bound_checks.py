"""Bound numbers of an edited paper: typed over, copied, typed anew, deleted."""

from decimal import Decimal

from hengjian.engines.documents.content import Number, Paper, Paragraph, Table, plain
from hengjian.engines.documents.disagreements import disagreeing
from hengjian.engines.documents.number_checks import check_paper
from hengjian.engines.documents.reading_back import Bound, ReadPaper, ReadTable


def number(name: str, text: str) -> Number:
    return Number(name, text, Decimal(1))


ACCEPTED = Paragraph(
    ("共受理", number("n1", "1304"), "件，同比", number("n2", "上升0.81%"), "。")
)
RATE = Paragraph(
    ("不捕率", number("n3", "33.26%"), "，同比", number("n4", "上升1.20个百分点"), "。")
)
FEW = Paragraph(("另有", number("n5", "3"), "条提示"))
TABLE = Table(
    "表1",
    ("指标", "本期"),
    (("不捕率", number("n6", "33.26%")), ("不诉率", number("n7", "20.11%"))),
)
PAPER = Paper("题", (ACCEPTED, RATE, FEW, TABLE))
EXPECTED = {each.name: each.text for each in PAPER.numbers}


def read(
    *passages: tuple[object, ...], rows: dict[str, object] | None = None
) -> ReadPaper:
    """A paper as it reads now: passages of texts and of (name, text) that are bound."""
    texts: list[str] = []
    bound: list[Bound] = []
    for place, runs in enumerate(passages, start=1):
        text = ""
        for run in runs:
            if isinstance(run, Number):
                end = len(text) + len(run.text)
                bound.append(Bound(run.name, run.text, place, len(text), end))
                text += run.text
            else:
                text += str(run)
        texts.append(text)
    cells: list[tuple[str, str]] = []
    for label, cell in (
        rows or {"不捕率": TABLE.rows[0][1], "不诉率": TABLE.rows[1][1]}
    ).items():
        texts.append(plain(cell))
        if isinstance(cell, Number):
            bound.append(Bound(cell.name, cell.text, len(texts)))
        cells.append((label, plain(cell)))
    table = ReadTable((TABLE.heads, *cells), len(passages) + 1)
    places = frozenset(range(len(passages) + 1, len(texts) + 1))
    return ReadPaper(tuple(texts), tuple(bound), (table,), places)


def told(paper: ReadPaper, original: Paper | None = PAPER) -> list[tuple[str, str]]:
    found = check_paper(paper, EXPECTED, original)
    return [(each.kind, each.shown) for each in found]


AS_MADE = (ACCEPTED.runs, RATE.runs, FEW.runs)


def test_paper_as_it_was_made_agrees() -> None:
    assert told(read(*AS_MADE)) == []


def test_number_typed_over_is_told() -> None:
    edited = ("共受理", number("n1", "1340"), *ACCEPTED.runs[2:])

    assert told(read(edited, RATE.runs, FEW.runs)) == [("bound", "1340")]


def test_number_of_another_paper_is_told() -> None:
    stranger = ("共受理", number("n99", "1304"), *ACCEPTED.runs[2:])

    kinds = [kind for kind, _ in told(read(stranger, RATE.runs, FEW.runs))]
    assert kinds == ["bound", "typed"]


def test_change_copied_over_that_of_another_line_is_told() -> None:
    copied = (*RATE.runs[:3], ACCEPTED.runs[3], "。")

    found = told(read(ACCEPTED.runs, copied, FEW.runs))

    assert ("copied", "上升0.81%") in found


def test_sentence_repeated_elsewhere_is_no_copy_over_another() -> None:
    summary = ("小结：共受理", ACCEPTED.runs[1], "件，不捕率", RATE.runs[1], "。")

    assert told(read(*AS_MADE, summary)) == []


def test_number_typed_anew_is_told_with_its_words() -> None:
    retyped = ("不捕率33.62%，同比", RATE.runs[3], "。")

    assert told(read(ACCEPTED.runs, retyped, FEW.runs)) == [("retyped", "33.62%")]


def test_direction_typed_anew_is_told() -> None:
    retyped = (*RATE.runs[:3], "下降1.20个百分点。")

    assert told(read(ACCEPTED.runs, retyped, FEW.runs)) == [
        ("retyped", "下降1.20个百分点")
    ]


def test_number_typed_anew_alike_is_a_notice() -> None:
    retyped = ("不捕率为33.26%，同比", RATE.runs[3], "。")

    found = check_paper(read(ACCEPTED.runs, retyped, FEW.runs), EXPECTED, PAPER)
    assert disagreeing(found) == []


def test_sentence_cut_is_a_notice() -> None:
    found = check_paper(read(ACCEPTED.runs, FEW.runs), EXPECTED, PAPER)

    assert {each.kind for each in found} == {"unbound"}
    assert all(each.is_notice for each in found)


def test_sentence_rewritten_without_a_number_is_a_notice() -> None:
    rewritten = ("不捕率略有上升，同比", RATE.runs[3], "。")

    assert told(read(ACCEPTED.runs, rewritten, FEW.runs)) == [("unbound", "33.26%")]


def test_cell_typed_anew_is_told() -> None:
    rows = {"不捕率": "35.26%", "不诉率": TABLE.rows[1][1]}

    assert told(read(*AS_MADE, rows=rows)) == [("retyped", "35.26%")]


def test_cell_typed_anew_alike_is_a_notice() -> None:
    rows = {"不捕率": "33.26 %", "不诉率": TABLE.rows[1][1]}

    assert [kind for kind, _ in told(read(*AS_MADE, rows=rows))] == ["typed"]


def test_row_or_cell_that_is_gone_is_a_notice() -> None:
    assert told(read(*AS_MADE, rows={"不捕率": TABLE.rows[0][1]})) == [
        ("unbound", "20.11%")
    ]
    emptied = {"不捕率": TABLE.rows[0][1], "不诉率": "略"}
    assert told(read(*AS_MADE, rows=emptied)) == [("unbound", "20.11%")]


def test_without_the_original_what_is_gone_is_told_as_a_notice() -> None:
    found = check_paper(read(ACCEPTED.runs, FEW.runs), EXPECTED)

    assert {each.kind for each in found} == {"unbound"}


def test_number_that_the_original_does_not_have_is_a_notice() -> None:
    found = check_paper(read(*AS_MADE), {**EXPECTED, "n8": "9"}, PAPER)

    assert [(each.kind, each.shown) for each in found] == [("unbound", "9")]


def test_place_of_a_number_whose_lead_is_gone_is_a_notice() -> None:
    shifted = (
        "本期不捕率不再单列，另见附件所列的数值表格33.62%，同比",
        RATE.runs[3],
        "。",
    )

    assert ("unbound", "33.26%") in told(read(ACCEPTED.runs, shifted, FEW.runs))


def test_other_tables_are_passed_over_for_a_lost_cell() -> None:
    paper = read(*AS_MADE, rows={"不捕率": "35.26%", "不诉率": TABLE.rows[1][1]})
    other = ReadTable((("别的", "表"), ("不捕率", "1")), 1)
    paper = ReadPaper(
        paper.passages, paper.bound, (other, *paper.tables), paper.in_tables
    )

    assert told(paper) == [("retyped", "35.26%")]


def test_words_before_a_number_may_have_changed_in_part() -> None:
    rephrased = ("不捕率升至", RATE.runs[1], "；同比下降1.20个百分点。")
    added = ("另附说明一段。",)

    found = told(read(ACCEPTED.runs, rephrased, added, FEW.runs))

    assert found == [("retyped", "下降1.20个百分点")]


def test_two_numbers_behind_the_same_words_are_not_taken_for_each_other() -> None:
    runs = ("受理", number("n1", "135"), "件，环比", number("n2", "下降22.41%"))
    more = ("；审结", number("n3", "136"), "件，环比", number("n4", "下降23.60%"), "。")
    original = Paper("题", (Paragraph((*runs, *more)),))
    expected = {each.name: each.text for each in original.numbers}
    anew = "受理138件，环比下降22.41%；审结136件，环比下降23.60%。"

    found = check_paper(ReadPaper((anew,), (), ()), expected, original)

    assert [(e.kind, e.shown) for e in disagreeing(found)] == [("retyped", "138件")]


def test_number_at_the_beginning_has_no_words_to_be_found_by() -> None:
    first = Paper("题", (Paragraph((number("n1", "12"), "件已经审结完毕")),))
    now = ReadPaper(("13件已经审结完毕",), ())

    found = check_paper(now, {"n1": "12"}, first)

    assert [each.kind for each in found] == ["unbound"]
