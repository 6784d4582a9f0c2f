"""``hengjian indicators run``: files in, a table out, exit codes, notes on stderr."""

import stat
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import openpyxl
import pyarrow.parquet as pq
import pytest

from hengjian.config.cli import main
from tests.unit.indicators.run_files import CARD, CARDS, MEASURES, lines, run


def test_a_table_is_written_for_its_owner_alone(folder: Path) -> None:
    code = run(folder, "--by", "procuratorate", "--period", "month", "--cutoff", "25")

    assert code == 0
    assert (folder / "out.csv").read_text("utf-8") == (
        "indicator,period,procuratorate,numerator,denominator,value,flags\n"
        "refusal_rate,2025-01,,0,0,,\n"
        "refusal_rate,2025-01,420101,0,1,0.00,\n"
        "refusal_rate,2025-02,,0,1,0.00,\n"
        "refusal_rate,2025-02,420101,1,1,100.00,\n"
    )
    assert stat.S_IMODE((folder / "out.csv").stat().st_mode) == 0o600


def test_rows_kept_aside_are_counted_and_written_beside(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)

    told = capsys.readouterr().err
    assert "3 rows read, 2 kept aside" in told
    assert "concluded_at_once: 1 rows (Concluded at once)" in told
    assert "2 rows kept aside, see" in told
    rejected = folder / "out.rejected.csv"
    assert stat.S_IMODE(rejected.stat().st_mode) == 0o600
    heads, *rows = lines(rejected)
    assert heads == ["card", "file", "row", "item", "value", "rule", "message"]
    assert [(row[2], row[3], row[5]) for row in rows] == [
        ("4", "identity", "type"),
        ("5", "accepted_on, concluded_on", "order_of_dates"),
    ]
    assert rows[0][4] == "x******"  # a personal value is masked


def test_the_file_of_rows_kept_aside_goes_when_there_are_none(folder: Path) -> None:
    run(folder)
    kept = CARDS.splitlines()
    (folder / "cards.csv").write_text("\n".join(kept[:3]) + "\n", "utf-8")

    run(folder)

    assert not (folder / "out.rejected.csv").exists()


def test_what_the_platform_keeps_is_named_and_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder) == 0

    told = capsys.readouterr().err
    assert "left out error_rate: _system.finding is kept by the platform" in told


def test_what_was_asked_for_by_name_must_be_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--indicator", "J01") == 2

    assert "_system.finding is kept by the platform" in capsys.readouterr().err
    assert not (folder / "out.csv").exists()


def test_codes_conditions_and_ranges_are_taken(folder: Path) -> None:
    options = ["--indicator", "A01", "--where", "procuratorate = '420101'"]
    options += ["--from", "2025-01", "--to", "2025-03", "--as-of", "2025-01-31"]

    run(folder, *options)

    assert lines(folder / "out.csv")[1:] == [
        ["refusal_rate", "all", "1", "2", "50.00", "provisional"]
    ]


def test_a_unit_code_names_the_place_of_cards_that_name_none(folder: Path) -> None:
    run(folder, "--by", "procuratorate", "--unit-code", "420199")

    assert [row[2] for row in lines(folder / "out.csv")[1:]] == ["420101", "420199"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".yaml"])
def test_an_organisation_file_gives_places_their_cities(
    folder: Path, ending: str
) -> None:
    path = folder / f"places{ending}"
    rows = [
        ["code", "name", "parent", "level"],
        ["420000", "省院", "", "province"],
        ["420100", "市院", "420000", "市"],
        ["420101", "一院", "420100", "4"],
    ]
    if ending == ".csv":
        path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    elif ending == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    else:
        entries = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        text = "".join(
            "- {" + ", ".join(f'{k}: "{v}"' for k, v in e.items()) + "}\n"
            for e in entries
        )
        path.write_text(text, "utf-8")

    code = run(folder, "--by", "city", "--organisation", str(path))

    assert code == 0
    assert [row[2] for row in lines(folder / "out.csv")[1:]] == ["", "420100"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code: 420101\n", "is a list"),
        ("- [420101]\n", "is a list"),
        ("- {code: 420101, level: village}\n", "row 2"),
        ("- {code: 420101\n", "places.yaml:"),
    ],
)
def test_a_bad_organisation_file_is_named(
    folder: Path, text: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "places.yaml"
    path.write_text(text, "utf-8")

    code = run(folder, "--by", "city", "--organisation", str(path))

    told = capsys.readouterr().err
    assert code == 2
    assert words in told
    assert str(path) in told


def test_an_organisation_file_that_is_missing_is_named_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(folder, "--by", "city", "--organisation", "missing.csv")

    assert code == 2
    assert capsys.readouterr().err.count("missing.csv") == 1


def test_a_bad_row_of_an_organisation_file_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "places.csv"
    path.write_text("code,level\n420100,city\n,county\n", "utf-8")

    code = run(folder, "--by", "city", "--organisation", str(path))

    assert code == 2
    assert f"{path}:3" in capsys.readouterr().err


def test_numbers_are_numbers_in_parquet_and_xlsx(folder: Path) -> None:
    run(folder, out="out.parquet")
    run(folder, out="out.xlsx")

    table = pq.read_table(folder / "out.parquet").to_pylist()
    assert table[0]["indicator"] == "refusal_rate"
    assert float(table[0]["value"]) == 33.33
    sheet = openpyxl.load_workbook(folder / "out.xlsx").active
    cells = [(cell.value, cell.number_format) for cell in sheet[2]]
    assert cells[:5] == [
        ("refusal_rate", "General"),
        ("all", "General"),
        (1, "General"),
        (3, "General"),
        (33.33, "0.00"),
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--from", "2025"], "a month reads 2025-01"),
        (["--from", "2025-03", "--to", "2025-01"], "begins"),
        (["--cutoff", "0"], "between 1 and 31"),
        (["--by", "name"], "personal item"),
        (["--by", "outcome,outcome"], "twice"),
        (["--by", "colour"], "has no “colour”"),
        (["--where", "name = 'x'"], "personal"),
        (["--where", "outcome ="], "not how an expression"),
        (["--indicator", "A99"], "no indicator “A99”"),
        (["--cards", "arrest"], "TYPE=FILE"),
        (["--cards", "arrest=nothing.csv"], "no such file"),
        (["--cards", "trial=nothing.csv"], "there is no card “trial”"),
        (["--out", "out.ods"], "ends in .csv"),
        (["--out", "nowhere/out.csv"], "no such folder"),
    ],
)
def test_bad_arguments_end_with_2_and_a_reason(
    folder: Path,
    options: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = run(folder, *options)

    told = capsys.readouterr().err
    assert code == 2
    assert words in told
    assert "Traceback" not in told


@pytest.mark.parametrize("out", ["cards.csv", "other/../cards.csv"])
def test_cards_are_not_written_over(
    folder: Path, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "other").mkdir()
    before = (folder / "cards.csv").read_bytes()

    code = run(folder, "--out", str(folder / out))

    assert code == 2
    assert "is not written over" in capsys.readouterr().err
    assert (folder / "cards.csv").read_bytes() == before


def test_cards_named_like_the_rows_kept_aside_are_not_removed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = folder / "out.rejected.csv"
    cards.write_bytes((folder / "cards.csv").read_bytes())

    code = run(folder, "--cards", f"arrest={cards}")

    assert code == 2
    assert cards.exists()
    assert "is not written over" in capsys.readouterr().err


def test_folder_is_not_written_to_as_a_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "out.csv").mkdir()

    assert run(folder) == 2
    assert "this is a folder" in capsys.readouterr().err


