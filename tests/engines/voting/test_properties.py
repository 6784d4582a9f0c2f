"""What holds of every vote, whatever the rule and the numbers."""

import os
from dataclasses import replace
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from hengjian.engines.voting.ballots import Ballot, Result, Voice, Votes
from hengjian.engines.voting.rules import (
    Base,
    ChairPart,
    Recused,
    Share,
    ShareOf,
    VotingRule,
    parse_share,
    rule_from_json,
)
from hengjian.engines.voting.tallying import tally


EXAMPLES = int(os.environ.get("HENGJIAN_EXAMPLES", "25")) * 4
# a busy machine is no fault
UNHURRIED = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    value = draw(st.fractions(0, 1, max_denominator=12))
    return Share(value, draw(st.booleans()) and value < 1)


@st.composite
def rules(draw: st.DrawFn) -> VotingRule:
    return VotingRule(
        ShareOf(Base.MEMBERS, draw(shares())),
        ShareOf(draw(st.sampled_from(Base)), draw(shares())),
        draw(st.sampled_from(ChairPart)),
        draw(st.sampled_from(Recused)),
    )


@st.composite
def ballots(draw: st.DrawFn, silent: int = 0) -> Ballot:
    """Ballots in which at least ``silent`` of those present have not voted."""
    members = draw(st.integers(1 + silent, 25))
    recused = draw(st.integers(0, members - silent))
    able = members - recused
    # mostly well attended, so that quorums are met as well as missed
    present = draw(st.just(able) | st.integers(silent, able))
    ayes = draw(st.integers(0, present - silent))
    noes = draw(st.integers(0, present - silent - ayes))
    abstentions = draw(st.integers(0, present - silent - ayes - noes))
    chair = draw(st.none() | st.sampled_from(Voice))
    return Ballot(members, present, Votes(ayes, noes, abstentions), recused, chair)


@UNHURRIED
@given(rules(), ballots(silent=1))
def test_one_more_vote_for_never_unmakes_a_decision(
    rule: VotingRule, ballot: Ballot
) -> None:
    more = replace(ballot, votes=replace(ballot.votes, ayes=ballot.votes.ayes + 1))

    passed = tally(rule, ballot).result is Result.PASSED

    assert not passed or tally(rule, more).result is Result.PASSED


@UNHURRIED
@given(rules(), ballots())
def test_turning_a_no_into_an_aye_never_unmakes_a_decision(
    rule: VotingRule, ballot: Ballot
) -> None:
    votes = ballot.votes
    assume(votes.noes)
    turned = replace(
        ballot, votes=replace(votes, ayes=votes.ayes + 1, noes=votes.noes - 1)
    )

    passed = tally(rule, ballot).result is Result.PASSED

    assert not passed or tally(rule, turned).result is Result.PASSED


@UNHURRIED
@given(rules(), ballots(silent=1))
def test_one_more_vote_against_never_makes_a_decision(
    rule: VotingRule, ballot: Ballot
) -> None:
    more = replace(ballot, votes=replace(ballot.votes, noes=ballot.votes.noes + 1))

    failed = tally(rule, ballot).result is Result.NOT_PASSED

    assert not failed or tally(rule, more).result is Result.NOT_PASSED


@UNHURRIED
@given(rules(), ballots())
def test_a_result_agrees_with_the_exact_shares(
    rule: VotingRule, ballot: Ballot
) -> None:
    outcome = tally(rule, ballot)

    base = ballot.members
    if rule.recused is Recused.EXCLUDED:
        base -= ballot.recused
    bases = {
        Base.MEMBERS: base,
        Base.PRESENT: ballot.present,
        Base.VOTING: ballot.votes.ayes + ballot.votes.noes,
    }

    def fulfils(number: int, share_of: ShareOf) -> bool:
        if not number:
            return False
        if not bases[share_of.of]:
            # of nobody, any share but "all of none" is exceeded by one
            return True
        part = Fraction(number, bases[share_of.of])
        share = share_of.share
        return part > share.value if share.over else part >= share.value

    if not fulfils(ballot.present, rule.quorum):
        expected = Result.NO_QUORUM
    elif rule.chair is ChairPart.DECIDES:
        expected = Result.CHAIR_DECIDES
    elif rule.majority and fulfils(ballot.votes.ayes, rule.majority):
        expected = Result.PASSED
    else:
        expected = Result.NOT_PASSED
    assert outcome.result is expected


@UNHURRIED
@given(rules().map(lambda r: replace(r, chair=ChairPart.MAY_REFER_UP)), ballots())
def test_the_chair_refers_up_only_what_was_voted_on_against_the_chair(
    rule: VotingRule, ballot: Ballot
) -> None:
    outcome = tally(rule, ballot)

    lost = (outcome.result, ballot.chair) in {
        (Result.PASSED, Voice.AGAINST),
        (Result.NOT_PASSED, Voice.FOR),
    }
    assert lost or not outcome.may_refer_up


def test_shares_are_read_exactly() -> None:
    assert parse_share(">=2/3") == Share(Fraction(2, 3), over=False)
    assert parse_share("> 0.5") == Share(Fraction(1, 2), over=True)
    assert parse_share(">=1") == Share(Fraction(1), over=False)


def test_shares_read_as_people_say_them() -> None:
    told = {text: parse_share(text).in_words().en for text in (">1/2", ">2/3", ">=2/3")}

    assert told == {
        ">1/2": "more than half",
        ">2/3": "more than 2/3",
        ">=2/3": "at least 2/3",
    }
    assert parse_share(">=1").in_words().zh == "全部"


@UNHURRIED
@given(rules(), ballots())
def test_the_reason_names_the_rule_that_decided(
    rule: VotingRule, ballot: Ballot
) -> None:
    outcome = tally(rule, ballot)

    told = outcome.reason.en
    if not rule.quorum.share.asks_nothing:
        assert f"({rule.quorum.share.in_words().en} of " in told
    decided_by = {
        Result.NO_QUORUM: "no vote may be taken",
        Result.CHAIR_DECIDES: "By the rule the chief decides",
        Result.PASSED: f": {outcome.needed}): passed.",
        Result.NOT_PASSED: f": {outcome.needed}): not passed.",
    }
    assert decided_by[outcome.result] in told


@UNHURRIED
@given(rules())
def test_a_rule_is_written_and_read_back_exactly(rule: VotingRule) -> None:
    assert rule_from_json(rule.as_json()) == rule
