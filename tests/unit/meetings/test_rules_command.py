"""Which rule applied on a day, by command: shipped, own, for a scope."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from hengjian.engines.voting.bodies import DatedRule, SpeakingOrder
from hengjian.engines.voting.rules import Base, ShareOf, VotingRule, parse_share
from hengjian.meetings.actions import bodies
from hengjian.meetings.commands import rules
from hengjian.meetings.models import Body
from tests.cast import Cast
from tests.factories import meetings as make


Run = Callable[..., list[dict[str, object]]]


@pytest.fixture
def told(cast: Cast, committee: Body, capsys: pytest.CaptureFixture[str]) -> Run:
    import argparse

    def run(*words: str) -> list[dict[str, object]]:
        parser = argparse.ArgumentParser()
        rules.add_arguments(parser)
        asked = parser.parse_args([*words, "--as", cast.liu.username, "--json"])
        assert rules.run(asked) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_the_rule_of_a_day_is_told_with_its_basis(told: Run) -> None:
    (now,) = told("--on", "2026-10-26")
    (before,) = told("--on", "2020-07-30", "--body", "procuratorial_committee")

    assert (now["quorum"], now["majority"]) == (">1/2", ">1/2 members")
    assert now["from"] == "2020-07-31"
    assert "检察委员会工作规则" in str(now["basis"])
    assert "人民检察院组织法" in str(before["basis"])
    assert told("--body", "office_meeting") == []


def test_an_own_rule_takes_the_place_of_the_shipped_one_from_its_day(
    told: Run, committee: Body
) -> None:
    share = ShareOf(Base.MEMBERS, parse_share(">=2/3"))
    dated = DatedRule(
        date(2026, 11, 1),
        VotingRule(share, share),
        SpeakingOrder.JUNIOR_FIRST,
        False,
        bodies.own_basis("本院议事规则", "第五条"),
    )
    bodies.set_rule(body=committee, dated=dated, by=make.BY)

    ((before,), (after,)) = (told("--on", day) for day in ("2026-10-31", "2026-11-01"))

    assert (before["own"], after["own"]) == (False, True)
    assert after["quorum"] == ">=2/3"


def test_a_day_that_is_none_is_refused(
    told: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        told("--on", "tomorrow")

    assert "日期应写作 2025-12-31：tomorrow" in capsys.readouterr().err
