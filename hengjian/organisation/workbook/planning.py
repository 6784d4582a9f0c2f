"""What an import would change: the file's rows against the organisation as it stands.

Plain values in, plain values out; writes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hengjian.lib.bilingual import Text
from hengjian.organisation.workbook.layout import (
    APPOINTMENTS,
    DEPARTMENTS,
    PEOPLE,
    POSTS_SHEET,
    PROCURATORATES,
    SHEETS,
    Sheet,
)
from hengjian.organisation.workbook.parsing import Key, Parsed


State = Mapping[str, Mapping[Key, dict[str, Any]]]


@dataclass
class Plan:
    """Rows to add and to change, by sheet and key."""

    added: dict[str, dict[Key, dict[str, Any]]] = field(default_factory=dict)
    changed: dict[str, dict[Key, dict[str, Any]]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """The file says nothing new."""
        return not any((*self.added.values(), *self.changed.values()))

    def counts(self) -> dict[str, dict[str, int]]:
        """How many rows are added and changed, by sheet."""
        return {
            sheet.name: {
                "added": len(self.added[sheet.name]),
                "changed": len(self.changed[sheet.name]),
            }
            for sheet in SHEETS
        }


def plan(parsed: Parsed, state: State) -> Plan:
    """Compare; blames rows of ``parsed`` that refer to nothing or contradict."""
    _check_procuratorates(parsed, state)
    _check_references(parsed, state)
    _check_card_codes(parsed, state)
    _check_appointments(parsed, state)
    result = Plan()
    for sheet in SHEETS:
        stored, rows = state[sheet.name], parsed.rows[sheet.name]
        result.added[sheet.name] = {
            key: row for key, row in rows.items() if key not in stored
        }
        result.changed[sheet.name] = {
            key: row
            for key, row in rows.items()
            if key in stored and row != stored[key]
        }
    return result


def _check_procuratorates(parsed: Parsed, state: State) -> None:
    rows = parsed.rows[PROCURATORATES.name]
    known = {**state[PROCURATORATES.name], **rows}
    for key, row in rows.items():
        parent = row["parent"]
        if parent is None:
            continue
        if (parent,) not in known:
            _blame_reference(parsed, PROCURATORATES, key, PROCURATORATES, (parent,))
        elif row["level"] <= known[parent,]["level"]:
            parsed.blame(
                PROCURATORATES,
                key,
                Text(
                    f"级别须低于上级院 {parent}",
                    f"the level must be below that of {parent}",
                ),
            )


def _check_references(parsed: Parsed, state: State) -> None:
    for key, row in parsed.rows[DEPARTMENTS.name].items():
        unit = (row["procuratorate"],)
        _require(parsed, state, DEPARTMENTS, key, PROCURATORATES, unit)
    for key, row in parsed.rows[APPOINTMENTS.name].items():
        unit = (row["procuratorate"],)
        _require(parsed, state, APPOINTMENTS, key, PEOPLE, (row["person"],))
        _require(parsed, state, APPOINTMENTS, key, PROCURATORATES, unit)
        _require(parsed, state, APPOINTMENTS, key, POSTS_SHEET, (row["post"],))
        if row["department"] is not None:
            department = (row["procuratorate"], row["department"])
            _require(parsed, state, APPOINTMENTS, key, DEPARTMENTS, department)


def _require(
    parsed: Parsed, state: State, sheet: Sheet, key: Key, other: Sheet, wanted: Key
) -> None:
    if wanted not in state[other.name] and wanted not in parsed.rows[other.name]:
        _blame_reference(parsed, sheet, key, other, wanted)


def _blame_reference(
    parsed: Parsed, sheet: Sheet, key: Key, other: Sheet, wanted: Key
) -> None:
    if (other.name, wanted) in parsed.faulty:
        return  # its own row is blamed already
    shown = " ".join(map(str, wanted))
    parsed.blame(
        sheet,
        key,
        Text(
            f"“{other.title.zh}”中没有 {shown}",
            f"there is no {shown} in {other.title.en}",
        ),
    )


def _check_card_codes(parsed: Parsed, state: State) -> None:
    rows = parsed.rows[DEPARTMENTS.name]
    owners: dict[Key, Key] = {}
    for key, row in {**state[DEPARTMENTS.name], **rows}.items():
        named = (row["procuratorate"], row["card_code"])
        if row["card_code"] and owners.setdefault(named, key) != key:
            parsed.blame(
                DEPARTMENTS,
                key if key in rows else owners[named],
                Text(
                    f"案卡名称“{row['card_code']}”已属于另一部门",
                    f"another department has the card name “{row['card_code']}”",
                ),
            )


def _check_appointments(parsed: Parsed, state: State) -> None:
    rows = parsed.rows[APPOINTMENTS.name]
    by_person: dict[str, list[tuple[date, date, Key]]] = {}
    for key, row in {**state[APPOINTMENTS.name], **rows}.items():
        until = row["until_on"] or date.max
        if until < row["from_on"]:
            parsed.blame(
                APPOINTMENTS,
                key,
                Text("终止日早于起始日", "the last day is before the first"),
            )
        elif row["is_main"]:
            by_person.setdefault(row["person"], []).append((row["from_on"], until, key))
    for spans in by_person.values():
        spans.sort(key=lambda span: span[0])
        longest = spans[0]
        for span in spans[1:]:
            if span[0] <= longest[1]:
                guilty = span[2] if span[2] in rows else longest[2]
                if guilty in rows:
                    parsed.blame(APPOINTMENTS, guilty, _overlap(longest, span))
            longest = max(longest, span, key=lambda each: each[1])


def _overlap(before: tuple[date, date, Key], after: tuple[date, date, Key]) -> Text:
    return Text(
        f"主要任职与自 {before[0]} 起的任职重叠(本任职自 {after[0]} 起)",
        f"the main appointment from {after[0]} overlaps the one from {before[0]}",
    )
