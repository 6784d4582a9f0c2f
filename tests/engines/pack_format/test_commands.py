"""hengjian packs check, schema and show."""

import json
from pathlib import Path

import pytest

from hengjian.config.cli import main


def test_check_of_a_good_pack(write_pack, capsys, monkeypatch) -> None:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")

    code = main(["packs", "check", str(write_pack())])

    assert code == 0
    assert capsys.readouterr().out == "packs: 1, no faults\n"


def test_check_prints_file_line_column_and_advice(
    write_pack, capsys, monkeypatch
) -> None:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")
    folder = write_pack(
        {"measures.yaml": "accepted: {agg: count, dated_by: acepted_on}\n"}
    )

    code = main(["packs", "check", str(folder)])

    first, last = capsys.readouterr().out.splitlines()
    assert code == 2
    assert first == (
        f"{folder}/measures.yaml:1:34: the card “arrest” has no item “acepted_on” "
        "(did you mean “accepted_on”?)"
    )
    assert last == "faults: 1, in files: 1"


def test_check_speaks_chinese_by_default(write_pack, capsys, monkeypatch) -> None:
    monkeypatch.delenv("HENGJIAN_LANGUAGE", raising=False)
    folder = write_pack({"measures.yaml": "accepted: {agg: count, dated_by: x}\n"})

    main(["packs", "check", str(folder)])

    assert "案卡“arrest”没有项“x”" in capsys.readouterr().out


def test_check_as_json(write_pack, capsys) -> None:
    folder = write_pack(
        {"pack.yaml": "pack: arrest\nformat: 1\ncolour: red\nkind: x\n"}
    )

    code = main(["packs", "check", str(folder), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert code == 2
    assert answer["packs"] == ["arrest"]
    assert [(f["line"], f["column"], f["rule"]) for f in answer["faults"]] == [
        (3, 1, "unknown_key"),
        (4, 7, "value_kind"),
    ]
    assert answer["faults"][1]["suggestion"]["en"] == "one of: handled, imported"


def test_schema_of_one_format(capsys) -> None:
    code = main(["packs", "schema", "measures"])

    assert code == 0
    assert json.loads(capsys.readouterr().out)["$id"].endswith("measures")


def test_schema_of_all_formats(capsys) -> None:
    main(["packs", "schema"])

    assert "case_card" in json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("meeting_tally", {"rule", "members", "present", "votes"}),
        ("appraisal_scheme", {"scheme", "components", "items"}),
        ("appraisal_facts", {"people"}),
    ],
)
def test_files_of_other_commands_have_their_schema_too(
    name: str, needed: set[str], capsys
) -> None:
    code = main(["packs", "schema", name])

    schema = json.loads(capsys.readouterr().out)
    assert code == 0
    assert schema["$id"] == f"urn:hengjian:format:1:{name}"
    assert needed <= set(schema["required"])


def test_schema_page(capsys) -> None:
    main(["packs", "schema", "--page"])

    assert capsys.readouterr().out.startswith("# Keys of pack files")


def test_schema_of_an_unknown_format_suggests(capsys) -> None:
    code = main(["packs", "schema", "measure"])

    assert code == 2
    assert "measures" in capsys.readouterr().err


EVERYTHING = {
    "pack.yaml": """\
pack: arrest
format: 1
title: {zh: 审查逮捕, en: Arrest review}
effective_from: 2020-01-01
basis: [{title: {zh: 规则, en: Rules}, article: 第282条, note: {zh: 备注, en: a note}, mark: M}]
""",
    "case_card.yaml": """\
grain: person
key: [number]
items:
  number: {label: {zh: 案号, en: Case number}, type: text, required: true, aliases: [受案号]}
  accepted_on: {label: {zh: 受理日期, en: Accepted on}, type: date, required: true}
  concluded_on: {type: date}
  due_on: {type: date, limit: {start: accepted_on, length: "7 calendar_days"}}
  days: {type: integer, derive: "concluded_on - accepted_on"}
  name: {type: text, personal: true}
  kind: {type: choice, choices: [a, b, c, d, e, f, g, h, i, j, k, l, m]}
links:
  before: {to: arrest, on: {number: number}, where: "there.accepted_on < here.accepted_on", order_by: accepted_on, take: last}
  whole: {to: arrest, on: {number: number}}
checks:
  - {check: order, assert: accepted_on <= concluded_on, level: blocking, message: {zh: 早于受理, en: Concluded before accepted}}
""",
    "parameters.yaml": "days: {label: {zh: 天数, en: Days}, values: {2020-01-01: {value: 7}}}\n",
    "rolled_cards/days.yaml": "from: arrest\nkey: [accepted_on]\nitems: {n: {count: true}}\n",
    "measures.yaml": """\
accepted: {agg: count, dated_by: accepted_on, where: "days > 3"}
slow: {agg: quantile, q: 0.9, of: days, dated_by: accepted_on}
pending: {agg: count, open: {from: accepted_on, until: concluded_on}, at: end}
rolled: {agg: sum, of: n, card: days, dated_by: accepted_on}
""",
    "balances.yaml": "- {balance: flow, assert: accepted = rolled, level: prompting}\n",
    "indicators/persons.yaml": """\
indicator: persons
code: X01
label: {zh: 人数, en: Persons}
sentence: {zh: 受理的人数, en: Persons accepted}
value: [{from: 2020-01-01, value: accepted}]
unit: count
read_with: [others]
scored: never
valid: [{from: 2020-01-01, status: in_use}]
source: {title: {zh: 目录, en: Catalogue}, mark: M}
""",
    "indicators/others.yaml": "indicator: others\nvalue: slow / pending\nunit: ratio\n",
}


