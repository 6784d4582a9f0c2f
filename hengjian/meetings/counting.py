"""From what was recorded at a vote to its ballot, and to what becomes of the item."""

from collections.abc import Sequence

from hengjian.engines.voting.ballots import Ballot, Result, Voice, Votes
from hengjian.engines.voting.rules import ChairPart, VotingRule
from hengjian.engines.voting.tallying import Outcome
from hengjian.lib.bilingual import Text
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import Attendance, ItemState, Presence, Vote


def ballot_of(vote: Vote, seats: Sequence[Attendance], chair_id: int) -> Ballot:
    """The ballot of a vote; ``chair_id`` is the person who holds the meeting."""
    voices = [seat.voice for seat in seats]
    counted = Votes(*(voices.count(each) for each in Voice))
    if not vote.is_open:
        counted = Votes(vote.ayes or 0, vote.noes or 0, vote.abstentions or 0)
    chair = next((s.voice for s in seats if s.member.person_id == chair_id), "")
    return Ballot(
        members=len(seats),
        present=_count(seats, Presence.PRESENT),
        votes=counted,
        recused=_count(seats, Presence.RECUSED),
        chair=Voice(chair) if chair else None,
        consulted=vote.consulted_at is not None,
    )


def require_whole(
    vote: Vote, rule: VotingRule, ballot: Ballot, *, has_quorum: bool
) -> None:
    """Raise ``MeetingFault`` while somebody present has not voted or abstained, and
    while a chief who decides has not consulted the deputies or said which way.

    Without a quorum nothing may be voted on, so nothing is asked for.
    """
    if not has_quorum:
        if ballot.votes.cast:
            raise MeetingFault(
                Text(
                    "不足法定人数，不得表决：请清除已记的票再计票",
                    "there is no quorum and no vote may be taken: clear the votes",
                )
            )
        return
    if rule.chair is ChairPart.DECIDES:
        if not ballot.consulted:
            raise MeetingFault(
                Text(
                    "由检察长决定的，须先记录与副检察长商量的情况",
                    "where the chief decides, record the consultation first",
                )
            )
        if ballot.chair not in {Voice.FOR, Voice.AGAINST}:
            raise MeetingFault(
                Text("还没有记录检察长的意见", "the chief's view is not recorded")
            )
    missing = ballot.present - ballot.votes.cast
    if missing > 0:
        raise MeetingFault(
            Text(
                f"还有 {missing} 位出席者没有记录赞成、反对或弃权，不能计票",
                f"{missing} of those present have neither voted nor abstained",
            )
        )


def is_adopted(outcome: Outcome, ballot: Ballot) -> bool:
    """Whether the proposal stands: passed, or the chief is for it."""
    if outcome.result is Result.CHAIR_DECIDES:
        return ballot.chair is Voice.FOR
    return outcome.result is Result.PASSED


def state_after(outcome: Outcome, ballot: Ballot) -> ItemState:
    """Decided either way, or not decided: no quorum, or neither side has the majority."""
    if outcome.result is Result.NO_QUORUM:
        return ItemState.UNDECIDED
    if outcome.result is Result.NOT_PASSED:
        is_rejected = outcome.needed is not None and ballot.votes.noes >= outcome.needed
        return ItemState.DECIDED if is_rejected else ItemState.UNDECIDED
    return ItemState.DECIDED


def _count(seats: Sequence[Attendance], presence: Presence) -> int:
    return sum(seat.presence == presence for seat in seats)
