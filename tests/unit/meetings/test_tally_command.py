"""``hengjian meetings tally``."""

import json
from pathlib import Path

import pytest

from hengjian.config.cli import main


FILE = """\
rule:
  quorum: {of: members, share: ">1/2"}
  majority: {of: members, share: ">1/2"}
  chair: may_refer_up
  recused: excluded
members: 9
present: 6
recused: 1
votes: {for: 5, against: 1, abstain: 0}
chair: against
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")


def run(folder: Path, text: str, *options: str) -> int:
    path = folder / "vote.yaml"
    path.write_text(text, encoding="utf-8")
    return main(["meetings", "tally", str(path), *options])


def test_json_holds_what_the_contract_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(tmp_path, FILE, "--json")

    told = json.loads(capsys.readouterr().out)
    reason = told.pop("reason")
    assert code == 0
    assert told == {
        "quorum_met": True,
        "result": "passed",
        "may_refer_up": True,
        "needed": 5,
    }
    assert set(reason) == {"zh", "en"}


def test_lines_tell_result_reason_and_the_way_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, FILE)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "passed"
    assert "8 members (9 less 1 recused)" in lines[1]
    assert lines[2] == "the chief voted against the majority and may refer the item up"


def test_the_chief_decides_without_a_majority_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FILE.replace("may_refer_up", "decides").replace(
        '  majority: {of: members, share: ">1/2"}\n', "  consulted: true\n"
    )

    code = run(tmp_path, text, "--json")

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (told["result"], told["needed"]) == ("chair_decides", None)
    assert "after agreement with the deputies" in told["reason"]["en"]


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("for: 5", "for: 6", 9, "7 votes, but 6 are present"),
        ("present: 6", "present: 9", 7, "more than 9 members less 1 recused"),
        ("against: 1", "against: -1", 9, "not “-1”"),
        ("members: 9", "members: 0", 6, "not “0”"),
        ('share: ">1/2"', 'share: ">3/2"', 2, "can never be reached"),
        ('share: ">1/2"', "share: 1/2", 2, "write “>1/2”"),
        ('share: ">1/2"', "share: [1]", 2, "expected"),
        ("recused: 1", "recusd: 1", 8, "did you mean “recused”?"),
        ("recused: 1", "recused: 1\nmembers: 9", 9, "first in line 6"),
        ("chair: against", "chair: no", 10, "one of: abstain, against, for"),
        ('  majority: {of: members, share: ">1/2"}\n', "", 2, "“majority” is missing"),
    ],
)
def test_faults_say_where_and_what_to_do(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    before: str,
    after: str,
    line: int,
    words: str,
) -> None:
    code = run(tmp_path, FILE.replace(before, after, 1))

    told = capsys.readouterr()
    assert code == 2
    assert told.out == ""
    assert f"vote.yaml:{line}:" in told.err
    assert words in told.err


def test_all_faults_are_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, FILE.replace(">1/2", ">3/2").replace("members: 9", "members: x"))

    assert len(capsys.readouterr().err.splitlines()) == 3


def test_a_file_that_is_not_there_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["meetings", "tally", str(tmp_path / "none.yaml")])

    assert code == 2
    assert "cannot be read" in capsys.readouterr().err
