"""``hengjian appraisal bonus``."""

import json
from pathlib import Path

import pytest

from hengjian.config.cli import main


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")


def sheet(
    person: str, total: str, grade: str | None = "good", status: str = "final"
) -> str:
    return (
        f'{{"person": "{person}", "total": {total}, "status": "{status}", '
        f'"grade": {json.dumps(grade)}, "items": []}}'
    )


SHEETS = ",".join(
    [
        sheet("a", "90.10"),
        sheet("b", "60.05", "fair"),
        sheet("c", "30", "poor"),
        sheet("d", "99", None, "provisional"),
    ]
)


def run(folder: Path, *options: str, sheets: str = f"[{SHEETS}]") -> int:
    path = folder / "sheets.json"
    path.write_text(sheets, encoding="utf-8")
    return main(["appraisal", "bonus", str(path), *options])


def test_the_parts_sum_to_the_pool_and_nobody_provisional_is_paid(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(tmp_path, "--pool", "123456.78", "--json")

    told, errors = capsys.readouterr()
    found = json.loads(told, parse_float=str)
    assert code == 0
    assert (found["pool"], found["paid"]) == ("123456.78", "123456.78")
    yuan = {one["person"]: one["yuan"] for one in found["people"]}
    # 12345678 fen by 9010 : 6005 : 3000; the last fen goes to the largest remainder
    assert yuan == {"a": "61745.52", "b": "41152.26", "c": "20559.00", "d": None}
    assert "1 people are not settled and not paid" in errors


def test_multiples_of_grades_weigh_and_a_tie_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets = f"[{sheet('b', '80')}, {sheet('a', '70')}, {sheet('x', '10', 'poor')}]"

    code = run(
        tmp_path,
        *("--pool", "100.01", "--by", "grade"),
        *("--multiple", "good=1.2", "--multiple", "poor=0"),
        sheets=sheets,
    )

    told, errors = capsys.readouterr()
    assert code == 0
    assert told.splitlines() == ["b  50.00", "a  50.01", "x  0.00", "total  100.01"]
    assert "the last 1 fen went by name among equal remainders: a, b" in errors


def test_a_workbook_is_written_where_asked(tmp_path: Path) -> None:
    out = tmp_path / "bonus.xlsx"

    code = run(tmp_path, "--pool", "10", "--out", str(out))

    assert code == 0
    assert out.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "options",
    [
        ("--pool", "1.234"),
        ("--pool", "0"),
        ("--pool=-5"),
        ("--pool", "1e5"),
        ("--pool", "5", "--by", "grade"),
        ("--pool", "5", "--multiple", "good=1"),
        ("--pool", "5", "--by", "grade", "--multiple", "good=1"),
        ("--pool", "5", "--by", "both", "--multiple", "good:1"),
        ("--pool", "5", "--by", "both", "--multiple", "good=-1"),
        ("--pool", "5", "--by", "both", "--multiple", "good=1/0"),
        ("--pool", "5", "--out", "bonus.csv"),
    ],
)
def test_bad_words_are_refused_without_a_traceback(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...] | str,
) -> None:
    code = run(tmp_path, *([options] if isinstance(options, str) else options))

    assert code == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "sheets",
    [
        "",
        "[]",
        "{}",
        '"text"',
        "[1]",
        '[{"person": "a"}]',
        f"[{sheet('a', 'NaN')}]",
        f"[{sheet('a', '-1')}]",
        f"[{sheet('a', '5', 'good', 'perhaps')}]",
        f"[{sheet('a', '1')}, {sheet('a', '2')}]",
        f"[{sheet('a', '0')}]",
        f"[{sheet('a', '9', None, 'provisional')}]",
    ],
)
def test_what_holds_no_sheets_to_pay_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sheets: str
) -> None:
    assert run(tmp_path, "--pool", "5", sheets=sheets) == 2
    assert capsys.readouterr().out == ""


def test_a_file_that_is_not_there_is_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["appraisal", "bonus", str(tmp_path / "none.json"), "--pool", "5"])

    assert code == 2
    assert "cannot be read" in capsys.readouterr().err
