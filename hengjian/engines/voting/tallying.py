"""The result of one vote, and which rule says so."""

from dataclasses import dataclass

from hengjian.engines.voting.ballots import Ballot, Result, Voice, contradictions
from hengjian.engines.voting.reasons import reason
from hengjian.engines.voting.rules import Base, ChairPart, Recused, VotingRule
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


@dataclass(frozen=True)
class Outcome:
    """The result; ``needed`` is None where no majority is asked for."""

    quorum_met: bool
    quorum_needed: int
    result: Result
    may_refer_up: bool
    needed: int | None
    reason: Text


def tally(rule: VotingRule, ballot: Ballot) -> Outcome:
    """The result of a ballot under a rule.

    Raises ``UserFault`` for a ballot that contradicts itself. Organic Law of the
    People's Procuratorates 30 to 34 for committees: quorum and majority are both of
    all members unless the rule says otherwise.
    """
    wrong = next(contradictions(ballot), None)
    if wrong is not None:
        raise UserFault(wrong.message, where=wrong.part)
    quorum_needed = rule.quorum.share.needed(base_of(rule, rule.quorum.of, ballot))
    needed = None
    if rule.majority is not None:
        base = base_of(rule, rule.majority.of, ballot)
        needed = rule.majority.share.needed(base)
    result = _result(rule, ballot, quorum_needed, needed)
    return Outcome(
        quorum_met=result is not Result.NO_QUORUM,
        quorum_needed=quorum_needed,
        result=result,
        may_refer_up=_may_refer_up(rule, ballot, result),
        needed=needed,
        reason=reason(rule, ballot, result, quorum_needed, needed),
    )


def base_of(rule: VotingRule, of: Base, ballot: Ballot) -> int:
    """How many people a share is taken of."""
    if of is Base.MEMBERS:
        excluded = rule.recused is Recused.EXCLUDED
        return ballot.members - ballot.recused * excluded
    if of is Base.PRESENT:
        return ballot.present
    return ballot.votes.ayes + ballot.votes.noes


def _result(
    rule: VotingRule, ballot: Ballot, quorum_needed: int, needed: int | None
) -> Result:
    if ballot.present < quorum_needed:
        return Result.NO_QUORUM
    if rule.chair is ChairPart.DECIDES:
        return Result.CHAIR_DECIDES
    if needed is None:
        raise UserFault(
            Text(
                "规则没有写明多数：只有由主持人决定时才可不写",
                "the rule names no majority; only where the chair decides may it be left out",
            ),
            where="rule",
        )
    return Result.PASSED if ballot.votes.ayes >= needed else Result.NOT_PASSED


def _may_refer_up(rule: VotingRule, ballot: Ballot, result: Result) -> bool:
    """The chair's side lost, and it lost to more votes than it had."""
    if rule.chair is not ChairPart.MAY_REFER_UP:
        return False
    votes = ballot.votes
    if result is Result.PASSED:
        return ballot.chair is Voice.AGAINST and votes.ayes > votes.noes
    if result is Result.NOT_PASSED:
        return ballot.chair is Voice.FOR and votes.noes > votes.ayes
    return False
