"""Each member of a body votes on each nominee; the engine counts, the notice begins."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.voting.ballots import Ballot, Result, Voice, Votes
from hengjian.engines.voting.tallying import Outcome, tally
from hengjian.honours.actions.locking import at_stage, named, nominees
from hengjian.honours.completing import finish
from hengjian.honours.faults import HonourFault
from hengjian.honours.models import (
    Candidate,
    HonourBallot,
    HonourRound,
    HonourVote,
    Stage,
)
from hengjian.honours.notice_days import last_day, notice_term
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings import catalogue
from hengjian.meetings.catalogue import RuleInForce, digest_of
from hengjian.meetings.models import Body, Duty


PERSONNEL = "group_personnel"
"""The scope under which a body's special rule for commendation stands."""


@journal.action
def close_vote(*, honour_round: HonourRound, by: Actor) -> HonourRound:
    """Count every ballot by the body's rule of today; who passed goes into public notice.

    Nobody enters a number. Raises ``HonourFault`` before the vote has begun, while a
    member has neither voted nor is told to be absent, and without a quorum. With nobody
    passed the round ends.
    """
    found = at_stage(honour_round, Stage.VOTE)
    body = found.voting_body
    if body is None:
        raise HonourFault(Text("还没有发起表决", "no vote has begun"))
    put = nominees(found)
    _require_whole(found)
    rule = catalogue.rule_in_force(body, clock.today(), PERSONNEL)
    passed = [each for each in put if _counted(each, body, rule, by).is_passed]
    today = clock.today()
    found.stage = Stage.NOTICE if passed else Stage.ENDED
    if passed:
        term = notice_term(found, today)
        found.notice_from_on, found.notice_until_on = today, last_day(term)
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


def ballot_of(seats: list[HonourBallot]) -> Ballot:
    """What the members said of one nominee, as the engine counts it."""
    voices = [each.voice for each in seats]
    chair = next((s.voice for s in seats if s.member.duty == Duty.CHAIR), "")
    return Ballot(
        members=len(seats),
        present=sum(bool(each.voice) for each in seats),
        votes=Votes(*(voices.count(each) for each in Voice)),
        recused=sum(each.is_recused for each in seats),
        chair=Voice(chair) if chair else None,
    )


def _require_whole(found: HonourRound) -> None:
    waiting = HonourBallot.objects.filter(
        candidate__round=found, voice="", is_recused=False, is_absent=False
    ).select_related("member__person")
    names = sorted({each.member.person.name for each in waiting})
    if names:
        raise HonourFault(
            Text(
                f"还没有投票：{'、'.join(names)}；缺席的请登记缺席和原因",
                f"not voted yet: {', '.join(names)}; enter who is absent, and why",
            )
        )


def _counted(
    candidate: Candidate, body: Body, rule: RuleInForce, by: Actor
) -> HonourVote:
    """The vote on one nominee, counted and kept. Raises ``HonourFault``."""
    seats = list(
        HonourBallot.objects.filter(candidate=candidate)
        .select_related("member")
        .order_by("pk")
    )
    ballot = ballot_of(seats)
    outcome = tally(rule.dated.rule, ballot)
    if outcome.result is Result.NO_QUORUM:
        raise HonourFault(
            Text(
                f"{candidate.name}：{outcome.reason.zh}",
                f"{candidate.name}: {outcome.reason.en}",
            ),
            status=422,
        )
    made = _kept(candidate, body, rule, ballot, outcome, by)
    journal.enter(
        "honours.vote_counted",
        subject=made,
        new={
            "candidate": candidate.pk,
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


def _kept(
    candidate: Candidate,
    body: Body,
    rule: RuleInForce,
    ballot: Ballot,
    outcome: Outcome,
    by: Actor,
) -> HonourVote:
    kept, basis = rule.as_json(), rule.dated.basis.in_words()
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
        is_passed=outcome.result is Result.PASSED,
        reason_zh=outcome.reason.zh,
        reason_en=outcome.reason.en,
        recorded_by=by.journal_name,
        recorded_at=clock.now(),
    )
    made.save()
    return made
