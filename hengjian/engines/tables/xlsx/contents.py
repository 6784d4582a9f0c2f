"""What a workbook consists of: its sheets, their parts, its properties."""

import posixpath
import re
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from hengjian.engines.tables.conversion.dates import SERIAL_ORIGIN, SERIAL_ORIGIN_1904
from hengjian.engines.tables.xlsx.package import Package, corrupt


_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")


@dataclass(frozen=True)
class SheetPart:
    """One worksheet: its name and the part that holds it."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True)
class Contents:
    """A workbook's worksheets (chart sheets left out) and what they share."""

    sheets: tuple[SheetPart, ...]
    shared_strings: str | None
    styles: str | None
    date_origin: date
    properties: tuple[str, ...]


def contents(package: Package) -> Contents:
    """Read the small parts of a workbook; raises ``UserFault`` where they are broken."""
    workbook = _tree(package, _WORKBOOK)
    relations = _relations(package)
    sheets = []
    for node in workbook.iter():
        if _local(node.tag) != "sheet":
            continue
        target, kind = relations.get(_attribute(node, "id"), ("", ""))
        if kind.endswith("/worksheet") and target in package:
            visible = node.get("state", "visible") == "visible"
            sheets.append(SheetPart(node.get("name", ""), target, visible))
    return Contents(
        tuple(sheets),
        _shared(relations, package, "/sharedStrings"),
        _shared(relations, package, "/styles"),
        _date_origin(workbook),
        _properties(package),
    )


def _relations(package: Package) -> dict[str, tuple[str, str]]:
    if _RELATIONS not in package:
        raise corrupt()
    found = {}
    for node in _tree(package, _RELATIONS).iter():
        if _local(node.tag) == "Relationship":
            target = node.get("Target", "")
            path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            found[node.get("Id", "")] = (path, node.get("Type", ""))
    return found


def _shared(
    relations: dict[str, tuple[str, str]], package: Package, kind: str
) -> str | None:
    for target, of_kind in relations.values():
        if of_kind.endswith(kind) and target in package:
            return target
    return None


def _date_origin(workbook: ElementTree.Element) -> date:
    for node in workbook.iter():
        if _local(node.tag) == "workbookPr" and node.get("date1904") in {"1", "true"}:
            return SERIAL_ORIGIN_1904
    return SERIAL_ORIGIN


def _properties(package: Package) -> tuple[str, ...]:
    """Texts of the document properties: title, subject, category, keywords…"""
    texts = []
    for name in _PROPERTIES:
        if name in package:
            for node in _tree(package, name).iter():
                if node.text and node.text.strip():
                    texts.append(node.text.strip())
    return tuple(texts)


def _tree(package: Package, name: str) -> ElementTree.Element:
    text = package.read(name)
    if re.search(rb"<!DOCTYPE|<!ENTITY", text, re.IGNORECASE):
        raise corrupt()  # no writer of workbooks declares entities
    try:
        return ElementTree.fromstring(text)  # noqa: S314 (no entities, bounded size)
    except ElementTree.ParseError as fault:
        raise corrupt() from fault


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attribute(node: ElementTree.Element, name: str) -> str:
    """An attribute in whatever name space: ``r:id``."""
    for key, value in node.attrib.items():
        if key.startswith("{") and _local(key) == name:
            return value
    return ""
