"""A ballot: what one rater says of the people of a round, checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person
from hengjian.ratings.faults import BallotFault, NotForThem, RatingFault
from hengjian.ratings.models import Ratee, Rater, RatingRound, RoundState


SHORTEST_EVIDENCE, LONGEST_EVIDENCE = 5, 300


@dataclass(frozen=True)
class Mark:
    """A level with the reason that the ends of the scale ask for."""

    level: int
    evidence: str = ""


@dataclass(frozen=True)
class Ballot:
    """Marks by person and criterion; who is not in it was not judged."""

    marks: Mapping[int, Mapping[str, Mark]] = field(default_factory=dict)

    def levels(self) -> Iterator[int]:
        """Every mark's level."""
        for of_person in self.marks.values():
            for mark in of_person.values():
                yield mark.level


def check(round_: RatingRound, rater: Person, ballot: Ballot) -> None:
    """Raise ``NotForThem``, ``RatingFault`` or ``BallotFault`` for what may not be put in."""
    require_open(round_)
    if not Rater.objects.filter(round=round_, person=rater).exists():
        raise NotForThem(
            Text("这轮评议没有请您评议。", "You are not asked to rate in this round.")
        )
    if rater.pk in ballot.marks:
        raise NotForThem(Text("不能评议自己。", "Nobody rates themselves."))
    asked = dict(
        Ratee.objects.filter(round=round_).values_list("person_id", "person__name")
    )
    if not ballot.marks:
        raise BallotFault(
            Text("请至少评议一人。", "Rate at least one person."), where="ballot"
        )
    if not ballot.marks.keys() <= asked.keys():
        raise NotForThem(Text("被评人不在这轮评议中。", "Not rated in this round."))
    for person, marks in ballot.marks.items():
        _check_person(round_, asked[person], marks)


def require_open(round_: RatingRound) -> None:
    """Raise ``RatingFault`` unless ballots are taken today."""
    today = clock.today()
    if round_.state != RoundState.OPEN or not (
        round_.opens_on <= today <= round_.closes_on
    ):
        raise RatingFault(
            Text("这轮评议现在不收评议。", "This round takes no ratings now.")
        )


def _check_person(round_: RatingRound, name: str, marks: Mapping[str, Mark]) -> None:
    criteria = round_.rubric.criterion_names
    if set(marks) != set(criteria):
        raise BallotFault(
            Text(
                f"{name}：各项都要评，或整人选“不评”。",
                f"{name}: rate every criterion, or leave the person out whole.",
            ),
            where=name,
        )
    scale = round_.rubric.scale
    for mark in marks.values():
        if not 0 <= mark.level <= scale:
            raise BallotFault(
                Text(f"{name}：分值应在 0 至 {scale} 之间。", f"{name}: 0 to {scale}."),
                where=name,
            )
        if len(mark.evidence) > LONGEST_EVIDENCE:
            raise BallotFault(
                Text(
                    f"{name}：依据不超过 {LONGEST_EVIDENCE} 字。",
                    f"{name}: at most {LONGEST_EVIDENCE} characters of evidence.",
                ),
                where=name,
            )
        at_end = mark.level in (0, scale)
        if at_end and len(mark.evidence.strip()) < SHORTEST_EVIDENCE:
            raise BallotFault(
                Text(
                    f"{name}：最高分和最低分要写明依据的事实。",
                    f"{name}: the highest and lowest marks need a fact as evidence.",
                ),
                where=name,
            )
