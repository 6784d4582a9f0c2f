"""A matter, the work on it, its time line, and what was asked of its limits."""

from hengjian.matters.models.changed_matter import ChangedMatter
from hengjian.matters.models.draft import Draft
from hengjian.matters.models.extension import Extension, ExtensionState
from hengjian.matters.models.likeness import Likeness
from hengjian.matters.models.matter import UNDER_WAY, Matter, MatterState
from hengjian.matters.models.matter_event import MatterEvent
from hengjian.matters.models.matter_link import LinkKind, MatterLink
from hengjian.matters.models.matter_register import MatterRegister
from hengjian.matters.models.national_record import NationalRecord
from hengjian.matters.models.personal_values import PersonalValues
from hengjian.matters.models.record_setting import RECORDS, RecordOf, RecordSetting
from hengjian.matters.models.recusal import Recusal
from hengjian.matters.models.suspension import Suspension
from hengjian.matters.models.work_item import Outcome, WorkItem, WorkKind


__all__ = [
    "RECORDS",
    "UNDER_WAY",
    "ChangedMatter",
    "Draft",
    "Extension",
    "ExtensionState",
    "Likeness",
    "LinkKind",
    "Matter",
    "MatterEvent",
    "MatterLink",
    "MatterRegister",
    "MatterState",
    "NationalRecord",
    "Outcome",
    "PersonalValues",
    "RecordOf",
    "RecordSetting",
    "Recusal",
    "Suspension",
    "WorkItem",
    "WorkKind",
]
