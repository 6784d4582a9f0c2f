"""Deciding bodies from ``_shared/bodies.yaml``."""

from datetime import date
from pathlib import Path
from typing import cast

from hengjian.engines.pack_format.building.parameters import reference_of
from hengjian.engines.pack_format.faults import FaultList, nearest_or_list
from hengjian.engines.pack_format.formats.bodies import BODIES
from hengjian.engines.pack_format.formats.voting_rule import voting_rule
from hengjian.engines.pack_format.model import Reference
from hengjian.engines.pack_format.nodes import read_nodes
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.pack_format.single_file import refuse
from hengjian.engines.voting.bodies import (
    Basis,
    Bodies,
    BodyPlan,
    CaseRoute,
    DatedRule,
    RequiredPaper,
    Reviewer,
    ReviewStep,
    ScopeItem,
    SpeakingOrder,
)
from hengjian.lib.bilingual import Text


_PLAN = {"body", "label", "members", "chair", "rules", "scope", "source"}


def load_bodies(path: Path) -> Bodies:
    """Read a file of bodies; raises ``FileFaults`` with every fault's file and line."""
    faults = FaultList()
    bodies = read_bodies(path, faults)
    refuse(faults)
    return bodies


def read_bodies(path: Path, faults: FaultList) -> Bodies:
    """Read a file of bodies as far as it can be read, noting every fault."""
    node = read_nodes(path, path.as_posix(), faults)
    entry = BODIES.root.read(node, faults) if node is not None else None
    if entry is None:
        return Bodies({})
    listed = [each for each in entry.get("bodies", ()) if each.values.keys() >= _PLAN]
    _note_repeated(listed, faults)
    _note_routes(listed, faults)
    return Bodies({each["body"]: _plan(each, faults) for each in listed})


def _plan(entry: Entry, faults: FaultList) -> BodyPlan:
    scope = tuple(
        ScopeItem(
            each["scope"], each["label"], basis_of(each), each.get("cases", False)
        )
        for each in entry["scope"]
        if {"scope", "label", "source"} <= each.values.keys()
    )
    return BodyPlan(
        name=entry["body"],
        label=entry["label"],
        members=entry["members"],
        chair=entry["chair"],
        basis=basis_of(entry),
        rules=_rules(entry, {each.code for each in scope}, faults),
        scope=scope,
        reviews=tuple(
            ReviewStep(Reviewer(each["by"]), each["label"], basis_of(each))
            for each in entry.get("review", ())
            if {"by", "label", "source"} <= each.values.keys()
        ),
        papers=tuple(
            RequiredPaper(each["paper"], each["label"], each.get("cases_only", False))
            for each in entry.get("papers", ())
            if {"paper", "label"} <= each.values.keys()
        ),
        put_by=frozenset(entry.get("put_by", ())),
        cases=_case_route(entry.get("cases")),
        is_odd=entry.get("odd", False),
    )


def _rules(entry: Entry, scopes: set[str], faults: FaultList) -> tuple[DatedRule, ...]:
    found: list[DatedRule] = []
    seen: set[tuple[date | None, frozenset[str]]] = set()
    for each in entry["rules"]:
        rule = voting_rule(each, faults)
        if rule is None or "source" not in each:
            continue
        named = frozenset(each.get("scopes", ()))
        for scope, place in each.each("scopes"):
            if scope not in scopes:
                faults.add(
                    place,
                    Text(f"没有议事范围“{scope}”", f"there is no scope “{scope}”"),
                    nearest_or_list(scope, scopes),
                    rule="body_scope",
                )
        key = (each.get("from"), named)
        if key in seen:
            faults.add(
                each.place(),
                Text("同一日起有两条规则", "two rules begin on one day"),
                Text("各写各的 from", "give each its own from"),
                rule="body_rule_dates",
            )
        seen.add(key)
        found.append(
            DatedRule(
                each.get("from"),
                rule,
                SpeakingOrder(each.get("order", "junior_first")),
                each.get("written_views", False),
                basis_of(each),
                named,
            )
        )
    _note_no_general(entry, found, faults)
    return tuple(found)


def _note_no_general(entry: Entry, rules: list[DatedRule], faults: FaultList) -> None:
    if rules and all(each.scopes for each in rules):
        faults.add(
            entry.place("rules"),
            Text("没有一般规则", "there is no general rule"),
            Text("补一条不写 scopes 的规则", "add a rule without scopes"),
            rule="body_general_rule",
        )


def basis_of(entry: Entry) -> Basis:
    """The basis under an entry's ``source``."""
    reference = cast(Reference, reference_of(entry["source"]))
    return Basis(reference.title, reference.article, reference.note, reference.mark)


def _case_route(entry: Entry | None) -> CaseRoute | None:
    if entry is None or not {"send_to", "reason", "source"} <= entry.values.keys():
        return None
    return CaseRoute(entry["send_to"], entry["reason"], basis_of(entry))


def _note_repeated(listed: list[Entry], faults: FaultList) -> None:
    bodies: set[str] = set()
    scopes: set[str] = set()
    for entry in listed:
        parts = [(entry, "body", bodies)]
        parts += [(each, "scope", scopes) for each in entry["scope"] if "scope" in each]
        for each, key, seen in parts:
            if each[key] in seen:
                faults.add(
                    each.place(key),
                    Text(f"“{each[key]}”写了两次", f"“{each[key]}” stands twice"),
                    Text("另取一个代码", "take another code"),
                    rule="body_repeated",
                )
            seen.add(each[key])


def _note_routes(listed: list[Entry], faults: FaultList) -> None:
    """Cases go to a body that is there and takes cases itself."""
    takes = {each["body"] for each in listed if "cases" not in each}
    for entry in listed:
        route = entry.get("cases")
        if route is None or "send_to" not in route or route["send_to"] in takes:
            continue
        faults.add(
            route.place("send_to"),
            Text(
                f"“{route['send_to']}”不是讨论案件的会议",
                f"“{route['send_to']}” is no body that takes cases",
            ),
            nearest_or_list(route["send_to"], takes),
            rule="body_case_route",
        )
