"""The second generator: N million realistic cards of 3,600 procuratorates, fast.

Whole lives are drawn, not single rows: cards of the invented city that belong together
(a person from arrest to trial, a case and what follows from it) are copied together,
placed with one procuratorate of the nation and given numbers and digests of their own, so
that links find in every copy what they find in the city. Procuratorates differ in size as
a lognormal; charges and items keep the city's skew and correlation. One choice in a
hundred is taken from another card, so that copies are not alike in everything.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from scipy import sparse

from bench.base_city import CACHE, base_cards, card_of, packs
from hengjian.engines.pack_format.model import CaseCard, ItemType, Loaded


PROCURATORATES = 3_600
LAST_YEAR = 2025
CARDS_IN_A_YEAR = 4_000_000
ROWS_IN_A_FILE = 250_000
ROWS_IN_A_GROUP = 32_768
SPREAD = 1.0  # of the logarithm of a procuratorate's size
STRAYS = 0.01  # choices that are taken from another card
HANDLERS = 24  # in a procuratorate
WINDOWS = (date(2024, 10, 1), date(2025, 10, 1))  # a year of the city's cards each
SEED = 20_261_020
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class National:
    """Parquet files by pack, with what they hold."""

    folder: Path
    cards: int
    years: tuple[int, ...]

    @cached_property
    def files(self) -> dict[str, tuple[Path, ...]]:
        found: dict[str, list[Path]] = {}
        for year in self.years:
            for file in sorted((self.folder / str(year)).glob("*/*.parquet")):
                found.setdefault(file.parent.name, []).append(file)
        return {pack: tuple(files) for pack, files in found.items()}

    @property
    def bytes(self) -> int:
        return sum(f.stat().st_size for files in self.files.values() for f in files)


def national_cards(
    years: int = 1, a_year: int = CARDS_IN_A_YEAR, last: int = LAST_YEAR
) -> National:
    """Cards of the given years, from the cache where they are there."""
    folder = CACHE / f"national-{a_year}"
    wanted = tuple(range(last - years + 1, last + 1))
    missing = [year for year in wanted if not (folder / str(year) / "whole").exists()]
    if missing:
        drawer = _Drawer(packs(), a_year)
        for year in missing:
            drawer.draw(year, folder / str(year))
    cards = sum(
        json.loads((folder / str(year) / "whole").read_text())["cards"]
        for year in wanted
    )
    return National(folder, cards, wanted)


def codes() -> list[str]:
    """Six-digit codes: 32 provinces, 13 cities in each, the counties dealt out."""
    found = [f"{p:02d}0000" for p in range(11, 43)]
    cities = [f"{p:02d}{c:02d}" for p in range(11, 43) for c in range(1, 14)]
    found += [f"{city}00" for city in cities]
    deal = 0
    while len(found) < PROCURATORATES:
        found.append(f"{cities[deal % len(cities)]}{21 + deal // len(cities):02d}")
        deal += 1
    return found


class _Drawer:
    """Draws a year of national cards from the city's cards."""

    def __init__(self, loaded: Loaded, a_year: int) -> None:
        self.loaded = loaded
        self.base = {
            pack: table.filter(_dated(table, card_of(loaded, pack)))
            for pack, table in base_cards(loaded).items()
        }
        self.lives = _lives(loaded, self.base)
        self.life_count = 1 + max(int(each.max()) for each in self.lives.values())
        self.a_year = a_year
        self.codes = np.array(codes())
        random = np.random.default_rng(SEED)
        sizes = random.lognormal(0.0, SPREAD, len(self.codes))
        sizes[: 32 + 416] *= 0.4  # higher offices handle fewer cases themselves
        self.shares = np.cumsum(sizes) / sizes.sum()

    def draw(self, year: int, folder: Path) -> None:
        """Write the year's files."""
        shutil.rmtree(folder, ignore_errors=True)
        windows = [
            {pack: self._in_window(pack, start) for pack in self.base}
            for start in WINDOWS
        ]
        in_pair = sum(len(rows) for window in windows for rows in window.values())
        copies = max(1, round(self.a_year / in_pair))
        # places[copy][window] of every life, the same for all packs
        random = np.random.default_rng((SEED, year))
        places = [
            [
                np.searchsorted(self.shares, random.random(self.life_count))
                for _ in WINDOWS
            ]
            for _ in range(copies)
        ]
        total = 0
        for pack in self.base:
            drawn = _Drawn(self, pack, year)
            for copy in range(copies):
                for w, window in enumerate(windows):
                    drawn.add(window[pack], copy * 2 + w, places[copy][w], WINDOWS[w])
            total += drawn.write(folder / pack, random)
        (folder / "whole").write_text(json.dumps({"cards": total, "copies": copies}))

    def _in_window(self, pack: str, start: date) -> np.ndarray:
        days = _days(self.base[pack], card_of(self.loaded, pack))
        first = (start - _EPOCH).days
        return np.flatnonzero((days >= first) & (days < first + 365))


