"""# Bodies, their rules by date, and where an item belongs

The file of bodies says who decides what by which rule from which day on. An item is held
to it on entry; what is wrong is said together with the rule that says so.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from hengjian.engines.pack_format.body_reading import load_bodies
from hengjian.engines.pack_format.single_file import FileFaults
from hengjian.engines.voting.bodies import Bodies, BodyPlan, DatedRule
from hengjian.engines.voting.intake import IntakeKind, Proposed, intake, is_misplaced
from hengjian.engines.voting.overlap import overlap
from hengjian.engines.voting.rules import rule_from_json


SHIPPED = Path(__file__).resolve().parents[3] / "packs" / "_shared" / "bodies.yaml"
BODIES = load_bodies(SHIPPED)
WHOLE = frozenset({"request_form", "report", "case_review_report"})
PUT = Proposed("procuratorial_committee", "committee_cases", True, WHOLE)

FILE = """\
bodies:
  - body: council
    label: Council
    members: its members
    chair: chair
    source: Rules
    rules:
      - quorum: {of: members, share: ">1/2"}
        majority: {of: members, share: ">1/2"}
        source: Rules
    scope:
      - {scope: plans, label: plans, source: Rules}
"""


def plan(name: str) -> BodyPlan:
    return BODIES.plans[name]


def test_four_bodies_are_shipped() -> None:
    scopes = {name: len(each.scope) for name, each in BODIES.plans.items()}

    assert scopes == {
        "party_leadership_group": 7,
        "procuratorial_committee": 3,
        "office_meeting": 3,
        "procurator_appraisal_committee": 3,
    }


def test_what_was_not_read_in_the_law_is_to_be_confirmed() -> None:
    rules = [rule for each in BODIES.plans.values() for rule in each.rules]

    assert {rule.basis.mark for rule in rules} == {"M"}
    assert "待核实" in rules[0].basis.in_words().zh
    assert plan("procuratorial_committee").basis.mark == "V"


def test_the_committee_has_two_majorities_of_all_its_members() -> None:
    rule = plan("procuratorial_committee").rule_on(date(2026, 10, 1))

    assert rule is not None
    assert rule.rule.as_json() == {
        "quorum": {"of": "members", "share": ">1/2"},
        "majority": {"of": "members", "share": ">1/2"},
        "chair": "may_refer_up",
        "recused": "excluded",
    }
    assert rule.from_on == date(2020, 7, 31)


def test_the_rule_is_the_one_of_the_day() -> None:
    before = plan("procuratorial_committee").rule_on(date(2020, 7, 30))

    assert before is not None
    assert before.from_on is None


def test_officials_need_two_thirds_of_the_group_there() -> None:
    group = plan("party_leadership_group")
    day = date(2026, 10, 1)

    usual, special = (
        group.rule_on(day, "group_plans"),
        group.rule_on(day, "group_personnel"),
    )

    assert usual is not None
    assert special is not None
    assert usual.rule.quorum.share.as_text() == ">=1/2"
    assert special.rule.quorum.share.as_text() == ">=2/3"


def test_a_rule_comes_back_from_what_a_vote_keeps() -> None:
    rules = [rule.rule for each in BODIES.plans.values() for rule in each.rules]

    assert [rule_from_json(rule.as_json()) for rule in rules] == rules


def test_no_rule_holds_before_the_first_one_begins() -> None:
    council = plan("procuratorial_committee")
    late: DatedRule = replace(council.rules[0], from_on=date(2025, 1, 1))

    assert replace(council, rules=(late,)).rule_on(date(2024, 12, 31)) is None


def test_a_whole_item_in_scope_is_let_in() -> None:
    assert intake(BODIES, PUT) == ()


@pytest.mark.parametrize(
    "body",
    ["party_leadership_group", "office_meeting", "procurator_appraisal_committee"],
)
def test_a_case_goes_to_the_committee_alone(body: str) -> None:
    found = intake(BODIES, replace(PUT, body=body))

    first = found[0]
    assert first.kind is IntakeKind.CASE_REFUSED
    assert first.send_to == "procuratorial_committee"
    assert first.basis is not None
    assert is_misplaced(found)


def test_what_is_anothers_scope_is_sent_there_with_the_rule() -> None:
    found = intake(BODIES, replace(PUT, is_case=False, scope="group_personnel"))

    [wrong] = found
    assert (wrong.kind, wrong.send_to) == (
        IntakeKind.ELSEWHERE,
        "party_leadership_group",
    )
    assert "干部任免" in wrong.text.zh
    assert wrong.basis == plan("party_leadership_group").scope[4].basis


def test_a_case_under_a_scope_without_cases_is_told_to_choose_another() -> None:
    [wrong] = intake(BODIES, replace(PUT, scope="committee_guidance"))

    assert wrong.kind is IntakeKind.INCOMPLETE
    assert not wrong.send_to


def test_every_missing_paper_is_named() -> None:
    found = intake(BODIES, replace(PUT, parts=frozenset({"report"})))

    assert [each.text.zh for each in found] == [
        "缺少材料：议题提请表",
        "缺少材料：案件审查报告",
    ]


def test_a_paper_of_cases_is_not_asked_of_other_items() -> None:
    other = replace(PUT, is_case=False, scope="committee_guidance")

    assert intake(BODIES, replace(other, parts=WHOLE - {"case_review_report"})) == ()


def test_a_post_that_may_not_put_items_is_told() -> None:
    [wrong] = intake(BODIES, replace(PUT, post="clerk"))

    assert wrong.kind is IntakeKind.NOT_ENTITLED


def test_without_a_scope_an_item_is_incomplete() -> None:
    [wrong] = intake(BODIES, replace(PUT, scope="nothing"))

    assert wrong.kind is IntakeKind.INCOMPLETE


@pytest.mark.parametrize(
    ("one", "other", "both", "share"),
    [
        # seven of the group sit in a committee of eleven and a meeting of twenty-five
        (7, 11, 7, Fraction(7, 11)),
        (7, 25, 7, Fraction(7, 25)),
        (11, 25, 10, Fraction(10, 25)),
        (3, 3, 0, Fraction(0)),
    ],
)
def test_overlap_is_taken_of_the_larger_body(
    one: int, other: int, both: int, share: Fraction
) -> None:
    first = set(range(one))
    second = set(range(one - both, one - both + other))

    assert overlap(first, second) == overlap(second, first) == share


def test_empty_bodies_have_no_overlap() -> None:
    assert overlap([], []) is None


def written(folder: Path, text: str) -> Bodies:
    path = folder / "bodies.yaml"
    path.write_text(text, encoding="utf-8")
    return load_bodies(path)


def test_an_office_adds_a_body_as_data(tmp_path: Path) -> None:
    council = written(tmp_path, FILE).plans["council"]

    assert [each.code for each in council.scope] == ["plans"]
    assert council.cases is None


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ('share: ">1/2"', 'share: ">3/2"', 8, "can never be reached"),
        ("body: council", "bodi: council", 2, "unknown key"),
        ("        source: Rules\n    scope", "    scope", 8, "“source” is missing"),
        (
            '        majority: {of: members, share: ">1/2"}\n',
            "",
            8,
            "“majority” is missing",
        ),
        (
            "        source: Rules\n    scope",
            "        scopes: [other]\n        source: Rules\n    scope",
            10,
            "there is no scope “other”",
        ),
        (
            "    scope:\n",
            "    scope:\n      - {scope: plans, label: again, source: Rules}\n",
            13,
            "stands twice",
        ),
        (
            "    chair: chair\n",
            "    chair: chair\n    cases: {send_to: elsewhere, reason: no, source: x}\n",
            6,
            "is no body that takes cases",
        ),
    ],
)
def test_faults_say_where_and_what(
    tmp_path: Path, before: str, after: str, line: int, words: str
) -> None:
    assert before in FILE

    with pytest.raises(FileFaults) as raised:
        written(tmp_path, FILE.replace(before, after, 1))

    told = raised.value.message.en
    assert f"bodies.yaml:{line}:" in told
    assert words in told


def test_two_rules_from_one_day_are_refused(tmp_path: Path) -> None:
    rule = FILE[FILE.index("      - quorum") : FILE.index("    scope")]

    with pytest.raises(FileFaults, match="两条规则"):
        written(tmp_path, FILE.replace(rule, rule + rule))


def test_a_body_with_special_rules_alone_is_refused(tmp_path: Path) -> None:
    special = FILE.replace(
        "      - quorum", "      - scopes: [plans]\n        quorum", 1
    )

    with pytest.raises(FileFaults, match="没有一般规则"):
        written(tmp_path, special)
