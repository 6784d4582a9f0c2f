"""Limits of the law from ``_shared/limits.yaml``."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hengjian.engines.pack_format.building.parameters import reference_of
from hengjian.engines.pack_format.limit_model import (
    LimitExample,
    LimitExtension,
    LimitLaw,
    LimitLength,
)
from hengjian.engines.pack_format.model import Reference
from hengjian.engines.pack_format.records import Entry


_NEEDED = frozenset({"label", "start", "basis"})
WARN_DAYS = (5, 2)


def build_limits(entries: Mapping[str, Entry]) -> dict[str, LimitLaw]:
    """The limits of a file; those that cannot be read are left out."""
    return {
        name: _law(name, entry)
        for name, entry in entries.items()
        if entry.values.keys() >= _NEEDED
    }


def _law(name: str, entry: Entry) -> LimitLaw:
    dated: list[tuple[date, Mapping[str, LimitLength]]] = sorted(
        ((first, _lengths(held)) for first, held in entry.get("values", {}).items()),
        key=lambda each: each[0],
    )
    lengths = _lengths(entry.get("lengths", {}))
    return LimitLaw(
        id=name,
        label=entry["label"],
        kind=entry.get("kind", "period"),
        start=entry["start"],
        custody=entry.get("custody", "never"),
        basis=_basis(entry),
        place=entry.place(),
        lengths=lengths or (dated[0][1] if dated else {}),
        dated=tuple(dated),
        extensions={
            each: _extension(each, held)
            for each, held in entry.get("extensions", {}).items()
            if "length" in held
        },
        suspended_by=tuple(entry.get("suspended_by", ())),
        reset_by=tuple(entry.get("reset_by", ())),
        warn_days=tuple(entry.get("warn_days", WARN_DAYS)),
        times=entry.get("times"),
        note=entry.get("note"),
        examples=tuple(_example(each) for each in entry.get("examples", ())),
    )


def _lengths(entries: Mapping[str, Entry]) -> dict[str, LimitLength]:
    return {
        name: LimitLength(
            name=name,
            length=entry.get("length", ""),
            place=entry.place(),
            label=entry.get("label"),
            start=entry.get("start"),
            at_once=entry.get("at_once"),
            basis=_basis(entry),
            held_by=tuple(entry.get("held_by", ())),
        )
        for name, entry in entries.items()
    }


def _extension(name: str, entry: Entry) -> LimitExtension:
    return LimitExtension(
        name=name,
        length=entry["length"],
        place=entry.place(),
        label=entry.get("label"),
        times=entry.get("times", 1),
        approver=entry.get("approver"),
        basis=_basis(entry),
        held_by=tuple(entry.get("held_by", ())),
    )


def _example(entry: Entry) -> LimitExample:
    known: dict[str, Any] = {
        key: entry[key]
        for key in (
            "words",
            "start",
            "due",
            "length",
            "custody",
            "reset",
            "done",
            "late",
        )
        if key in entry
    }
    return LimitExample(
        place=entry.place(),
        extended=tuple(entry.get("extended", ())),
        suspended=tuple(entry.get("suspended", ())),
        **known,
    )


def _basis(entry: Entry) -> tuple[Reference, ...]:
    found = (reference_of(each) for each in entry.get("basis", ()))
    return tuple(each for each in found if each is not None)