class _Drawn:
    """The rows of one pack in one year: which base row, which copy, which place."""

    def __init__(self, drawer: _Drawer, pack: str, year: int) -> None:
        self.table = drawer.base[pack]
        self.card = card_of(drawer.loaded, pack)
        self.lives = drawer.lives[pack]
        self.codes = pa.array(drawer.codes)
        self.year = year
        self.rows: list[np.ndarray] = []
        self.copies: list[np.ndarray] = []
        self.places: list[np.ndarray] = []
        self.shifts: list[np.ndarray] = []

    def add(self, rows: np.ndarray, copy: int, places: np.ndarray, start: date) -> None:
        shift = (date(self.year, 1, 1) - start).days
        self.rows.append(rows.astype(np.int32))
        self.copies.append(np.full(len(rows), copy, np.int16))
        self.places.append(places[self.lives[rows]].astype(np.int16))
        self.shifts.append(np.full(len(rows), shift, np.int32))

    def write(self, folder: Path, random: np.random.Generator) -> int:
        """Files by procuratorate and date; returns the rows."""
        rows, copies = np.concatenate(self.rows), np.concatenate(self.copies)
        places, shifts = np.concatenate(self.places), np.concatenate(self.shifts)
        days = _days(self.table, self.card)[rows] + shifts
        order = np.lexsort((days, places))
        folder.mkdir(parents=True)
        for number, start in enumerate(range(0, len(order), ROWS_IN_A_FILE)):
            part = order[start : start + ROWS_IN_A_FILE]
            table = self._table(
                rows[part], copies[part], places[part], shifts[part], random
            )
            pq.write_table(
                table,
                folder / f"{number:04d}.parquet",
                compression="zstd",
                row_group_size=ROWS_IN_A_GROUP,
            )
        return len(order)

    def _table(
        self,
        rows: np.ndarray,
        copies: np.ndarray,
        places: np.ndarray,
        shifts: np.ndarray,
        random: np.random.Generator,
    ) -> pa.Table:
        suffixes = pa.array([f"-{self.year % 100:02d}{n:03d}" for n in range(1000)])
        suffix = suffixes.take(pa.array(copies))
        mark = pc.utf8_slice_codeunits(suffix, 1)
        unit = self.codes.take(pa.array(places))
        columns = {}
        for name in self.table.column_names:
            if name == "_row":
                continue
            item = self.card.items.get(name)
            kind = item.type if item is not None else None
            column = self.table.column(name).combine_chunks()
            if name == self.card.unit:
                columns[name] = unit
            elif name.endswith("__match"):
                taken = column.take(pa.array(rows))
                rest = pc.utf8_slice_codeunits(taken, 5)
                columns[name] = pc.binary_join_element_wise(mark, rest, "")
            elif kind is ItemType.PERSON:
                columns[name] = _handlers(column, rows, unit)
            elif _is_number(name, kind):
                taken = column.take(pa.array(rows))
                columns[name] = pc.binary_join_element_wise(taken, suffix, "")
            elif kind in {ItemType.CHOICE, ItemType.BOOLEAN}:
                picked = rows.copy()
                strays = random.random(len(rows)) < STRAYS
                picked[strays] = random.integers(0, len(column), int(strays.sum()))
                columns[name] = column.take(pa.array(picked))
            elif pa.types.is_date32(column.type):
                days = column.take(pa.array(rows)).cast(pa.int32())
                columns[name] = pc.add(days, pa.array(shifts)).cast(pa.date32())
            else:
                columns[name] = column.take(pa.array(rows))
        return pa.table(columns)


def _is_number(name: str, kind: ItemType | None) -> bool:
    return (
        kind is ItemType.TEXT and name.endswith("_number") and name != "person_number"
    )


def _handlers(column: pa.Array, rows: np.ndarray, unit: pa.Array) -> pa.Array:
    """People of the card's own procuratorate."""
    coded = column.dictionary_encode()
    texts = [f"{n % HANDLERS:02d}" for n in range(len(coded.dictionary))]
    numbers = pa.array(texts, pa.string())
    own = numbers.take(coded.indices.take(pa.array(rows)))
    return pc.binary_join_element_wise(unit, own, "-")


def _dated(table: pa.Table, card: CaseCard) -> pa.ChunkedArray:
    return pc.is_valid(table.column(str(card.partition_date)))


def _days(table: pa.Table, card: CaseCard) -> np.ndarray:
    column = table.column(str(card.partition_date)).combine_chunks()
    return column.cast(pa.int32()).to_numpy(zero_copy_only=False).astype(np.int64)


def _lives(loaded: Loaded, base: dict[str, pa.Table]) -> dict[str, np.ndarray]:
    """For every row the number of the life (linked cards, over all packs) it is part of."""
    names: dict[str, set[str]] = {pack: set(_tokens(loaded, pack)) for pack in base}
    offsets, start = {}, 0
    for pack, table in base.items():
        offsets[pack], start = start, start + table.num_rows
    ends: list[np.ndarray] = []
    texts: list[pa.Array] = []
    for pack, table in base.items():
        for name in sorted(names[pack] & set(table.column_names)):
            column = table.column(name).combine_chunks()
            valid = np.flatnonzero(np.asarray(pc.is_valid(column)))
            ends.append(valid + offsets[pack])
            texts.append(column.drop_null())
    token = pa.concat_arrays(texts).dictionary_encode().indices.to_numpy()
    row = np.concatenate(ends)
    size = start + int(token.max()) + 1
    graph = sparse.coo_array(
        (np.ones(len(row), np.int8), (row, token + start)), (size, size)
    )
    _, label = sparse.csgraph.connected_components(graph, directed=False)
    _, label = np.unique(label[:start], return_inverse=True)
    return {
        pack: label[offsets[pack] : offsets[pack] + table.num_rows]
        for pack, table in base.items()
    }


def _tokens(loaded: Loaded, pack: str) -> Iterator[str]:
    """Columns by which this pack's cards are linked to others, from either side."""
    for other in loaded.packs:
        card = loaded.packs[other].card
        for link in card.links.values() if card is not None else ():
            for own, there in link.on.items():
                for name, side in ((own, other), (there, link.to.split(".")[0])):
                    if side == pack and name in {"identity_number"}:
                        yield f"{name}__match"
                    elif side == pack and name.endswith("case_number"):
                        yield name
