"""A meeting's agenda with its votes; the seats of one vote in the order of speaking."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from hengjian.lib.bilingual import Text
from hengjian.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    Presence,
    Vote,
    VoteState,
)
from hengjian.meetings.queries.unsealed import unsealed


@dataclass(frozen=True)
class Counted:
    """A vote with who was there, who voted how, and the minority's views."""

    vote: Vote
    present: list[Attendance]
    absent: list[Attendance]
    recused: list[Attendance]
    minority: list[Attendance]

    @property
    def reason(self) -> Text:
        """Which rule says so."""
        return Text(self.vote.reason_zh, self.vote.reason_en)

    @property
    def basis(self) -> Text:
        """Where that rule stands."""
        return Text(self.vote.rule_basis_zh, self.vote.rule_basis_en)


@dataclass(frozen=True)
class Point:
    """One item of an agenda with its votes, the corrected ones too."""

    item: AgendaItem
    votes: list[Counted]

    @property
    def standing(self) -> Counted | None:
        """The vote that counts, or None."""
        votes = [v for v in self.votes if v.vote.state != VoteState.CORRECTED]
        return votes[-1] if votes else None


def agenda_of(meeting: Meeting) -> list[Point]:
    """The agenda in its order, with the votes taken there; then what was voted on there
    and has gone to a later meeting since.
    """
    here = Q(meeting=meeting) | Q(votes__meeting=meeting)
    listed = AgendaItem.objects.filter(here, unsealed())
    listed = listed.select_related("body", "reporter", "department").distinct()
    ordered = sorted(
        listed.prefetch_related("papers"),
        key=lambda item: (item.meeting_id != meeting.pk, item.position, item.pk),
    )
    return points_of(ordered, meeting)


def item_counts(meetings: Iterable[Meeting]) -> dict[int, int]:
    """How many items each agenda has, those that went to a later meeting too."""
    numbers = [meeting.pk for meeting in meetings]
    found: dict[int, set[int]] = {number: set() for number in numbers}
    standing = AgendaItem.objects.filter(meeting__in=numbers)
    voted_on = Vote.objects.filter(meeting__in=numbers)
    for meeting, item in (
        *standing.values_list("meeting_id", "pk"),
        *voted_on.values_list("meeting_id", "item_id"),
    ):
        found[meeting].add(item)
    return {number: len(items) for number, items in found.items()}


def points_of(
    items: Iterable[AgendaItem], meeting: Meeting | None = None
) -> list[Point]:
    """Items with their votes, those of one meeting alone where it is given."""
    listed = list(items)
    votes: dict[int, list[Counted]] = {}
    found = Vote.objects.filter(item__in=listed).order_by("pk")
    if meeting is not None:
        found = found.filter(meeting=meeting)
    for vote in found.prefetch_related("attendance__member__person"):
        votes.setdefault(vote.item_id, []).append(counted(vote))
    return [Point(item, votes.get(item.pk, [])) for item in listed]


def counted(vote: Vote) -> Counted:
    """A vote with its attendance sorted out."""
    seats = seats_of(vote)
    by = {
        presence: [seat for seat in seats if seat.presence == presence]
        for presence in Presence
    }
    return Counted(
        vote,
        by[Presence.PRESENT],
        by[Presence.ABSENT],
        by[Presence.RECUSED],
        [seat for seat in by[Presence.PRESENT] if _is_minority(vote, seat)],
    )


def seats_of(vote: Vote) -> list[Attendance]:
    """The seats in the order of speaking: junior members first, the chair last."""
    return sorted(
        vote.attendance.all(),
        key=lambda seat: (
            seat.member.duty == "chair",
            -seat.member.seniority,
            seat.pk,
        ),
    )


def _is_minority(vote: Vote, seat: Attendance) -> bool:
    if vote.state == VoteState.TAKING or not seat.voice:
        return False
    return seat.voice != ("for" if vote.is_adopted else "against")
