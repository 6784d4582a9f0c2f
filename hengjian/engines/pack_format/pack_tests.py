"""Tests that stand in a pack: read into cards, a run and what must come out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.formats.pack_test import PACK_TEST
from hengjian.engines.pack_format.model import Place
from hengjian.engines.pack_format.nodes import (
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    read_nodes,
)
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


Row = Mapping[str, str]  # column -> text; an empty text is an item not filled


@dataclass(frozen=True)
class ExpectedFinding:
    """A check that fails on a card; rows count from 1 in the order of the test."""

    card: str
    row: int
    check: str


@dataclass(frozen=True)
class PackTest:
    """One test of a pack; ``findings`` is None when the test does not speak of them."""

    name: Text
    pack: str
    place: Place
    cards: Mapping[str, tuple[Row, ...]]
    run: Mapping[str, Any]
    expect: tuple[Row, ...]
    findings: tuple[ExpectedFinding, ...] | None


def read_tests(folder: Path, faults: FaultList) -> Iterator[PackTest]:
    """Every test in a pack's ``tests`` folder, files in order of their paths."""
    for path in sorted((folder / "tests").rglob("*.yaml")):
        node = read_nodes(path, path.as_posix(), faults)
        entries = PACK_TEST.root.read(node, faults) if node is not None else None
        for entry in entries or ():
            if {"test", "cards"} <= entry.values.keys():
                yield _test(folder.resolve().name, entry, faults)


def _test(pack: str, entry: Entry, faults: FaultList) -> PackTest:
    cards_node = cast(MapNode, entry.value_node("cards"))
    cards = {
        key.text: _rows_of_card(node, faults)
        for key, node in cards_node.pairs
        if key.text in entry["cards"]
    }
    expect = entry.node.get("expect")
    run = entry.get("run")
    findings = entry.get("findings")
    return PackTest(
        name=entry["test"],
        pack=pack,
        place=entry.place(),
        cards=cards,
        run=dict(run.values) if run is not None else {},
        expect=_rows(expect, faults) if expect is not None else (),
        findings=(
            tuple(
                ExpectedFinding(one.get("card", pack), one["row"], one["check"])
                for one in findings
                if {"row", "check"} <= one.values.keys()
            )
            if findings is not None
            else None
        ),
    )


def _rows_of_card(node: Node, faults: FaultList) -> tuple[Row, ...]:
    rows = node.get("rows") if isinstance(node, MapNode) else node
    every = node.get("every") if isinstance(node, MapNode) else None
    shared = _row(every, faults) if isinstance(every, MapNode) else {}
    if rows is None:
        return ()
    return tuple({**shared, **row} for row in _rows(rows, faults))


def _rows(node: Node, faults: FaultList) -> tuple[Row, ...]:
    if isinstance(node, ScalarNode):
        return tuple(_table_rows(node, faults))
    if isinstance(node, ListNode):
        return tuple(
            _row(one, faults) for one in node.items if isinstance(one, MapNode)
        )
    return ()


def _row(node: MapNode, faults: FaultList) -> dict[str, str]:
    row = {}
    for key, value in node.pairs:
        if isinstance(value, ScalarNode):
            row[key.text] = value.text
        else:
            faults.add(
                value.place,
                Text("一格只能写一个值", "a cell holds one value"),
                rule="test_rows",
            )
    return row


def _table_rows(node: ScalarNode, faults: FaultList) -> Iterator[dict[str, str]]:
    """Rows of a table written with ``|`` between cells."""
    lines = [line for line in node.text.split("\n") if line.strip()]
    bordered = bool(lines) and lines[0].strip().startswith("|")
    columns = _cells(lines[0], bordered) if lines else []
    for line in lines[1:]:
        cells = _cells(line, bordered)
        if set(line) <= set("|-: "):
            continue  # the rule under a heading
        if len(cells) != len(columns):
            faults.add(
                node.at(node.text.index(line)),
                Text(
                    f"这一行有 {len(cells)} 格，表头有 {len(columns)} 栏",
                    f"{len(cells)} cells in this line, {len(columns)} columns",
                ),
                rule="test_rows",
            )
            continue
        yield dict(zip(columns, cells, strict=True))


def _cells(line: str, bordered: bool) -> Sequence[str]:
    line = line.strip()
    if bordered:
        line = line.removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in line.split("|")]
