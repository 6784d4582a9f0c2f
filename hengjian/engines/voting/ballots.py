"""One vote as it was taken, and what cannot be true of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hengjian.lib.bilingual import Text


class Voice(StrEnum):
    """How somebody voted."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Result(StrEnum):
    """What comes of a vote."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    NO_QUORUM = "no_quorum"
    CHAIR_DECIDES = "chair_decides"


@dataclass(frozen=True)
class Votes:
    """Numbers of votes; the chair's is among them."""

    ayes: int
    noes: int
    abstentions: int = 0

    @property
    def cast(self) -> int:
        """All votes, abstentions among them."""
        return self.ayes + self.noes + self.abstentions


@dataclass(frozen=True)
class Ballot:
    """One vote as it was taken. ``present`` are those who may vote: the recused are not
    among them. ``chair`` is None where the chair did not take part; ``consulted`` says
    that the chief agreed with the deputies first.
    """

    members: int
    present: int
    votes: Votes
    recused: int = 0
    chair: Voice | None = None
    consulted: bool = False


@dataclass(frozen=True)
class Contradiction:
    """What cannot be true of a ballot; ``part`` is the key that says it."""

    part: str
    message: Text
    advice: Text


def contradictions(ballot: Ballot) -> Iterator[Contradiction]:
    """Everything that cannot be true of a ballot."""
    votes = ballot.votes
    counts = {
        "members": ballot.members,
        "present": ballot.present,
        "recused": ballot.recused,
        "votes": min(votes.ayes, votes.noes, votes.abstentions),
    }
    for part, number in counts.items():
        if number < (part == "members"):
            yield Contradiction(
                part,
                Text(
                    f"{part} 的人数 {number} 不可能",
                    f"{number} is no possible number of {part}",
                ),
                Text("人数与票数不能为负", "people and votes are never negative"),
            )
    if ballot.recused > ballot.members:
        yield Contradiction(
            "recused",
            Text(
                f"回避 {ballot.recused} 人，多于组成人员 {ballot.members} 人",
                f"{ballot.recused} are recused, but there are {ballot.members} members",
            ),
            Text("核对 recused 与 members", "check recused and members"),
        )
    elif ballot.present > ballot.members - ballot.recused:
        yield Contradiction(
            "present",
            Text(
                f"出席 {ballot.present} 人，多于组成人员 {ballot.members} 人"
                f"减去回避 {ballot.recused} 人",
                f"{ballot.present} are present, more than {ballot.members} members "
                f"less {ballot.recused} recused",
            ),
            Text(
                "present 只计可以表决的人，不含回避者",
                "present counts those who may vote, without the recused",
            ),
        )
    if votes.cast > ballot.present:
        yield Contradiction(
            "votes",
            Text(
                f"共 {votes.cast} 票，多于出席的 {ballot.present} 人",
                f"{votes.cast} votes, but {ballot.present} are present",
            ),
            Text("核对票数与出席人数", "check the votes and those present"),
        )
