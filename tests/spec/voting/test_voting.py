"""# How a vote is counted

A body's rule says who must be there, what it takes to pass, and what part the chair has.
Each paragraph is one rule with one example; `hengjian meetings tally` prints the same
result and the same reason.
"""

import pytest

from hengjian.engines.voting.ballots import Ballot, Result, Voice, Votes
from hengjian.engines.voting.rules import (
    Base,
    ChairPart,
    Recused,
    ShareOf,
    VotingRule,
    parse_share,
)
from hengjian.engines.voting.tallying import Outcome, tally
from hengjian.lib.faults import UserFault


def rule(
    quorum: str = ">1/2",
    majority: str | None = ">1/2",
    of: str = "members",
    chair: str = "votes",
    recused: str = "excluded",
) -> VotingRule:
    return VotingRule(
        quorum=ShareOf(Base.MEMBERS, parse_share(quorum)),
        majority=ShareOf(Base(of), parse_share(majority)) if majority else None,
        chair=ChairPart(chair),
        recused=Recused(recused),
    )


def vote(
    ayes: int,
    noes: int = 0,
    abstentions: int = 0,
    *,
    under: VotingRule | None = None,
    members: int = 9,
    present: int | None = None,
    recused: int = 0,
    chair: str | None = "for",
    consulted: bool = False,
) -> Outcome:
    votes = Votes(ayes, noes, abstentions)
    ballot = Ballot(
        members,
        votes.cast if present is None else present,
        votes,
        recused,
        Voice(chair) if chair else None,
        consulted,
    )
    return tally(under or rule(), ballot)


def test_a_committee_of_nine_needs_five_there_and_five_for() -> None:
    outcome = vote(5, 4)

    assert (outcome.quorum_needed, outcome.needed) == (5, 5)
    assert outcome.result is Result.PASSED


def test_if_only_five_attend_all_five_must_be_for() -> None:
    # the majority is of all nine members, not of the five present
    assert vote(5).result is Result.PASSED
    assert vote(4, 1).result is Result.NOT_PASSED


def test_four_of_nine_are_no_quorum_however_many_are_for() -> None:
    outcome = vote(4)

    assert outcome.result is Result.NO_QUORUM
    assert not outcome.quorum_met
    assert "须 5 人" in outcome.reason.zh


def test_half_of_an_even_body_is_not_more_than_half() -> None:
    outcome = vote(4, 4, members=8)

    assert outcome.needed == 5
    assert outcome.result is Result.NOT_PASSED


def test_two_thirds_of_seven_are_five() -> None:
    # 14/3 = 4.67, rounded up
    outcome = vote(5, 2, members=7, under=rule(quorum=">=2/3", majority=">=2/3"))

    assert (outcome.quorum_needed, outcome.needed) == (5, 5)


def test_two_thirds_of_nine_are_exactly_six_and_more_than_that_seven() -> None:
    assert vote(6, 3, under=rule(majority=">=2/3")).needed == 6
    assert vote(6, 3, under=rule(majority=">2/3")).needed == 7


def test_all_means_every_member() -> None:
    under = rule(majority=">=1")

    assert vote(9, under=under).result is Result.PASSED
    assert vote(8, 0, 1, under=under).result is Result.NOT_PASSED


def test_a_majority_of_those_present_counts_abstentions_against() -> None:
    # six present: four are needed
    outcome = vote(3, 1, 2, under=rule(of="present"))

    assert outcome.needed == 4
    assert outcome.result is Result.NOT_PASSED


def test_a_majority_of_those_voting_leaves_abstentions_out() -> None:
    # four vote for or against: three are needed
    outcome = vote(3, 1, 2, under=rule(of="voting"))

    assert outcome.needed == 3
    assert outcome.result is Result.PASSED


def test_nothing_passes_when_everybody_abstains() -> None:
    outcome = vote(0, 0, 6, under=rule(majority=">=1/2", of="voting"), chair="abstain")

    assert outcome.needed == 1
    assert outcome.result is Result.NOT_PASSED


