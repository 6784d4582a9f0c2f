"""What the API says of meetings."""

from datetime import date, datetime

from ninja import Schema

from hengjian.engines.voting.ballots import Voice
from hengjian.meetings.models import Presence


class Words(Schema):
    """A text in both languages."""

    zh: str
    en: str


class MeetingOut(Schema):
    """One meeting."""

    id: int
    body: str
    procuratorate: str
    number: str
    held_on: date
    chair: str
    state: str


class InvitationOut(Schema):
    """The caller's invitation to a meeting, with what was answered."""

    meeting: MeetingOut
    sits_by: bool
    answer: str
    reason: str
    answered_at: datetime | None


class InvitationsOut(Schema):
    """A page of invitations."""

    items: list[InvitationOut]
    next: int | None


class AnswerIn(Schema):
    """Whether the caller comes; who asks for leave says why."""

    comes: bool
    reason: str = ""


class ObjectionOut(Schema):
    """What somebody who was there holds against minutes, and how it was answered."""

    person: str
    words: str
    answer: str


class MinutesOut(Schema):
    """One making of the minutes; ``withheld``: they tell of a case sealed since."""

    number: int
    digest: str
    made_at: datetime
    confirmed_at: datetime | None
    withheld: bool
    objections: list[ObjectionOut]


class ObjectIn(Schema):
    """What does not agree with the meeting."""

    words: str


class ConfirmIn(Schema):
    """``answer``: how objections are answered, where there are any."""

    answer: str = ""


class VoteOut(Schema):
    """One vote with its numbers, its result and the rule that says so."""

    id: int
    version: int
    state: str
    proposal: str
    members: int | None
    present: int | None
    recused: int | None
    ayes: int | None
    noes: int | None
    abstentions: int | None
    result: str
    adopted: bool
    needed: int | None
    may_refer_up: bool
    reason: Words
    rule: dict[str, object]
    rule_digest: str
    basis: Words


class PaperOut(Schema):
    """A paper's name and digest."""

    id: int
    name: str
    part: str
    digest: str


class FoundOut(Schema):
    """One thing that the intake check found, and where the item belongs."""

    kind: str
    text: Words
    send_to: str
    basis: Words


class ItemOut(Schema):
    """One agenda item."""

    id: int
    body: str
    title: str
    scope: str
    is_case: bool
    is_restricted: bool
    state: str
    put_at: datetime
    found: list[FoundOut]
    papers: list[PaperOut]


class PointOut(Schema):
    """An item of an agenda with its votes, the corrected ones too."""

    item: ItemOut
    votes: list[VoteOut]


class MeetingsOut(Schema):
    """A page of meetings."""

    items: list[MeetingOut]
    next: int | None


class ItemsOut(Schema):
    """A page of items."""

    items: list[ItemOut]
    next: int | None


class AgendaOut(Schema):
    """A meeting with its agenda."""

    meeting: MeetingOut
    agenda: list[PointOut]


class TaskOut(Schema):
    """One task of a resolution."""

    id: int
    body: str
    resolution: str
    what: str
    owner: str
    due_on: date
    feedback_due_on: date | None
    state: str
    days_late: int


class TasksOut(Schema):
    """A page of tasks."""

    items: list[TaskOut]
    next: int | None


class HeardIn(Schema):
    """What was recorded of one member, by staff number."""

    person: str
    presence: Presence = Presence.PRESENT
    voice: Voice | None = None
    reason: str = ""
    view: str = ""
    spoke: int | None = None


class RecordIn(Schema):
    """``version`` is that of the vote as it was read: others' records are not written over."""

    version: int
    heard: list[HeardIn]


class CloseIn(Schema):
    """``version`` as in recording."""

    version: int
