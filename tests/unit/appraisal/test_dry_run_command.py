"""``hengjian appraisal dry-run`` on the shipped example, and on what it refuses."""

import json
from pathlib import Path

import pytest

from bench.appraisal_office import files
from hengjian.config.cli import main


ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "docs" / "examples" / "appraisal"
SCHEME, FACTS = EXAMPLE / "scheme.yaml", EXAMPLE / "facts-2025.yaml"
BEHIND = EXAMPLE / "behind-2025.yaml"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")


def run(*words: object, scheme: Path = SCHEME, facts: Path = FACTS) -> int:
    fixed = ["appraisal", "dry-run", str(scheme), "--facts", str(facts)]
    return main([*fixed, "--packs", str(ROOT / "packs"), *map(str, words)])


def test_the_examples_facts_are_those_that_are_drawn() -> None:
    for name, text in files().items():
        assert (EXAMPLE / name).read_text(encoding="utf-8") == text


def test_the_example_is_scored_whole(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["appraisal", "score", str(SCHEME), "--facts", str(FACTS), "--json"]

    assert main([*words, "--packs", str(ROOT / "packs")]) == 0

    sheets = json.loads(capsys.readouterr().out)
    assert len(sheets) == 60
    assert {sheet["status"] for sheet in sheets} == {"final"}


def test_findings_on_the_example_are_those_that_are_told_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = run(
        *("--facts", EXAMPLE / "facts-2024.yaml"),
        *("--behind", BEHIND, "--against", SCHEME, "--json"),
    )

    found = json.loads(capsys.readouterr().out, parse_float=str)
    assert code == 0
    by_topic: dict[str, list[dict[str, object]]] = {}
    for one in found["findings"]:
        by_topic.setdefault(one["topic"], []).append(one)
    (large,) = by_topic["decides"]
    assert large["item"] == "workload"
    assert by_topic["chance"][0]["item"] == "late_steps"
    assert {"刑事办案", "监督"} <= {
        one["numbers"].get("group")  # type: ignore[attr-defined]
        for one in by_topic["favoured"]
    }
    assert by_topic["moves"][0]["numbers"] == {"people": 60, "moved": 0}
    explained = (ROOT / "docs" / "explanation" / "appraisal.md").read_text("utf-8")
    assert f"{large['numbers']['of_spread']} %" in explained  # type: ignore[index]
    # small departments are told nowhere
    assert "案件管理部" not in json.dumps(found, ensure_ascii=False)


def test_it_reads_as_lines_and_as_a_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "dry.xlsx"

    assert run("--out", out) == 0

    told = capsys.readouterr().out
    assert "none is a verdict" in told
    assert "no counts behind values were given" in told
    assert out.stat().st_mode & 0o777 == 0o600


def test_a_never_scored_item_is_refused_in_either_scheme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.yaml"
    text = SCHEME.read_text(encoding="utf-8")
    bad.write_text(text.replace("training", "arrest_rate"), encoding="utf-8")

    assert run(scheme=bad) == 2
    assert run("--against", bad) == 2
    assert "arrest" in capsys.readouterr().err


@pytest.mark.parametrize(
    "behind",
    [
        "people: [{person: nobody, behind: {}}]",
        "people: [{person: P001}, {person: P001}]",
        "people: [{person: P001, behind: {late_steps: {count: 999}}}]",
        "people: [{person: P001, behind: {late_steps: {numerator: 3}}}]",
        "people: [{person: P001, behind: {late_steps: {numerator: 3, denominator: 2}}}]",
        "people: [{person: P001, behind: {late_steps: {count: -1}}}]",
        "people: [{person: P001, behind: {workload: {count: 1}}}]",
        "people: [{person: P001, behind: {nothing: {count: 1}}}]",
        "people: [{person: P001, more: 1}]",
    ],
)
def test_counts_that_do_not_stand_behind_the_facts_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], behind: str
) -> None:
    path = tmp_path / "behind.yaml"
    path.write_text(f"{behind}\n", encoding="utf-8")

    assert run("--behind", path) == 2
    assert "behind.yaml:1" in capsys.readouterr().err


def test_another_ending_than_a_workbooks_is_refused(tmp_path: Path) -> None:
    assert run("--out", tmp_path / "dry.csv") == 2


def test_facts_keep_their_contract(tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("people: [{person: a, values: {}, behind: {}}]\n", "utf-8")

    assert run(facts=facts) == 2
