"""Policy profiles from ``_shared/policies.yaml``."""

from datetime import date, timedelta
from pathlib import Path
from typing import cast

from hengjian.engines.pack_format.building.parameters import reference_of
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.formats.policies import POLICIES
from hengjian.engines.pack_format.model import Reference
from hengjian.engines.pack_format.nodes import read_nodes
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.policies.model import (
    NeverScored,
    Policies,
    Profile,
    Ruling,
    Source,
    Use,
)
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


def load_policies(path: Path) -> Policies:
    """Read a policies file; raises ``UserFault`` with the first fault's place."""
    faults = FaultList()
    policies = read_policies(path, faults)
    found = faults.in_order()
    if found:
        raise UserFault(found[0].message, where=str(found[0].place))
    return policies


def read_policies(path: Path, faults: FaultList) -> Policies:
    """Read a policies file as far as it can be read, noting every fault."""
    node = read_nodes(path, path.as_posix(), faults)
    entry = POLICIES.root.read(node, faults) if node is not None else None
    if entry is None:
        return Policies()
    profiles = [
        profile
        for item in entry.get("profiles", ())
        if (profile := _profile(item, faults)) is not None
    ]
    _note_gaps(entry, faults)
    return Policies(
        profiles=tuple(sorted(profiles, key=lambda p: p.from_on or date.min)),
        never_scored=tuple(
            NeverScored(item["indicators"], item["reason"], _source(item))
            for item in entry.get("never_scored", ())
            if {"indicators", "reason", "source"} <= item.values.keys()
        ),
    )


def _profile(entry: Entry, faults: FaultList) -> Profile | None:
    if not {"profile", "label", "source", "uses"} <= entry.values.keys():
        return None
    uses: Entry = entry["uses"]
    rulings = {}
    for use in Use:
        if use.value not in uses:
            return None
        ruling = _ruling(uses, use.value, faults)
        if ruling is None:
            return None
        rulings[use] = ruling
    return Profile(
        name=entry["profile"],
        label=entry["label"],
        from_on=entry.get("from"),
        to_on=entry.get("to"),
        source=_source(entry),
        rulings=rulings,
    )


def _ruling(uses: Entry, use: str, faults: FaultList) -> Ruling | None:
    value = uses[use]
    if isinstance(value, Entry):
        if "answer" not in value:
            return None
        answer, reason = value["answer"], value.get("reason")
    else:
        answer, reason = value, None
    if answer == "refused" and reason is None:
        faults.add(
            uses.place(use),
            Text("不准许的用途要写明理由", "a refusal says why"),
            Text(
                "写成 {answer: refused, reason: …}",
                "write {answer: refused, reason: …}",
            ),
            rule="policy_reason",
        )
        return None
    return Ruling(answer == "allowed", reason or Text("", ""))


def _source(entry: Entry) -> Source:
    reference = cast(Reference, reference_of(entry["source"]))
    return Source(reference.title, reference.article, reference.note, reference.mark)


def _note_gaps(entry: Entry, faults: FaultList) -> None:
    """Profiles follow one another day by day: no overlap and no gap."""
    before: date | None = None
    for position, item in enumerate(entry.get("profiles", ())):
        start = item.get("from")
        expected = before + timedelta(days=1) if before is not None else None
        if position and (start is None or start != expected):
            faults.add(
                item.place("from"),
                Text(
                    "各时期须按先后首尾相接，不重叠、不留空",
                    "profiles follow one another day by day, without overlap or gap",
                ),
                (
                    None
                    if expected is None
                    else Text(f"from 应为 {expected}", f"from should be {expected}")
                ),
                rule="policy_dates",
            )
        before = item.get("to")
