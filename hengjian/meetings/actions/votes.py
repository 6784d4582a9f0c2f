"""Acts on votes: begun, recorded, the chief's consultation, counted, corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from hengjian.audit import actions as journal
from hengjian.audit.actions import Personal
from hengjian.audit.actors import Actor
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.engines.voting.ballots import Ballot, Voice, Votes
from hengjian.engines.voting.rules import ChairPart, VotingRule, rule_from_json
from hengjian.engines.voting.tallying import Outcome, tally
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings import counting
from hengjian.meetings.catalogue import RuleInForce, digest_of
from hengjian.meetings.faults import MeetingFault, RecordedMeanwhile
from hengjian.meetings.models import (
    AgendaItem,
    Answer,
    Attendance,
    BodyMember,
    ItemState,
    MeetingState,
    Presence,
    Resolution,
    Vote,
    VoteState,
)
from hengjian.meetings.queries.duties import members_on
from hengjian.organisation.models import Person


@dataclass(frozen=True)
class Heard:
    """What was recorded of one member."""

    member: int
    presence: Presence = Presence.PRESENT
    voice: Voice | None = None
    reason: str = ""
    view: str = ""
    spoke: int | None = None


@journal.action
def begin(
    *,
    item: AgendaItem,
    proposal: str,
    rule: RuleInForce,
    is_open: bool = True,
    by: Actor,
) -> Vote:
    """Begin a vote on a scheduled item: every member of the meeting's day has a row.

    Raises ``MeetingFault`` before the meeting's day, without members, or while a vote of
    the item is being taken or stands.
    """
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    meeting = item.meeting
    if (
        item.state != ItemState.SCHEDULED
        or meeting is None
        or meeting.state != MeetingState.CALLED
        or item.votes.filter(state=VoteState.TAKING).exists()
    ):
        raise MeetingFault(
            Text("议题不在议程上，或已经在表决", "not on an agenda, or being voted on")
        )
    if meeting.held_on > clock.today():
        raise MeetingFault(
            Text("会议日期还没有到", "the day of the meeting has not come")
        )
    members = list(members_on(item.body, meeting.held_on))
    if not members:
        raise MeetingFault(
            Text("会议没有登记组成人员", "the body has no members on that day")
        )
    refuse_marked_words(proposal)
    if not proposal.strip():
        raise MeetingFault(
            Text("请写明提付表决的意见", "say what is voted on"), status=422
        )
    kept = rule.as_json()
    basis = rule.dated.basis.in_words()
    vote = Vote(
        item=item,
        meeting=meeting,
        proposal=proposal.strip(),
        is_open=is_open,
        rule=kept,
        rule_digest=digest_of(kept),
        rule_basis_zh=basis.zh[:300],
        rule_basis_en=basis.en[:300],
        begun_by=by.journal_name,
        begun_at=clock.now(),
    )
    vote.save()
    _seat(vote, members)
    journal.enter(
        "meetings.vote_begun",
        subject=vote,
        new={
            "item": item.pk,
            "rule_digest": vote.rule_digest,
            "own_rule": rule.is_own,
            "members": len(members),
            "open": is_open,
        },
        detail={"proposal": Personal(vote.proposal)},
    )
    return vote


@journal.action
def record(
    *,
    vote: Vote,
    version: int,
    heard: Sequence[Heard],
    counted: Votes | None = None,
    by: Actor,
) -> Vote:
    """Record attendance, voices, views and the order of speaking, all at once.

    ``version`` is that of the vote when its page was opened; raises
    ``RecordedMeanwhile`` where somebody has recorded since, ``MeetingFault`` for what
    cannot be.
    """
    vote = _taking(vote)
    if vote.version != version:
        raise RecordedMeanwhile
    seats = {seat.member_id: seat for seat in vote.attendance.all()}
    changed = 0
    for each in heard:
        seat = seats.get(each.member)
        if seat is None:
            raise MeetingFault(
                Text("名单里没有这个人", "there is no such member"), status=422
            )
        before = (seat.presence, seat.voice, seat.reason, seat.view, seat.spoke)
        _hear(seat, each, vote)
        if before != (seat.presence, seat.voice, seat.reason, seat.view, seat.spoke):
            seat.save()
            changed += 1
    if not vote.is_open and counted is not None:
        vote.ayes, vote.noes = counted.ayes, counted.noes
        vote.abstentions = counted.abstentions
    vote.version += 1
    vote.save()
    journal.enter(
        "meetings.vote_recorded",
        subject=vote,
        new={"version": vote.version, "rows": changed},
    )
    return vote


@journal.action
def consult(*, vote: Vote, deputies: Sequence[Person], opinion: str, by: Actor) -> Vote:
    """Record that the chief has agreed with the deputies, and on what."""
    vote = _taking(vote)
    if rule_from_json(vote.rule).chair is not ChairPart.DECIDES:
        raise MeetingFault(
            Text(
                "只有由检察长决定的会议才记录商量",
                "only where the chief decides is a consultation recorded",
            )
        )
    refuse_marked_words(opinion)
    if not deputies or not opinion.strip():
        raise MeetingFault(
            Text("请写明与谁商量、商量的意见", "say with whom, and what was agreed"),
            status=422,
        )
    vote.consulted_with = [
        {"number": person.number, "name": person.name} for person in deputies
    ]
    vote.consulted_opinion = opinion.strip()
    vote.consulted_by, vote.consulted_at = by.journal_name, clock.now()
    vote.version += 1
    vote.save()
    journal.enter(
        "meetings.chair_consulted",
        subject=vote,
        new={"with": [person.number for person in deputies]},
        detail={"opinion": Personal(vote.consulted_opinion)},
    )
    return vote


@journal.action
def close(*, vote: Vote, version: int, by: Actor) -> Vote:
    """Count a vote by the rule it keeps; the result stands until it is corrected.

    Raises ``RecordedMeanwhile``, and ``MeetingFault`` while somebody present has neither
    voted nor abstained.
    """
    vote = _taking(vote)
    if vote.version != version:
        raise RecordedMeanwhile
    item = AgendaItem.objects.select_for_update().get(pk=vote.item_id)
    rule = rule_from_json(vote.rule)
    ballot, outcome = counted_now(vote, rule)
    counting.require_whole(vote, rule, ballot, has_quorum=outcome.quorum_met)
    vote.ayes, vote.noes = ballot.votes.ayes, ballot.votes.noes
    vote.abstentions = ballot.votes.abstentions
    vote.members, vote.present = ballot.members, ballot.present
    vote.recused = ballot.recused
    vote.result, vote.needed = outcome.result.value, outcome.needed
    vote.is_adopted = counting.is_adopted(outcome, ballot)
    vote.may_refer_up = outcome.may_refer_up
    vote.reason_zh, vote.reason_en = outcome.reason.zh, outcome.reason.en
    vote.state = VoteState.CLOSED
    vote.closed_by, vote.closed_at = by.journal_name, clock.now()
    vote.version += 1
    vote.save()
    item.state = counting.state_after(outcome, ballot)
    item.save()
    journal.enter(
        "meetings.vote_closed",
        subject=vote,
        new={
            "result": vote.result,
            "adopted": vote.is_adopted,
            "for": vote.ayes,
            "against": vote.noes,
            "abstain": vote.abstentions,
            "members": vote.members,
            "present": vote.present,
            "recused": vote.recused,
            "rule_digest": vote.rule_digest,
            "item_state": item.state,
        },
    )
    return vote


@journal.action
def correct(*, vote: Vote, reason: str, by: Actor) -> Vote:
    """Take a counted vote up again with its reason; the old one is kept as it was.

    Raises ``MeetingFault`` once a resolution or a referral stands on it.
    """
    old = Vote.objects.select_for_update().get(pk=vote.pk)
    if old.state != VoteState.CLOSED:
        raise MeetingFault(
            Text("只有已计票的表决可以更正", "only a counted vote is corrected")
        )
    refuse_marked_words(reason)
    if not reason.strip():
        raise MeetingFault(
            Text("请写明更正的理由", "say why it is corrected"), status=422
        )
    if Resolution.objects.filter(vote=old).exists() or hasattr(old, "referral"):
        raise MeetingFault(
            Text(
                "已经形成决议或报请上级，不能更正；请重新提请议题",
                "a resolution or referral stands on it: put the item again",
            )
        )
    item = AgendaItem.objects.select_for_update().get(pk=old.item_id)
    if item.meeting_id != old.meeting_id or item.votes.filter(pk__gt=old.pk).exists():
        raise MeetingFault(
            Text(
                "议题后来又上过会，先前的表决不能更正",
                "the item has gone to another meeting since",
            )
        )
    old.state = VoteState.CORRECTED
    old.save()
    item.state = ItemState.SCHEDULED
    item.save()
    new = _copied(old, reason, by)
    journal.enter(
        "meetings.vote_corrected",
        subject=new,
        old={"vote": old.pk, "result": old.result},
        detail={"reason": Personal(reason.strip())},
    )
    return new


def counted_now(vote: Vote, rule: VotingRule) -> tuple[Ballot, Outcome]:
    """Ballot and outcome of what is recorded so far. Raises ``UserFault``."""
    seats = list(vote.attendance.select_related("member"))
    ballot = counting.ballot_of(vote, seats, vote.meeting.chair_id)
    return ballot, tally(rule, ballot)


def _copied(old: Vote, reason: str, by: Actor) -> Vote:
    new = Vote(
        item=old.item,
        meeting=old.meeting,
        proposal=old.proposal,
        is_open=old.is_open,
        rule=old.rule,
        rule_digest=old.rule_digest,
        rule_basis_zh=old.rule_basis_zh,
        rule_basis_en=old.rule_basis_en,
        ayes=None if old.is_open else old.ayes,
        noes=None if old.is_open else old.noes,
        abstentions=None if old.is_open else old.abstentions,
        consulted_at=old.consulted_at,
        consulted_with=old.consulted_with,
        consulted_opinion=old.consulted_opinion,
        consulted_by=old.consulted_by,
        begun_by=by.journal_name,
        begun_at=clock.now(),
        corrects=old,
        correction_reason=reason.strip()[:500],
    )
    new.save()
    for seat in old.attendance.all():
        seat.pk, seat.vote = None, new
        seat._state.adding = True
        seat.save()
    return new


def _seat(vote: Vote, members: Sequence[BodyMember]) -> None:
    """Whoever asked for leave begins as absent, with the reason; all others as present."""
    leave = vote.meeting.invitations.filter(answer=Answer.AWAY)
    reasons = dict(leave.values_list("person_id", "reason"))
    for member in members:
        away = reasons.get(member.person_id)
        Attendance(
            vote=vote,
            member=member,
            presence=Presence.PRESENT if away is None else Presence.ABSENT,
            reason=away or "",
        ).save()


def _hear(seat: Attendance, heard: Heard, vote: Vote) -> None:
    refuse_marked_words(heard.reason, heard.view)
    if heard.presence != Presence.PRESENT and heard.voice is not None:
        raise MeetingFault(
            Text(
                f"{seat.member.person.name}没有出席表决，不能投票",
                f"{seat.member.person.name} took no part and cannot vote",
            ),
            status=422,
        )
    if heard.presence == Presence.RECUSED and not heard.reason.strip():
        raise MeetingFault(
            Text(
                f"{seat.member.person.name}回避，请写明理由",
                f"{seat.member.person.name} is recused: say why",
            ),
            status=422,
        )
    is_written = heard.presence == Presence.ABSENT and heard.view.strip()
    if is_written and not vote.rule["written_views"]:
        raise MeetingFault(
            Text("依规则缺席者不提交书面意见", "by the rule the absent send no views"),
            status=422,
        )
    seat.presence = heard.presence
    seat.voice = heard.voice.value if heard.voice else ""
    seat.reason = heard.reason.strip()[:300]
    seat.view = heard.view.strip()
    seat.spoke = heard.spoke


def _taking(vote: Vote) -> Vote:
    found: Vote = Vote.objects.select_for_update().get(pk=vote.pk)
    if found.state != VoteState.TAKING:
        raise MeetingFault(Text("这次表决已经计票", "this vote is counted already"))
    return found