def test_where_spark_is_missing_the_command_says_what_to_install(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)

    code = run(folder, "--engine", "spark")

    told = capsys.readouterr().err
    assert code == 2
    assert "requirements-spark.txt" in told
    assert "Traceback" not in told


def test_where_java_is_missing_the_command_says_what_to_install(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spark = ModuleType("pyspark")
    spark.__spec__ = ModuleSpec("pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark", spark)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")

    code = run(folder, "--engine", "spark")

    told = capsys.readouterr().err
    assert code == 2
    assert "Java 17" in told
    assert not (folder / "out.csv").exists()


def test_faults_of_a_pack_are_told_with_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "packs/arrest/measures.yaml"
    file.write_text(MEASURES + "more: {agg: counts}\n", "utf-8")

    code = run(folder)

    told = capsys.readouterr().err
    assert code == 2
    assert f"{file}:5:13:" in told


def test_several_files_of_one_card_are_counted_together(folder: Path) -> None:
    more = folder / "more.csv"
    more.write_text(
        CARDS.splitlines()[0] + "\n9,420101,a,9,refused,2025-01-01,2025-01-02"
    )

    run(folder, "--cards", f"arrest={more}")

    assert lines(folder / "out.csv")[1][2:4] == ["2", "4"]


def test_parquet_card_tables_are_taken_as_they_are(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import pyarrow as pa

    table = pa.table(
        {
            "number": ["1", "2"],
            "outcome": ["refused", "approved"],
            "concluded_on": pa.array([20100, 20101], pa.int32()).cast(pa.date32()),
        }
    )
    pq.write_table(table, folder / "cards.parquet")
    words = ["indicators", "run", "--packs", str(folder / "packs"), "--out"]
    words += [str(folder / "out.csv"), "--cards"]

    alone = main([*words, f"arrest={folder / 'cards.parquet'}"])
    mixed = main(
        [*words, f"arrest={folder / 'cards.parquet'}", f"arrest={folder / 'cards.csv'}"]
    )

    assert alone == 0
    assert lines(folder / "out.csv")[1][2:5] == ["1", "2", "50.00"]
    assert mixed == 2
    assert "cannot be mixed" in capsys.readouterr().err


def test_a_card_of_two_files_counts_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, first, second, *_ = CARDS.splitlines()
    changed = second.replace("不批准逮捕", "批准逮捕")
    (folder / "more.csv").write_text(f"{head}\n{first}\n{changed}\n", "utf-8")

    run(folder, "--cards", f"arrest={folder / 'more.csv'}")

    told = capsys.readouterr().err
    assert "1 rows repeat a row of an earlier file whole" in told
    assert lines(folder / "out.csv")[1][2:4] == ["1", "3"]
    kept_aside = lines(folder / "out.rejected.csv")[-1]
    assert (kept_aside[2], kept_aside[5]) == ("3", "duplicate")
    assert "row 3 of cards.csv" in kept_aside[6]


def test_a_refused_condition_is_told_with_its_position(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(folder, "--where", "number = '1' and outcom = 'refused'")

    assert code == 2
    assert "--where:18: " in capsys.readouterr().err


def test_numbers_too_large_to_add_up_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = folder / "packs" / "arrest"
    card = CARD.replace("  outcome:", "  persons: {type: integer}\n  outcome:")
    weighted = card.replace(
        "unit: procuratorate\n", "unit: procuratorate\nweight: persons\n"
    )
    (home / "case_card.yaml").write_text(weighted, "utf-8")
    heavy = "persons,编号,审结情况,受理日期,审结日期\n" + "".join(
        f"9000000000000000000,{n},approved,2025-01-01,2025-01-02\n" for n in (1, 2)
    )
    (folder / "cards.csv").write_text(heavy, "utf-8")

    code = run(folder)

    assert code == 2
    assert "too large to add up" in capsys.readouterr().err
