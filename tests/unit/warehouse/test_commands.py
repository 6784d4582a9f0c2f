"""The commands of the warehouse: import, findings, verify, recover."""

import json
import stat
from pathlib import Path

import openpyxl
import pytest

from hengjian.audit.models import JournalEntry
from hengjian.config.cli import main
from hengjian.jobs.models import Job
from hengjian.warehouse import card_store
from hengjian.warehouse.models import (
    CardTable,
    Finding,
    FindingState,
    HeaderMapping,
    Import,
)
from tests.cast import Cast
from tests.unit.warehouse.card_files_in import arrest_csv, card, import_cards, written


def run(capsys, *words: str) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


def arrest_file(folder: Path, *cards: dict[str, str]) -> Path:
    return written(folder, arrest_csv(*cards), "arrests.csv")


def test_import_tells_its_counts(people: Cast, tmp_path: Path, capsys):
    file = arrest_file(tmp_path, card("A1"), card("A2", outcome=""))

    code, out, _ = run(
        capsys, "import", file, "--card", "arrest_review", "--as", "wang"
    )

    assert code == 0
    assert "新增 2" in out
    assert "新发现 1" in out
    assert "指标：已交后台重新计算" in out
    listener = "hengjian.indicators.listening.compute_after_import"
    assert Job.objects.filter(task=listener).count() == 1
    assert JournalEntry.objects.filter(by="account:wang").exists()


def test_import_in_json_can_be_read_by_programs(people: Cast, tmp_path: Path, capsys):
    file = arrest_file(tmp_path, card("A1"), card("A2", accepted_on="x"))

    code, out, _ = run(
        capsys, "import", file, "--card", "arrest_review", "--as", "wang", "--json"
    )

    told = json.loads(out)
    assert code == 0
    assert (told["state"], told["new"], told["rejected"]) == ("live", 1, 1)
    assert told["rejected_file"] == f"{file}.rejected.xlsx"
    assert told["computing"] is True


def test_rejected_rows_go_back_in_after_correction(
    people: Cast, tmp_path: Path, capsys
):
    file = arrest_file(
        tmp_path,
        card("A1"),
        card("A2", accepted_on="三月"),
        card("A3", concluded_on="2020-01-01"),
    )
    run(capsys, "import", file, "--card", "arrest_review", "--as", "wang")
    rejected = tmp_path / "arrests.csv.rejected.xlsx"
    assert stat.S_IMODE(rejected.stat().st_mode) == 0o600

    book = openpyxl.load_workbook(rejected)
    heads = [cell.value for cell in book.active[1]]
    for row, (head, value) in enumerate(
        (("受理日期", "2026-03-02"), ("审结日期", "2026-03-04")), start=2
    ):
        book.active.cell(row=row, column=heads.index(head) + 1, value=value)
    assert book.active.max_row == 3
    book.save(rejected)
    code, out, _ = run(
        capsys, "import", rejected, "--card", "arrest_review", "--as", "wang", "--json"
    )

    assert code == 0
    assert (json.loads(out)["new"], json.loads(out)["rejected"]) == (2, 0)
    assert CardTable.objects.get(name="arrest_review").cards == 3


def test_file_that_is_not_there_ends_with_two(people: Cast, tmp_path: Path, capsys):
    code, _, err = run(
        capsys, "import", tmp_path / "no.csv", "--card", "arrest_review", "--as", "wang"
    )

    assert code == 2
    assert "no.csv" in err
    assert "Traceback" not in err


def test_file_that_cannot_be_used_ends_with_two(people: Cast, tmp_path: Path, capsys):
    file = written(tmp_path, arrest_csv(card("A1"), without=("accepted_on",)))

    code, _, err = run(
        capsys, "import", file, "--card", "arrest_review", "--as", "wang"
    )

    assert code == 2
    assert "受理日期" in err


def test_import_is_refused_to_those_who_may_not(people: Cast, tmp_path: Path, capsys):
    file = arrest_file(tmp_path, card("A1"))

    code, _, _ = run(capsys, "import", file, "--card", "arrest_review", "--as", "chen")

    assert code == 2
    assert not Import.objects.exists()


def test_header_named_on_the_command_line_is_remembered(
    people: Cast, tmp_path: Path, capsys
):
    content = arrest_csv(card("A1")).decode("utf-8-sig").replace("审结情况", "结果")
    file = written(tmp_path, content.encode())

    code, out, _ = run(
        capsys,
        *("import", file, "--card", "arrest_review", "--as", "wang"),
        *("--map", "结果=outcome", "--json"),
    )

    assert (code, json.loads(out)["findings"]["raised"]) == (0, 0)
    assert HeaderMapping.objects.get().header == "结果"


