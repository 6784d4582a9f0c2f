"""Which columns a table shows: by the address, as remembered, or the usual ones."""

import pytest

from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns


def column(name: str, **given: object) -> Column:
    return Column(name, Text.same(name), **given)  # type: ignore[arg-type]


TABLE = TableColumns(
    "imports",
    (
        column("number"),
        column("file", stays=True),
        column("state"),
        column("unchanged", usual=False),
    ),
)


def test_usual_columns_are_shown_where_nobody_chose():
    assert TABLE.shown().names == ("number", "file", "state")


def test_address_counts_before_what_is_remembered_in_the_order_of_the_table():
    shown = TABLE.shown(["unchanged,number"], ["state"])

    assert shown.names == ("number", "file", "unchanged")


def test_names_may_be_repeated_or_joined_by_commas():
    assert TABLE.shown(["state", "number"]) == TABLE.shown(["state,number"])


def test_remembered_columns_are_shown_without_those_that_are_gone():
    shown = TABLE.shown((), ["state", "colour"])

    assert shown.names == ("file", "state")
    assert shown.unknown == ()


def test_unknown_names_are_told_and_left_out():
    shown = TABLE.shown(["colour,state"])

    assert shown.names == ("file", "state")
    assert shown.unknown_words == "colour"


def test_address_of_unknown_names_alone_shows_what_is_remembered():
    assert TABLE.shown(["colour"], ["state"]).names == ("file", "state")


def test_every_column_is_offered_with_whether_it_is_shown():
    offered = [(c.name, is_shown) for c, is_shown in TABLE.shown(["state"]).offered]

    assert offered == [
        ("number", False),
        ("file", True),
        ("state", True),
        ("unchanged", False),
    ]


def test_what_opens_the_row_stays():
    assert TABLE.shown(["file"]).names == ("file",)


def test_many_unknown_names_are_cut_short():
    words = TABLE.shown([",".join(f"{n}" * 100 for n in range(9))]).unknown_words

    assert len(words) < 200
    assert words.endswith("…")


def test_sheet_holds_the_shown_columns_in_their_order():
    values = {name: (lambda row, n=name: row[n]) for name in ("file", "state")}

    sheet = TABLE.shown(["state"]).sheet(
        Text("导入", "Imports"), [{"file": "a.csv", "state": "live"}], values
    )

    assert list(sheet.heads) == ["file", "state"]
    assert list(sheet.rows) == [["a.csv", "live"]]


@pytest.mark.parametrize(
    "columns", [(column("a"), column("b")), (column("a", stays=True), column("a"))]
)
def test_table_needs_an_opener_and_each_name_once(columns: tuple[Column, ...]):
    with pytest.raises(ValueError, match="each column once"):
        TableColumns("t", columns)
