"""Votes on nominees, counted by the rule of a body; then the public notice begins."""

from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.deadlines.asking import Answer, Question
from hengjian.engines.deadlines.explaining import explain
from hengjian.engines.deadlines.lengths import parse_length
from hengjian.engines.voting.ballots import Ballot, Result, Voice, Votes
from hengjian.engines.voting.rules import ChairPart
from hengjian.engines.voting.tallying import Outcome, tally
from hengjian.honours.actions.locking import at_stage, named, nominees, one_of
from hengjian.honours.completing import finish
from hengjian.honours.faults import HonourFault
from hengjian.honours.models import Candidate, HonourRound, HonourVote, Stage
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.kinds import kind_of
from hengjian.meetings.catalogue import RuleInForce, digest_of
from hengjian.meetings.models import Body
from hengjian.meetings.queries.duties import members_on


LEAST_DAYS = 5
"""Working days of public notice below which no parameter goes."""


@journal.action
def record_vote(
    *,
    candidate: Candidate,
    body: Body,
    rule: RuleInForce,
    votes: Votes,
    present: int,
    recused: int = 0,
    chair: Voice | None = None,
    consulted: bool = False,
    by: Actor,
) -> HonourVote:
    """Count the votes of a body's members on one nominee by the rule of today.

    Raises ``HonourFault`` for a body of another place or one without members, votes that
    do not add up to those present, and a vote that is recorded already; ``UserFault`` for
    a ballot that contradicts itself.
    """
    honour_round = at_stage(candidate.round, Stage.VOTE)
    found = one_of(honour_round, candidate)
    if not found.is_nominated:
        raise HonourFault(Text("没有提名，不能表决", "not nominated: no vote"))
    if HonourVote.objects.filter(candidate=found).exists():
        raise HonourFault(Text("已经登记表决", "the vote is recorded already"))
    if body.procuratorate_id != honour_round.procuratorate_id:
        raise HonourFault(Text("不是本院的会议", "a body of another place"), status=422)
    members = members_on(body, clock.today()).count()
    if not members:
        raise HonourFault(
            Text("会议没有登记组成人员", "the body has no members on that day")
        )
    ballot = Ballot(members, present, votes, recused, chair, consulted)
    outcome = tally(rule.dated.rule, ballot)
    _require_whole(rule, ballot, outcome)
    made = _kept(found, body, rule, ballot, outcome, by)
    journal.enter(
        "honours.vote_recorded",
        subject=made,
        new={
            "candidate": found.pk,
            "body": body.pk,
            "result": made.result,
            "passed": made.is_passed,
            "for": made.ayes,
            "against": made.noes,
            "abstain": made.abstentions,
            "rule_digest": made.rule_digest,
        },
    )
    return made


@journal.action
def close_vote(*, honour_round: HonourRound, by: Actor) -> HonourRound:
    """End the voting: who passed goes into public notice from today.

    Raises ``HonourFault`` while a nominee has no vote. With nobody passed the round ends.
    """
    found = at_stage(honour_round, Stage.VOTE)
    put = nominees(found)
    votes = {
        each.candidate_id: each for each in HonourVote.objects.filter(candidate__in=put)
    }
    missing = [each for each in put if each.pk not in votes]
    if missing:
        raise HonourFault(
            Text(
                f"还没有登记表决：{named(missing)}",
                f"no vote is recorded on {named(missing)}",
            )
        )
    passed = [each for each in put if votes[each.pk].is_passed]
    today = clock.today()
    found.stage = Stage.NOTICE if passed else Stage.ENDED
    if passed:
        term = notice_term(found, today)
        found.notice_from_on, found.notice_until_on = today, _last_day(term)
        found.notice_steps = [step.as_json() for step in term.steps]
    found.save()
    journal.enter(
        "honours.vote_closed",
        subject=found,
        new={
            "passed": len(passed),
            "stage": found.stage,
            "notice_until_on": found.notice_until_on,
        },
    )
    until = found.notice_until_on
    finish(
        found,
        Stage.VOTE,
        {
            "passed": named(passed),
            "passed_count": str(len(passed)),
            "voted_on": today.isoformat(),
            "notice_from_on": today.isoformat() if until else "",
            "notice_until_on": until.isoformat() if until else "",
        },
        by=by,
    )
    return found


def notice_term(honour_round: HonourRound, begins_on: date) -> Answer:
    """The public notice counted in the calendar in force, with its reasons.

    The day it begins is not counted. Raises ``HonourFault`` for fewer than five days.
    """
    kind = kind_of(honour_round.matter.release)
    days = kind.parameter_on("notice_days", begins_on)
    if not isinstance(days, int) or days < LEAST_DAYS:
        raise HonourFault(
            Text(
                f"公示不得少于 {LEAST_DAYS} 个工作日，请核对业务包参数",
                f"a public notice lasts at least {LEAST_DAYS} working days: see the pack",
            )
        )
    return explain(
        Question(start=begins_on, length=parse_length(f"{days} working_days")),
        calendar_in_force(),
    )


def _last_day(term: Answer) -> date:
    due = term.due
    assert isinstance(due, date)  # noqa: S101 (counted from a day, in days)
    return due


def _require_whole(rule: RuleInForce, ballot: Ballot, outcome: Outcome) -> None:
    """Everybody present has voted or abstained; a chief who decides has said which way."""
    if outcome.result is Result.NO_QUORUM:
        raise HonourFault(outcome.reason, status=422)
    missing = ballot.present - ballot.votes.cast
    if missing:
        raise HonourFault(
            Text(
                f"还有 {missing} 位出席者没有记录赞成、反对或弃权",
                f"{missing} of those present have neither voted nor abstained",
            ),
            status=422,
        )
    decides = rule.dated.rule.chair is ChairPart.DECIDES
    if decides and (ballot.chair is None or not ballot.consulted):
        raise HonourFault(
            Text(
                "由检察长决定的，须记录检察长意见和与副检察长商量的情况",
                "where the chief decides, record the chief's view and the consultation",
            ),
            status=422,
        )


def _kept(
    candidate: Candidate,
    body: Body,
    rule: RuleInForce,
    ballot: Ballot,
    outcome: Outcome,
    by: Actor,
) -> HonourVote:
    kept, basis = rule.as_json(), rule.dated.basis.in_words()
    is_passed = outcome.result is Result.PASSED
    if outcome.result is Result.CHAIR_DECIDES:
        is_passed = ballot.chair is Voice.FOR
    made = HonourVote(
        candidate=candidate,
        body=body,
        voted_on=clock.today(),
        rule=kept,
        rule_digest=digest_of(kept),
        rule_basis_zh=basis.zh[:300],
        rule_basis_en=basis.en[:300],
        members=ballot.members,
        present=ballot.present,
        recused=ballot.recused,
        ayes=ballot.votes.ayes,
        noes=ballot.votes.noes,
        abstentions=ballot.votes.abstentions,
        result=outcome.result.value,
        is_passed=is_passed,
        reason_zh=outcome.reason.zh,
        reason_en=outcome.reason.en,
        recorded_by=by.journal_name,
        recorded_at=clock.now(),
    )
    made.save()
    return made
