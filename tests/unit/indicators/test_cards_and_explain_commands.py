"""``hengjian indicators cards`` and ``explain``."""

import csv
from pathlib import Path

import pytest

from hengjian.config.cli import main
from tests.unit.indicators.run_files import folder, lines


__all__ = ["folder"]


def cards(folder: Path, *options: str) -> int:
    words = ["indicators", "cards", "A01", "--packs", str(folder / "packs")]
    return main([*words, "--cards", f"arrest={folder / 'cards.csv'}", *options])


def test_the_cards_behind_a_value_are_printed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cards(folder, "--period", "2025-01", "--procuratorate", "420101")

    told = capsys.readouterr()
    assert code == 0
    assert list(csv.reader(told.out.splitlines())) == [
        ["measure", "card", "row", "weight", "value", "number"],
        ["arrest.refused", "arrest", "3", "1", "", "2"],
        ["arrest.decided", "arrest", "2", "1", "", "1"],
        ["arrest.decided", "arrest", "3", "1", "", "2"],
    ]
    assert "arrest.decided: 2 cards" in told.err


def test_one_side_goes_to_a_file(folder: Path) -> None:
    out = folder / "cards.behind.csv"

    cards(
        folder, "--in", "outcome=approved", "--side", "denominator", "--out", str(out)
    )

    assert [row[0:3] for row in lines(out)[1:]] == [
        ["arrest.decided", "arrest", "2"],
        ["arrest.decided", "arrest", "6"],
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--period", "Q1"], "names no period"),
        (["--in", "outcome"], "ITEM=VALUE"),
        (["--in", "name=x"], "personal item"),
    ],
)
def test_bad_cells_end_with_2(
    folder: Path,
    options: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cards(folder, *options) == 2
    assert words in capsys.readouterr().err


def test_an_indicator_is_explained_in_words_plan_and_sql(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["indicators", "explain", "A01", "--packs", str(folder / "packs")]

    code = main([*words, "--by", "procuratorate", "--period", "quarter"])

    told = capsys.readouterr().out
    assert code == 0
    assert "A01 refusal_rate (refusal_rate)" in told
    assert "refusal_rate = refused / decided" in told
    assert "in the period in which concluded_on lies" in told
    assert "-- cells: procuratorate × period" in told
    assert "GROUP BY _cell" in told


def test_an_unknown_indicator_ends_with_2(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["indicators", "explain", "A99", "--packs", str(folder / "packs")]

    assert main(words) == 2
    assert "no indicator “A99”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("out", "words"),
    [("cards.csv", "is not written over"), ("nowhere/out.csv", "no such folder")],
)
def test_cards_behind_are_not_written_where_they_must_not(
    folder: Path, out: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "cards.csv").read_bytes()

    assert cards(folder, "--out", str(folder / out)) == 2
    assert words in capsys.readouterr().err
    assert (folder / "cards.csv").read_bytes() == before