def test_recused_members_leave_the_base() -> None:
    # nine less two: more than half of seven is four
    outcome = vote(4, recused=2)

    assert (outcome.quorum_needed, outcome.needed) == (4, 4)
    assert outcome.result is Result.PASSED
    assert "9 less 2 recused" in outcome.reason.en


def test_recused_members_stay_in_the_base_where_the_rule_counts_them() -> None:
    outcome = vote(4, recused=2, under=rule(recused="counted"))

    assert outcome.quorum_needed == 5
    assert outcome.result is Result.NO_QUORUM


def test_the_chief_decides_whatever_the_votes() -> None:
    under = rule(quorum=">=0", majority=None, chair="decides")

    outcome = vote(1, 5, under=under, consulted=True)

    assert outcome.result is Result.CHAIR_DECIDES
    assert outcome.needed is None
    assert "同意，已与副检察长取得一致" in outcome.reason.zh


def test_a_chief_who_did_not_consult_is_told_so() -> None:
    under = rule(majority=None, chair="decides")

    assert "no agreement with the deputies" in vote(5, 1, under=under).reason.en


def test_a_chief_who_has_said_nothing_has_not_decided() -> None:
    under = rule(majority=None, chair="decides")

    assert "尚未表明意见" in vote(5, 1, under=under, chair=None).reason.zh


def test_without_a_quorum_the_chief_cannot_decide_either() -> None:
    under = rule(majority=None, chair="decides")

    assert vote(4, under=under).result is Result.NO_QUORUM


@pytest.mark.parametrize(
    ("ayes", "noes", "chair", "may_refer"),
    [
        (5, 4, "against", True),  # passed against the chair
        (4, 5, "for", True),  # not passed, and more were against
        (5, 4, "for", False),  # the chair was with the majority
        (4, 5, "against", False),
        (5, 4, "abstain", False),  # abstaining is not voting against
        (5, 4, None, False),  # the chair was recused
        (4, 1, "for", False),  # fell short, but no majority stood against the chair
        (4, 4, "for", False),  # a tie is no majority
        (4, 0, "for", False),  # no quorum, no vote
    ],
)
def test_the_chair_may_refer_up_what_the_majority_decided_otherwise(
    ayes: int, noes: int, chair: str | None, may_refer: bool
) -> None:
    outcome = vote(ayes, noes, under=rule(chair="may_refer_up"), chair=chair)

    assert outcome.may_refer_up is may_refer


def test_only_a_rule_that_says_so_lets_the_chair_refer_up() -> None:
    assert not vote(5, 4, chair="against").may_refer_up


def test_the_reason_names_the_rule_that_decided() -> None:
    assert vote(4, 1).reason.en == (
        "5 present, the quorum is met (more than half of all 9 members: 5). "
        "4 for, the majority is not reached (more than half of all 9 members: 5): "
        "not passed."
    )
    assert vote(4, 1).reason.zh == (
        "出席 5 人，达到法定人数(全体组成人员 9 人的过半数，须 5 人)；"
        "赞成 4 票，未达到多数(全体组成人员 9 人的过半数，须 5 票)，不通过"
    )


@pytest.mark.parametrize(
    ("ballot", "part"),
    [
        (Ballot(9, 5, Votes(5, 1)), "votes"),
        (Ballot(9, 10, Votes(5, 1)), "present"),
        (Ballot(9, 9, Votes(5, 1), recused=1), "present"),
        (Ballot(9, 0, Votes(0, 0), recused=10), "recused"),
        (Ballot(9, 5, Votes(5, 0), recused=-1), "recused"),
        (Ballot(9, 5, Votes(5, -1)), "votes"),
        (Ballot(0, 0, Votes(0, 0)), "members"),
    ],
)
def test_a_ballot_that_contradicts_itself_is_refused(ballot: Ballot, part: str) -> None:
    with pytest.raises(UserFault) as fault:
        tally(rule(), ballot)

    assert fault.value.where == part


@pytest.mark.parametrize("text", [">3/2", ">1", "1/2", "<1/2", ">1/0", ">-1/2", "half"])
def test_a_share_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(UserFault):
        parse_share(text)


def test_a_rule_without_a_majority_is_refused_where_votes_decide() -> None:
    with pytest.raises(UserFault, match="多数"):
        vote(5, under=rule(majority=None))
