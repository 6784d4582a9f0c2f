"""How far a vote on nominees has come, and one's own ballots: nobody reads another's."""

from dataclasses import dataclass, field

from hengjian.access.models import Account
from hengjian.honours.models import Candidate, HonourBallot, HonourRound
from hengjian.honours.models.ballot import BALLOT_STATES
from hengjian.lib.bilingual import Text
from hengjian.meetings.models import BodyMember


@dataclass(frozen=True)
class Seat:
    """One member of the voting body: whether that member has voted, never how."""

    member: BodyMember
    state: str
    reason: str

    @property
    def state_text(self) -> Text:
        """The state in both languages."""
        return BALLOT_STATES[self.state]


@dataclass(frozen=True)
class VoteTold:
    """A vote under way: its members, and the reader's own ballots where there are any."""

    seats: list[Seat] = field(default_factory=list)
    own: list[tuple[Candidate, HonourBallot]] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How many members have still to vote."""
        return sum(seat.state == "waiting" for seat in self.seats)


def vote_told(found: HonourRound, account: Account) -> VoteTold:
    """The vote on a round's nominees as somebody may see it."""
    ballots = list(
        HonourBallot.objects.filter(candidate__round=found)
        .select_related("member__person", "candidate")
        .order_by("member__seniority", "member_id", "candidate__name", "candidate_id")
    )
    seats: dict[int, list[HonourBallot]] = {}
    for each in ballots:
        seats.setdefault(each.member_id, []).append(each)
    own = [
        (each.candidate, each)
        for each in ballots
        if account.person_id is not None and each.member.person_id == account.person_id
    ]
    return VoteTold([_seat(each) for each in seats.values()], own)


def _seat(ballots: list[HonourBallot]) -> Seat:
    """Recused from one nominee and waiting for another is waiting."""
    order = ("waiting", "absent", "voted", "recused")
    first = min(ballots, key=lambda each: order.index(each.state))
    return Seat(first.member, first.state, first.reason)
