"""``hengjian appraisal score``."""

import json
from pathlib import Path
from typing import Any

import pytest

from hengjian.config.cli import main


PACKS = Path(__file__).resolve().parents[3] / "packs"

SCHEME = """\
scheme: procurators-2026
components: {performance: 60, common: 30, overall: 10}
items:
  - {item: adoption_rate, component: performance, full: 20, rule: {linear: {floor: 60, target: 90}}}
  - {item: on_time, component: performance, full: 10, rule: {steps: [[0, 0], [90, 5], [98, 10]]}}
  - {item: caseload, component: performance, full: 30, rule: {per_occurrence: {points: 1/2, coefficients: {first_instance: 1, reconsideration: 2/3, filing: 1/3}}}}
  - {item: discipline, component: common, full: 30, rule: {deduction: {each: 2}}}
  - {item: leaders_view, component: overall, full: 10, rule: {rated: {scale: 5}}}
  - {item: honours, component: bonus, full: 5, rule: {bonus: {each: 1}}}
  - {item: misconduct, rule: {veto: {grade: unqualified}}}
missing: {adoption_rate: not_applicable, leaders_view: unknown}
normalise: none
grades:
  - {grade: excellent, at_least: 90, quota: 1/5}
  - {grade: qualified, at_least: 60}
  - {grade: unqualified, at_least: 0}
decimals: 2
"""
FACTS = """\
people:
  - {person: p1, department: d1, values: {adoption_rate: 81, on_time: 97, caseload: {first_instance: 20, filing: 6}, discipline: 1, leaders_view: 4, honours: 2, misconduct: 0}}
  - {person: p0, department: d1, values: {adoption_rate: null, on_time: 97, caseload: {first_instance: 20}, discipline: 0, leaders_view: 5}}
  - {person: p2, department: d2, values: {adoption_rate: 95, on_time: 99, caseload: {first_instance: 70}, discipline: 0}}
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")


def run(folder: Path, scheme: str = SCHEME, facts: str = FACTS, *options: str) -> int:
    (folder / "scheme.yaml").write_text(scheme, encoding="utf-8")
    (folder / "facts.yaml").write_text(facts, encoding="utf-8")
    words = ["appraisal", "score", str(folder / "scheme.yaml")]
    words += ["--facts", str(folder / "facts.yaml"), "--packs", str(PACKS)]
    return main([*words, *options])


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    sheets: list[dict[str, Any]] = json.loads(capsys.readouterr().out, parse_float=str)
    return sheets


def test_json_holds_the_sheets_in_the_order_of_the_facts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(tmp_path, SCHEME, FACTS, "--json")

    sheets = told(capsys)
    assert code == 0
    assert [(s["person"], s["total"], s["status"], s["grade"]) for s in sheets] == [
        ("p1", "68.00", "final", "qualified"),
        # (5 + 10) × 60/40 + 30 + 10
        ("p0", "62.50", "final", "qualified"),
        ("p2", "90.00", "provisional", None),
    ]
    assert [(i["item"], i["score"], i["full"]) for i in sheets[0]["items"]] == [
        ("adoption_rate", "14.00", "20.00"),
        ("on_time", "5.00", "10.00"),
        ("caseload", "11.00", "30.00"),
        ("discipline", "28.00", "30.00"),
        ("leaders_view", "8.00", "10.00"),
        ("honours", "2.00", "5.00"),
        ("misconduct", "0.00", "0.00"),
    ]
    assert sheets[0]["items"][0]["why"]["zh"] == (
        "81，从起点 60 到目标 90 走完 0.7，20 × 0.7 = 14"
    )
    assert sheets[2]["items"][4]["score"] is None


def test_lines_give_each_item_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "p1  68.00  final  qualified"
    assert lines[4] == "  discipline  28.00/30.00  deducted 1 × 2 = 2: 28 of 30 left"


def test_a_tie_at_a_quotas_edge_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scheme = """\
scheme: small
components: {work: 100}
items:
  - {item: view, component: work, full: 100, rule: {rated: {scale: 100}}}
grades:
  - {grade: excellent, at_least: 90, quota: 1/2}
  - {grade: qualified, at_least: 0}
