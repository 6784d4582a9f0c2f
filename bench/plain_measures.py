"""Catalogue measures plain enough to be written in every tool: a count where items have values.

The condition is a conjunction of ``item = 'code'``, ``item in (…)``, ``item = true``.
"""

import re
from dataclasses import dataclass

from hengjian.engines.pack_format.model import Loaded, Measure


_ONE = re.compile(r"^(\w+) = '(\w+)'$")
_SEVERAL = re.compile(r"^(\w+) in \(([^()]*)\)$")
_BOOLEAN = re.compile(r"^(\w+) = (true|false)$")


@dataclass(frozen=True)
class Plain:
    """A count of one pack's cards by one date: every item has one of the values."""

    name: str
    pack: str
    date: str
    items: tuple[tuple[str, tuple[str | bool, ...]], ...]


def plain_measures(loaded: Loaded) -> list[Plain]:
    """All of the catalogue that are so plain."""
    found = [_plain(measure, loaded) for measure in loaded.measures.values()]
    return [one for one in found if one is not None]


def by_scan(measures: list[Plain]) -> dict[tuple[str, str], list[Plain]]:
    """Measures that one scan can count together: the same pack and date."""
    found: dict[tuple[str, str], list[Plain]] = {}
    for one in measures:
        found.setdefault((one.pack, one.date), []).append(one)
    return found


def _plain(measure: Measure, loaded: Loaded) -> Plain | None:
    counts = measure.agg == "count" and measure.open is None
    if not counts or measure.dated_by is None or measure.card not in loaded.packs:
        return None
    items = []
    text = measure.where.text if measure.where is not None else ""
    for part in re.split(r"\s+and\s+", text.strip()) if text else []:
        values = _values(part)
        if values is None:
            return None
        items.append(values)
    return Plain(measure.full_name, measure.card, measure.dated_by, tuple(items))


def _values(part: str) -> tuple[str, tuple[str | bool, ...]] | None:
    if match := _ONE.match(part):
        return match[1], (match[2],)
    if match := _BOOLEAN.match(part):
        return match[1], (match[2] == "true",)
    if match := _SEVERAL.match(part):
        return match[1], tuple(word.strip().strip("'") for word in match[2].split(","))
    return None
