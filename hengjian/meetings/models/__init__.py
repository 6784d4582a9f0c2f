"""Bodies and members, meetings and items, votes, resolutions and their follow-up."""

from hengjian.meetings.models.agenda_item import OPEN_STATES, AgendaItem, ItemState
from hengjian.meetings.models.attendance import Attendance, Presence
from hengjian.meetings.models.body import Body
from hengjian.meetings.models.body_member import VOTING, BodyMember, Duty
from hengjian.meetings.models.body_rule import BodyRule
from hengjian.meetings.models.half_year_report import HalfYearReceipt, HalfYearReport
from hengjian.meetings.models.invitation import Answer, Invitation
from hengjian.meetings.models.item_paper import ItemPaper
from hengjian.meetings.models.item_review import ItemReview, ReviewResult
from hengjian.meetings.models.meeting import Meeting, MeetingState
from hengjian.meetings.models.minutes import Minutes
from hengjian.meetings.models.minutes_objection import MinutesObjection
from hengjian.meetings.models.referral import Referral, ReferredTo
from hengjian.meetings.models.resolution import Resolution
from hengjian.meetings.models.resolution_task import (
    ResolutionTask,
    TaskProgress,
    TaskState,
)
from hengjian.meetings.models.vote import Vote, VoteState


__all__ = [
    "OPEN_STATES",
    "VOTING",
    "AgendaItem",
    "Answer",
    "Attendance",
    "Body",
    "BodyMember",
    "BodyRule",
    "Duty",
    "HalfYearReceipt",
    "HalfYearReport",
    "Invitation",
    "ItemPaper",
    "ItemReview",
    "ItemState",
    "Meeting",
    "MeetingState",
    "Minutes",
    "MinutesObjection",
    "Presence",
    "Referral",
    "ReferredTo",
    "Resolution",
    "ResolutionTask",
    "ReviewResult",
    "TaskProgress",
    "TaskState",
    "Vote",
    "VoteState",
]
