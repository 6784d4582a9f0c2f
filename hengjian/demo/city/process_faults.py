"""Faults planted in the course of cases, for the rules of process monitoring to find."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hengjian.demo.city.chances import Chances
from hengjian.demo.city.faults import KEYS, PlantedFault
from hengjian.demo.city.rows import Row


@dataclass(frozen=True)
class ProcessFault:
    """A way in which handling goes wrong: which rows it fits, what is left undone."""

    pack: str
    rule: str
    fits: Callable[[Row, date], bool]
    values: dict[str, Any]
    count: int = 5


def _pending_for(days: int) -> Callable[[Row, date], bool]:
    def fits(row: Row, today: date) -> bool:
        accepted = row.get("accepted_on")
        return (
            row.get("concluded_on") is None
            and accepted is not None
            and accepted <= today - timedelta(days=days)
        )

    return fits


def _signed_of_late(row: Row, today: date) -> bool:
    concluded = row.get("concluded_on")
    return (
        row.get("affidavit_on") is not None
        and concluded is not None
        and concluded >= today - timedelta(days=20)
    )


def _held_too_long(row: Row, today: date) -> bool:
    ended = row.get("case_ended_on")
    return (
        row.get("event_kind") == "property"
        and ended is not None
        and ended <= today - timedelta(days=40)
    )


def _to_publish(row: Row, today: date) -> bool:
    effective = row.get("effective_on")
    return (
        row.get("event_kind") == "document_publication"
        and row.get("withheld_reason") is None
        and effective is not None
        and today - timedelta(days=90) <= effective <= today - timedelta(days=30)
    )


def _file_asked_for(row: Row, today: date) -> bool:
    asked = row.get("happened_on")
    return (
        row.get("event_kind") == "file_access_request"
        and asked is not None
        and today - timedelta(days=90) <= asked <= today - timedelta(days=15)
    )


def _petition(row: Row, today: date) -> bool:
    return not row.get("anonymous") and _pending_for(14)(row, today)


PROCESS_FAULTS = (
    ProcessFault(
        "prosecution_review", "not_allocated", _pending_for(8), {"allocated_on": None}
    ),
    ProcessFault(
        "prosecution_review",
        "rights_not_notified",
        _pending_for(12),
        {"rights_notified_on": None},
    ),
    ProcessFault(
        "prosecution_review",
        "affidavit_without_counsel",
        _signed_of_late,
        {"counsel_present": False},
    ),
    ProcessFault(
        "prosecution_review",
        "accepted_incomplete",
        _pending_for(3),
        {"materials_complete": False},
    ),
    ProcessFault(
        "complaint",
        "petition_not_answered",
        _petition,
        {"procedural_replied_on": None},
    ),
    ProcessFault(
        "case_management",
        "property_not_disposed",
        _held_too_long,
        {"disposed_on": None},
        3,
    ),
    ProcessFault(
        "case_management", "not_published", _to_publish, {"published_on": None}, 4
    ),
    ProcessFault(
        "case_management", "file_not_shown", _file_asked_for, {"arranged_on": None}, 3
    ),
)


def plant_process_faults(
    cards: dict[str, list[Row]],
    seed: int,
    today: date,
    others: list[PlantedFault],
) -> list[PlantedFault]:
    """Leave undone what should be done, on rows without another planted fault."""
    taken = {(fault.pack, fault.key) for fault in others}
    planted: list[PlantedFault] = []
    for fault in PROCESS_FAULTS:
        key = KEYS.get(fault.pack, ("case_number",))
        chances = Chances.stream(seed, "process_fault", fault.rule)
        fitting = [
            row
            for row in cards[fault.pack]
            if fault.fits(row, today)
            and (fault.pack, tuple(row[item] for item in key)) not in taken
        ]
        for row in chances.sample(fitting, min(fault.count, len(fitting))):
            row.update(fault.values)
            where = (fault.pack, tuple(row[item] for item in key))
            taken.add(where)
            planted.append(PlantedFault(*where, f"{fault.pack}.{fault.rule}", False))
    return planted