"""
    facts = "people: [{person: a, values: {view: 95}}, {person: b, values: {view: 95}}]"

    run(tmp_path, scheme, facts, "--json")

    out, err = capsys.readouterr()
    sheets = json.loads(out)
    assert [sheet["grade"] for sheet in sheets] == [None, None]
    assert sheets[0]["tie"] == {"grade": "excellent", "places": 1, "with": ["b"]}
    assert "a ties with b at 95.00" in err


def test_a_never_scored_indicator_is_refused_with_reason_and_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(tmp_path, SCHEME.replace("item: on_time", "item: trial.conviction_rate"))

    err = capsys.readouterr().err
    assert code == 2
    assert "scheme.yaml:5:12: “conviction_rate” may never be scored" in err
    assert "would steer single cases" in err
    assert "Central Political and Legal Work Conference" in err


def test_the_list_binds_without_being_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.yaml").write_text(
        SCHEME.replace("on_time", "petition_count"), "utf-8"
    )
    (tmp_path / "f.yaml").write_text(FACTS, "utf-8")

    code = main(["appraisal", "score", "s.yaml", "--facts", "f.yaml"])

    assert code == 2
    assert "may never be scored" in capsys.readouterr().err


def test_packs_without_the_list_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(tmp_path, SCHEME, FACTS, "--packs", str(tmp_path))

    assert code == 2
    assert "policies.yaml" in capsys.readouterr().err


def test_a_component_that_falls_short_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(tmp_path, SCHEME.replace("common: 30", "common: 35"))

    assert code == 0
    assert "“common” has 35 marks, its items only 30" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("full: 20", "full: 25", 2, "its items come to 65"),
        (
            "component: performance, full: 20",
            "component: perf, full: 20",
            4,
            "no component",
        ),
        ("item: on_time", "item: adoption_rate", 5, "stands twice"),
        ("floor: 60, target: 90", "floor: 60, target: 60", 4, "are the same"),
        ("[90, 5], [98, 10]", "[98, 5], [90, 10]", 5, "does not exceed 98"),
        ("[98, 10]", "[98, 11]", 5, "not within 0 and 10"),
        ("scale: 5", "scale: 0", 8, "above 0"),
        ("deduction: {each: 2}", "deduction: {each: -2}", 7, "negative"),
        ("bonus: {each: 1}", "bonus: {each: -1}", 9, "negative"),
        ("points: 1/2", "points: -1/2", 6, "negative"),
        ("filing: 1/3", "filing: -1/3", 6, "negative"),
        ("deduction: {each: 2}", "deduct: {each: 2}", 7, "did you mean “deduction”?"),
        (
            "rated: {scale: 5}",
            "rated: {scale: 5}, bonus: {each: 1}",
            8,
            "exactly one rule",
        ),
        ("grade: unqualified}}", "grade: bad}}", 10, "no grade “bad”"),
        (
            "misconduct, rule",
            "misconduct, full: 5, rule",
            10,
            "no component and no marks",
        ),
        ("component: common, full: 30", "component: common", 7, "no full mark"),
        ("component: common, full: 30", "full: 30", 7, "has no component"),
        ("missing: {adoption_rate", "missing: {adoption", 11, "no item “adoption”"),
        ("normalise: none", "normalise: rank", 12, "department_maximum"),
        ("at_least: 60", "at_least: 90", 15, "not below"),
        ("quota: 1/5", "quota: 6/5", 14, "from 0 to 1"),
        ("grade: qualified,", "grade: excellent,", 15, "stands twice"),
        ("decimals: 2", "decimals: 2\nnormalise: none", 18, "first in line 12"),
    ],
)
def test_faults_of_a_scheme_say_where_and_what_to_do(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    before: str,
    after: str,
    line: int,
    words: str,
) -> None:
    code = run(tmp_path, SCHEME.replace(before, after, 1))

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert f"scheme.yaml:{line}:" in err
    assert words in err


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("person: p0", "person: p1", 3, "stands twice"),
        ("on_time: 97", "on_tim: 97", 2, "no item “on_tim”"),
        ("on_time: 97", "on_time: late", 2, "“late”"),
        ("on_time: 97", "on_time: {a: 1}", 2, "takes one number"),
        ("filing: 6", "filings: 6", 2, "no coefficient for “filings”"),
        ("filing: 6", "filing: -6", 2, "a count of -6"),
        (
            "caseload: {first_instance: 20, filing: 6}",
            "caseload: 20",
            2,
            "each case type",
        ),
        ("discipline: 1", "discipline: -1", 2, "a count of -1"),
        ("leaders_view: 4", "leaders_view: 6", 2, "not within 0 and 5"),
        ("discipline: 1", "discipline: 1, discipline: 2", 2, "stands twice"),
    ],
)
def test_faults_of_the_facts_say_where_and_what_to_do(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    before: str,
    after: str,
    line: int,
    words: str,
) -> None:
    code = run(tmp_path, SCHEME, FACTS.replace(before, after, 1))

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert f"facts.yaml:{line}:" in err
    assert words in err


def test_normalising_needs_departments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(
        tmp_path,
        SCHEME.replace("normalise: none", "normalise: department_maximum"),
        FACTS.replace("person: p0, department: d1", "person: p0"),
    )

    assert code == 2
    assert "facts.yaml:3:5: “p0” has no department" in capsys.readouterr().err