def test_show_tells_everything_in_english(write_pack, capsys, monkeypatch) -> None:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")
    folder = write_pack(EVERYTHING)

    code = main(["packs", "show", "arrest", "--packs", str(folder.parent)])

    out = capsys.readouterr().out
    assert code == 0
    for line in (
        "Arrest review (arrest)",
        "in use from 2020-01-01",
        "basis: Rules, 第282条, a note, to be confirmed",
        "number Case number: text; required; headers too: 受案号",
        "due_on due_on: date; 7 calendar_days from accepted_on",
        "days days: whole number; computed as concluded_on - accepted_on",
        "name name: text; personal",
        "l = l, and 1 more",
        (
            "before → arrest: number = number; there.accepted_on < here.accepted_on; "
            "the last by accepted_on"
        ),
        "whole → arrest: number = number",
        (
            "order [blocking, consistent]: accepted_on <= concluded_on — Concluded before "
            "accepted"
        ),
        "days: from arrest by accepted_on; n = count()",
        "days Days: in force from 2020-01-01",
        "accepted: count cards; only days > 3; dated by accepted_on",
        "slow: quantile; days; q = 0.9; dated by accepted_on",
        "pending: count cards; open accepted_on … concluded_on at the end of the period",
        "rolled: sum; card days; n; dated by accepted_on",
        "flow [prompting]: accepted = rolled",
        "X01 Persons (persons)",
        "= accepted (2020-01-01)",
        "unit count, decimals: 0, neutral, reported only",
        "never scored",
        "read with: others",
        "2020-01-01: in use",
        "source: Catalogue, to be confirmed",
        "others (others)",
    ):
        assert line in out, line


def test_show_speaks_chinese(write_pack, capsys, monkeypatch) -> None:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "zh")
    folder = write_pack(EVERYTHING)

    main(["packs", "show", "arrest", "--packs", str(folder.parent)])

    out = capsys.readouterr().out
    assert "accepted_on 受理日期: 日期; 必填" in out
    assert "不得用于考核" in out


def test_show_of_a_pack_without_a_card(write_pack, capsys) -> None:
    folder = write_pack()
    for name in ("case_card.yaml", "measures.yaml", "indicators/persons.yaml"):
        (folder / name).unlink()

    code = main(["packs", "show", "arrest", "--packs", str(folder)])

    assert code == 0
    assert "审查逮捕 (arrest)" in capsys.readouterr().out


def test_show_of_a_faulty_pack_names_its_faults(write_pack, capsys) -> None:
    folder = write_pack({"measures.yaml": "accepted: {agg: count}\n"})

    code = main(["packs", "show", "arrest", "--packs", str(folder.parent)])

    assert code == 2
    assert "measures.yaml:1:11" in capsys.readouterr().err


def test_show_of_an_unknown_pack_suggests(write_pack, capsys) -> None:
    code = main(["packs", "show", "arest", "--packs", str(write_pack().parent)])

    assert code == 2
    assert "arrest" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["check", "schema", "show"])
def test_help_names_the_command(word: str, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["packs", word, "--help"])

    assert stopped.value.code == 0
    assert f"hengjian packs {word}" in capsys.readouterr().out


def test_default_folder_is_packs(
    write_pack, capsys, monkeypatch, tmp_path: Path
) -> None:
    write_pack()
    monkeypatch.chdir(tmp_path)

    assert main(["packs", "check"]) == 0
    assert main(["packs", "show", "arrest"]) == 0
