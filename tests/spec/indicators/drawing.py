"""Packs and cards drawn as text, for tests that read as a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from textwrap import dedent, indent
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.organisation import Organisation
from hengjian.engines.indicators.periods import CutOff, PeriodKind, read_month
from hengjian.engines.indicators.reference import compute_plainly
from hengjian.engines.indicators.request import MonthRange, RunRequest, Strategy
from hengjian.engines.indicators.results import ResultTable
from hengjian.engines.pack_format.model import CaseCard, ItemType, Loaded
from hengjian.engines.pack_format.reading import load


UNKNOWN = "-"  # how an unknown value is drawn

ARROW_TYPES = {
    ItemType.INTEGER: pa.int64(),
    ItemType.DECIMAL: pa.decimal128(24, 6),
    ItemType.MONEY: pa.decimal128(18, 2),
    ItemType.DATE: pa.date32(),
    ItemType.DATETIME: pa.timestamp("us", "UTC"),
    ItemType.BOOLEAN: pa.bool_(),
}


def drawn(text: str) -> list[list[str]]:
    """The cells of a table drawn with spaces between its columns."""
    return [line.split() for line in dedent(text).strip().splitlines()]


def card_rows(card: CaseCard, text: str) -> pa.Table:
    """Typed columns from a drawn table; items that are not drawn are unknown."""
    header, *lines = drawn(text)
    columns: dict[str, pa.Array] = {}
    for item in card.items.values():
        kind = ARROW_TYPES.get(item.type, pa.string())
        place = header.index(item.name) if item.name in header else None
        values = [
            None if place is None else _value(line[place], item.type, card.timezone)
            for line in lines
        ]
        columns[item.name] = pa.array(values, kind)
    columns["_row"] = pa.array(range(2, len(lines) + 2), pa.int64())
    return pa.table(columns)


def _value(text: str, kind: ItemType, timezone: str) -> Any:
    if text == UNKNOWN:
        return None
    match kind:
        case ItemType.INTEGER:
            return int(text)
        case ItemType.DECIMAL | ItemType.MONEY:
            return Decimal(text)
        case ItemType.DATE:
            return date.fromisoformat(text)
        case ItemType.DATETIME:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=ZoneInfo(timezone))
            return moment.astimezone(UTC)
        case ItemType.BOOLEAN:
            return text == "true"
        case _:
            return text


@dataclass
class Drawing:
    """Packs written to a folder, the cards drawn for them, and the rows they give."""

    folder: Path
    tables: dict[str, str] = field(default_factory=dict)

    def pack(
        self,
        name: str,
        *,
        card: str,
        measures: str = "",
        indicators: Mapping[str, str] | None = None,
        **files: str,
    ) -> "Drawing":
        """Write a pack: the card, measures, one line of YAML for each indicator."""
        home = self.folder / name
        home.mkdir(parents=True)
        self._write(
            home / "pack.yaml",
            f"pack: {name}\nformat: 1\ntitle: {name}\nline_of_work: criminal\n"
            "kind: imported\nsensitivity: internal\neffective_from: 2000-01-01\n",
        )
        self._write(home / "case_card.yaml", card)
        if measures:
            self._write(home / "measures.yaml", measures)
        for indicator, value in (indicators or {}).items():
            self._write(
                home / f"indicators/{indicator}.yaml", _indicator(indicator, value)
            )
        for file, text in files.items():
            self._write(home / f"{file.replace('__', '/')}.yaml", text)
        return self

    def cards(self, name: str, table: str) -> "Drawing":
        """Draw the rows of a card."""
        self.tables[name] = table
        return self

    def loaded(self) -> Loaded:
        """The packs, which must be without a fault."""
        loaded = load([self.folder])
        faults = [f"{fault.place}: {fault.message.en}" for fault in loaded.faults]
        assert not faults, "\n".join(faults)
        return loaded

    def request(self, **asked: Any) -> RunRequest:
        """A request for everything drawn; options as on the command line."""
        loaded = self.loaded()
        sources = {
            name: card_rows(loaded.packs[name].card, table)
            for name, table in self.tables.items()
        }
        first, last = asked.pop("from_", None), asked.pop("to", None)
        places = asked.pop("organisation", None)
        return RunRequest(
            packs=loaded,
            sources=sources,
            indicators=tuple(asked.pop("indicator", "").split()),
            period=PeriodKind(asked.pop("period", "all")),
            months=MonthRange(
                read_month(first) if first else None, read_month(last) if last else None
            ),
            cutoff=CutOff.on_day(asked.pop("cutoff", None)),
            by=tuple(asked.pop("by", "").split()),
            organisation=_organisation(places) if places else Organisation(),
            as_of=date.fromisoformat(asked.pop("as_of"))
            if "as_of" in asked
            else date(2030, 1, 1),
            **asked,
        )

    def result(self, **asked: Any) -> ResultTable:
        """Compute in all ways and by the plain interpreter, which must agree."""
        request = self.request(**asked)
        results = {
            strategy: compute(RunRequest(**(vars(request) | {"strategy": strategy})))
            for strategy in Strategy
        }
        first, *others = (result.texts.to_pylist() for result in results.values())
        assert all(other == first for other in others)
        plain = [[*line.values()][:-1] for line in first]
        assert plain == compute_plainly(request)
        return results[Strategy.FILTERS]

    def rows(self, **asked: Any) -> list[list[str]]:
        """The computed rows as a drawn table, with a header; empty texts are ``-``."""
        table = self.result(**asked).texts
        lines = [list(map(str, line.values())) for line in table.to_pylist()]
        return [
            table.column_names,
            *([cell or UNKNOWN for cell in line] for line in lines),
        ]

    @staticmethod
    def _write(path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), "utf-8")


def _indicator(name: str, value: str) -> str:
    lines = value.strip().splitlines()
    formula = (
        dedent(lines[0]) if len(lines) == 1 else "\n" + indent(dedent(value), "  ")
    )
    more = ""
    if ";" in formula and len(lines) == 1:
        formula, _, rest = formula.partition(";")
        more = "".join(f"{part.strip()}\n" for part in rest.split(";"))
    defaults = {"unit": "ratio", "decimals": "2", "direction": "neutral"}
    for key, default in defaults.items():
        if f"{key}:" not in more:
            more += f"{key}: {default}\n"
    return (
        f"indicator: {name}\ncode: {name.upper()}\nlabel: {name}\nsentence: {name}\n"
        f"value: {formula}\n{more}source: {{title: drawn}}\n"
    )


def _organisation(text: str) -> Organisation:
    header, *lines = drawn(text)
    return Organisation.of_rows(
        [
            {k: None if v == UNKNOWN else v for k, v in zip(header, line, strict=True)}
            for line in lines
        ]
    )
