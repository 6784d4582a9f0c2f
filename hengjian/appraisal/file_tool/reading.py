"""Scheme and facts from files, every fault of both with file and line."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

from hengjian.appraisal.file_tool.facts_format import FACTS, NO_VALUE
from hengjian.appraisal.file_tool.scheme_format import RULE, SCHEME
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.model import Place
from hengjian.engines.pack_format.nodes import ListNode, MapNode, Node, nodes_of
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.pack_format.single_file import read_single, refuse
from hengjian.engines.policies.model import Policies
from hengjian.engines.scoring.checking import (
    facts_problems,
    never_scored_problems,
    scheme_problems,
)
from hengjian.engines.scoring.model import (
    Grade,
    Missing,
    Normalise,
    Person,
    Problem,
    Scheme,
    ScoredItem,
)
from hengjian.engines.scoring.rules import (
    Bonus,
    Deduction,
    Linear,
    PerOccurrence,
    Rated,
    Rule,
    Steps,
    Veto,
)
from hengjian.lib.bilingual import Text


def read_scheme(path: Path, policies: Policies) -> Scheme:
    """The scheme of a file; the never-scored list of ``policies`` binds it."""
    faults = FaultList()
    return _scheme(read_single(path, SCHEME, faults), policies, faults)


def scheme_of_text(text: str, shown_as: str, policies: Policies) -> Scheme:
    """The same of a text; raises ``FileFaults`` with ``shown_as`` as the file."""
    faults = FaultList()
    node = nodes_of(text, shown_as, faults)
    entry = SCHEME.root.read(node, faults) if node is not None else None
    refuse(faults)
    return _scheme(cast(Entry, entry), policies, faults)


def facts_of_text(text: str, shown_as: str, scheme: Scheme) -> tuple[Person, ...]:
    """The people of a text of facts, as the scheme can take them."""
    faults = FaultList()
    node = nodes_of(text, shown_as, faults)
    entry = FACTS.root.read(node, faults) if node is not None else None
    refuse(faults)
    return _people(cast(Entry, entry), scheme, faults)


def _scheme(entry: Entry, policies: Policies, faults: FaultList) -> Scheme:
    scheme = Scheme(
        scheme=entry["scheme"],
        components=entry["components"],
        items=tuple(
            ScoredItem(
                item["item"],
                _rule(item["rule"], faults),
                item.get("component"),
                item.get("full", Fraction(0)),
            )
            for item in entry["items"]
        ),
        missing={
            name: Missing(word) for name, word in entry.get("missing", {}).items()
        },
        normalise=Normalise(entry.get("normalise", "none")),
        grades=tuple(
            Grade(grade["grade"], grade["at_least"], grade.get("quota"))
            for grade in entry.get("grades", ())
        ),
        cap_total=entry.get("cap_total"),
        decimals=entry.get("decimals", 2),
    )
    refuse(faults)
    _note(entry.node, scheme_problems(scheme), faults)
    _note(entry.node, never_scored_problems(scheme, policies), faults)
    refuse(faults)
    return scheme


def read_facts(path: Path, scheme: Scheme) -> tuple[Person, ...]:
    """The people of a file, as the scheme can take them."""
    faults = FaultList()
    return _people(read_single(path, FACTS, faults), scheme, faults)


def _people(entry: Entry, scheme: Scheme, faults: FaultList) -> tuple[Person, ...]:
    people = tuple(
        Person(
            person["person"],
            person.get("department", ""),
            {
                name: value
                for name, value in person["values"].items()
                if value is not NO_VALUE
            },
        )
        for person in entry["people"]
    )
    _note(entry.node, facts_problems(scheme, people), faults)
    refuse(faults)
    return people


def _rule(entry: Entry, faults: FaultList) -> Rule:
    if len(entry.values) != 1:
        words = ", ".join(key.name for key in RULE.keys)
        faults.add(
            entry.place(),
            Text("一项只能有一条规则", "an item has exactly one rule"),
            Text(f"选一条：{words}", f"one of: {words}"),
            rule="one_rule",
        )
        return Bonus(Fraction(0))
    ((name, value),) = entry.values.items()
    return cast(Rule, _MAKERS[name](value))


_MAKERS: Mapping[str, Any] = {
    "linear": lambda entry: Linear(entry["floor"], entry["target"]),
    "steps": lambda steps: Steps(tuple((step[0], step[1]) for step in steps)),
    "per_occurrence": lambda entry: PerOccurrence(
        entry["points"], entry.get("coefficients", {})
    ),
    "rated": lambda entry: Rated(entry["scale"]),
    "bonus": lambda entry: Bonus(entry["each"]),
    "deduction": lambda entry: Deduction(entry["each"]),
    "veto": lambda entry: Veto(entry["grade"]),
}


def _note(root: Node, problems: Iterable[Problem], faults: FaultList) -> None:
    for problem in problems:
        place = _place(root, problem.part)
        faults.add(place, problem.message, problem.advice, rule="appraisal")


def _place(root: Node, part: tuple[str | int, ...]) -> Place:
    """Where a part stands, or the last step of the way to it that is there."""
    node: Node = root
    for step in part:
        inner: Node | None = None
        if isinstance(step, int):
            if isinstance(node, ListNode) and step < len(node.items):
                inner = node.items[step]
        elif isinstance(node, MapNode):
            inner = node.get(step)
        if inner is None:
            break
        node = inner
    return node.place