def test_findings_are_listed_as_far_as_the_account_sees(people: Cast, capsys):
    import_cards(
        card("A1", outcome=""),
        card("A2", outcome="", procuratorate="429901", handler="赵林"),
    )

    _, for_wang, _ = run(capsys, "findings", "list", "--as", "wang", "--json")
    _, for_zhao, _ = run(capsys, "findings", "list", "--as", "zhao", "--json")

    keys = [json.loads(line)["key"] for line in for_wang.splitlines()]
    assert sorted(keys) == ["A1|1", "A2|1"]
    [own] = [json.loads(line) for line in for_zhao.splitlines()]
    assert own["key"] == "A2|1"
    assert own["mend"]["zh"].startswith("请补填")


def test_finding_is_answered_by_its_filler(people: Cast, capsys):
    import_cards(card("A1", outcome=""))
    finding = Finding.objects.get()

    code, _, _ = run(
        capsys,
        *("findings", "answer", finding.pk, "explained"),
        *("--reason", "次日补填", "--as", "chen"),
    )

    finding.refresh_from_db()
    assert code == 0
    assert finding.state == FindingState.ANSWERED_EXPLAINED
    assert finding.answered_by == "account:chen"


def test_finding_of_another_place_cannot_be_answered(people: Cast, capsys):
    import_cards(card("A1", outcome=""))

    code, _, _ = run(
        capsys,
        *("findings", "answer", Finding.objects.get().pk, "corrected", "--as", "zhao"),
    )

    assert code == 2
    assert Finding.objects.get().state == FindingState.OPEN


def test_exported_findings_go_back_in_after_correction(
    people: Cast, tmp_path: Path, capsys
):
    import_cards(card("A1", outcome=""), card("A2"))
    out = tmp_path / "findings.xlsx"

    code, _, _ = run(
        capsys,
        *(
            "findings",
            "export",
            "--card",
            "arrest_review",
            "--out",
            out,
            "--as",
            "wang",
        ),
    )
    book = openpyxl.load_workbook(out)
    heads = [cell.value for cell in book.active[1]]
    told = [cell.value for cell in book.active[2]]
    book.active.cell(row=2, column=heads.index("审结情况") + 1, value="不批准逮捕")
    book.save(out)
    again, told_json, _ = run(
        capsys, "import", out, "--card", "arrest_review", "--as", "wang", "--json"
    )

    assert (code, again) == (0, 0)
    assert "已审结而未填审结情况" in str(told)
    assert "姓名" not in heads
    assert json.loads(told_json)["changed"] == 1
    assert Finding.objects.get().state == FindingState.CLOSED


def test_personal_items_are_exported_only_with_a_reason_and_journaled(
    people: Cast, tmp_path: Path, capsys
):
    import_cards(card("A1", outcome=""))
    out = tmp_path / "findings.xlsx"

    code, _, _ = run(
        capsys,
        *("findings", "export", "--card", "arrest_review", "--out", out),
        *("--personal", "核对证件号", "--as", "wang"),
    )

    sheet = openpyxl.load_workbook(out).active
    row = dict(
        zip([c.value for c in sheet[1]], [c.value for c in sheet[2]], strict=True)
    )
    assert code == 0
    assert row["证件号"] == "110101199003070011"
    [entry] = JournalEntry.objects.filter(event="warehouse.personal_item_unmasked")
    assert "核对证件号" in entry.detail


def test_verify_finds_every_table_sound(people: Cast, capsys):
    import_cards(card("A1"))
    import_cards(card("A1", outcome="不批准逮捕"))

    code, out, _ = run(capsys, "warehouse", "verify", "--json")

    [told] = json.loads(out)
    assert code == 0
    assert told == {
        "table": "arrest_review",
        "versions": 2,
        "files": 2,
        "faults": [],
    }


@pytest.mark.parametrize("damage", ["changed", "missing", "log", "stranger"])
def test_verify_names_what_was_damaged(people: Cast, capsys, damage: str):
    import_cards(card("A1"))
    table = CardTable.objects.get(name="arrest_review")
    [path] = card_store.open_version(table.location, 1).paths
    log = table.location / "_delta_log"
    if damage == "changed":
        content = bytearray(path.read_bytes())
        content[20] ^= 1
        path.write_bytes(content)
    elif damage == "missing":
        path.unlink()
    elif damage == "log":
        first = log / f"{1:020}.json"
        first.write_text(first.read_text().replace(path.stem, "0" * 32))
        card_store._snapshot.cache_clear()
    else:
        (log / f"{2:020}.json").write_text('{"commitInfo":{}}\n')

    code, out, _ = run(capsys, "warehouse", "verify")

    assert code == 1
    assert "✗ arrest_review" in out
    expected = {
        "changed": "文件内容已改变",
        "missing": "文件缺失",
        "log": "校验值不符",
        "stranger": "不属于任何导入",
    }
    assert expected[damage] in out


def test_recover_says_when_nothing_is_to_be_done(people: Cast, capsys):
    import_cards(card("A1"))

    code, out, _ = run(capsys, "warehouse", "recover")

    assert (code, out.strip()) == (0, "各案卡表均已一致。")
