"""The platform's own records as cards that measures may count."""

from typing import Any

import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard, ItemType
from hengjian.engines.pack_format.system_cards import APPOINTMENT, FINDING
from hengjian.organisation.models import Appointment
from hengjian.organisation.models.post import PostKind
from hengjian.warehouse.models import Finding, FindingState


_TYPES = {
    ItemType.DATE: pa.date32(),
    ItemType.BOOLEAN: pa.bool_(),
}
_STATES = {
    FindingState.OPEN: "open",
    FindingState.REOPENED: "open",
    FindingState.ANSWERED_CORRECTED: "answered",
    FindingState.ANSWERED_EXPLAINED: "answered",
    FindingState.CLOSED: "closed",
}
_LEADERS = {PostKind.CHIEF, PostKind.DEPUTY, PostKind.COMMITTEE_MEMBER}
QUOTA_POST_CODE = "quota_procurator"


def finding_cards() -> pa.Table:
    """``_system.finding``: every finding that is in force."""
    # those on sealed cards count too: a number stays right, only the card is not shown
    live = Finding.bookkeeping.exclude(state=FindingState.STAGED)
    rows = live.values_list(
        "pk",
        "table__name",
        "rule",
        "level",
        "dimension",
        "kind",
        "state",
        "unit_code",
        "department_text",
        "handler",
        "raised_on",
        "due_on",
        "answered_on",
        "closed_on",
    ).order_by("pk")
    return _table(
        FINDING,
        [
            (str(row[0]), *row[1:6], _STATES[FindingState(row[6])], *row[7:])
            for row in rows
        ],
    )


def appointment_cards() -> pa.Table:
    """``_system.appointment``: who sat where from when until when."""
    found = Appointment.objects.select_related(
        "person", "procuratorate", "department", "post"
    ).order_by("pk")
    return _table(APPOINTMENT, [_appointment(one) for one in found])


def _appointment(one: Appointment) -> tuple[Any, ...]:
    department = one.department
    return (
        str(one.pk),
        one.person.card_code or one.person.name,
        one.procuratorate.code,
        (department.card_code or department.name) if department else None,
        one.post.code,
        one.post.code == QUOTA_POST_CODE,
        PostKind(one.post.kind) in _LEADERS,
        one.from_on,
        one.until_on,
    )


def _table(card: CaseCard, rows: list[tuple[Any, ...]]) -> pa.Table:
    """Rows in the order of the card's items; empty texts are missing values."""
    columns = list(zip(*rows, strict=True)) or [()] * len(card.items)
    arrays = {}
    for item, values in zip(card.items.values(), columns, strict=True):
        kind = _TYPES.get(item.type, pa.string())
        arrays[item.name] = pa.array([None if v == "" else v for v in values], kind)
    return pa.table(arrays)
