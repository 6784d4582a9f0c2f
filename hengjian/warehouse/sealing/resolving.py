"""What a sealing covers: the person's cards in every table, and rows kept aside.

Read before the act, outside its transaction; nothing that is found names the person.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.engines.pack_format.model import CaseCard, RolledCard
from hengjian.engines.tables.card_table import MATCH_SUFFIX, ROW
from hengjian.engines.tables.digests import digest as match_digest
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.packs import queries as packs
from hengjian.warehouse import card_files, card_layout, card_store, data_keys
from hengjian.warehouse.card_layout import Layout
from hengjian.warehouse.definitions import cards_in_force, in_force
from hengjian.warehouse.importing import originals
from hengjian.warehouse.models import NO_VERSION, CardTable, Import, Sealing


Progress = Callable[[int, int, Text], None]
_LOOKING = Text("检索各次导入挡下的行", "looking through rows that imports kept aside")


class CardNotThere(UserFault):
    """No card of this kind has the key."""

    status = 404


@dataclass(frozen=True)
class Covered:
    """One card, as ``SealedCard`` keeps it."""

    table: int
    card_digest: str
    is_whole_case: bool
    unit_code: str
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True)
class Resolved:
    """All that one sealing covers; ``rows`` are (import, row) kept aside."""

    person_digest: str
    cards: tuple[Covered, ...]
    rows: tuple[tuple[int, int], ...]

    @property
    def first_unit(self) -> str:
        """The code of the place of the card that was asked for."""
        return self.cards[0].unit_code if self.cards else ""


def resolve(
    card_name: str,
    card_key: str,
    *,
    whole_person: bool = True,
    rows_aside: bool = True,
) -> Resolved:
    """What to seal for the person of a card.

    With ``whole_person`` the cards of the same identity number in every table, and those
    that later imports bring. Without ``rows_aside`` the rows that imports kept aside are
    left to be looked for later: each of them must be decrypted. Raises ``CardNotThere``,
    ``CardUnknown``, ``StoreFault``.
    """
    card = in_force(card_name).card
    table = CardTable.objects.filter(name=card_name).first()
    rows = rows_with_keys(table, card, [card_key]) if table is not None else None
    if table is None or rows is None or not rows.num_rows:
        raise CardNotThere(
            Text(f"没有这张案卡：{card_key}", f"there is no such card: {card_key}")
        )
    person = _person_of(rows, card) if whole_person else ""
    found = [*covered(table, card, rows), *_cards_of(person)]
    cards = tuple({(one.table, one.card_digest): one for one in found}.values())
    aside = rows_of_cards(cards, person) if rows_aside else ()
    return Resolved(person, cards, tuple(aside))


def search(sealing: Sealing, progress: Progress) -> Resolved:
    """All that a sealing covers today, the rows kept aside among it; tells how far it is."""
    cards = sealing.cards.filter(is_whole_case=False)
    columns = ("table", "card_digest", "is_whole_case", "unit_code")
    known = [
        Covered(*row) for row in cards.values_list(*columns, "first_on", "last_on")
    ]
    found = {(c.table, c.card_digest): c for c in _cards_of(sealing.person_digest)}
    every = tuple({**found, **{(c.table, c.card_digest): c for c in known}}.values())
    rows = tuple(rows_of_cards(every, sealing.person_digest, progress))
    return Resolved(sealing.person_digest, every, rows)


def _cards_of(person: str) -> Iterator[Covered]:
    tables = {each.name: each for each in CardTable.objects.all()}
    for name, card in cards_in_force().items() if person else ():
        there = tables.get(name)
        rows = _rows_of_person(there, card, person) if there is not None else None
        if there is not None and rows is not None and rows.num_rows:
            yield from covered(there, card, rows)


def resolve_within(
    account: Account, card_name: str, card_key: str, *, whole_person: bool = True
) -> Resolved:
    """The cards to seal for one of the account's own places; else it is not there.

    Rows kept aside are left to be looked for later.
    """
    found = resolve(card_name, card_key, whole_person=whole_person, rows_aside=False)
    units = visible_units(account, Permission.SEALING_CHANGE)
    if found.first_unit and not units.filter(code=found.first_unit).exists():
        raise CardNotThere(
            Text(f"没有这张案卡：{card_key}", f"there is no such card: {card_key}")
        )
    return found


def rows_with_keys(table: CardTable, card: CaseCard, keys: Sequence[str]) -> pa.Table:
    """The rows with these keys at the version in force, sealed or not."""
    layout = card_layout.layout_of(card)
    digests = card_layout.key_digests(pa.array(list(keys), pa.string()))
    return rows_with_digests(table, layout, [each.tobytes().hex() for each in digests])


def rows_with_digests(
    table: CardTable, layout: Layout, digests: Iterable[str]
) -> pa.Table:
    """The rows whose key has one of these digests (32 hex digits)."""
    empty = pa.table({name: pa.array([], pa.string()) for name in layout.key})
    wanted = {bytes.fromhex(each) for each in digests}
    if table.current_version == NO_VERSION or not wanted:
        return empty
    numbers = pa.array(
        [int.from_bytes(each[:8], "big", signed=True) for each in wanted], pa.int64()
    )
    parts = []
    snapshot = card_store.open_version(table.location, table.current_version)
    for path in snapshot.paths:
        hit = pc.is_in(pa.array(card_files.read_key_numbers(path)), value_set=numbers)
        if pc.any(hit).as_py():
            parts.append(card_files.read_rows(path).filter(hit))
    if not parts:
        return empty
    rows = pa.concat_tables(parts, promote_options="default")
    texts = card_layout.key_texts(rows, layout).to_pylist()
    return rows.filter(
        pa.array([card_layout.key_digest(text) in wanted for text in texts], pa.bool_())
    )


def covered(table: CardTable, card: CaseCard, rows: pa.Table) -> Iterator[Covered]:
    """The cards of some rows, and the whole cases that they are part of."""
    layout = card_layout.layout_of(card)
    texts = card_layout.key_texts(rows, layout).to_pylist()
    plain = [item.name for item in card.items.values() if not item.personal]
    told = rows.select([n for n in plain if n in rows.column_names]).to_pylist()
    for text, row in zip(texts, told, strict=True):
        days = [day for value in row.values() if (day := _day(value)) is not None]
        place = row.get(card.unit) if card.unit else None
        where = (
            str(place or "")[:20],
            min(days, default=None),
            max(days, default=None),
        )
        yield Covered(table.pk, card_layout.key_digest(text).hex(), False, *where)
    for rolled in _whole_cases(card, rows):
        cases = Layout(rolled.name, tuple(rolled.key), None, None)
        for text in set(card_layout.key_texts(rows, cases).to_pylist()):
            # of findings (named) and of counted cases (plain)
            for named in (f"{rolled.name}\n{text}", text):
                digest = card_layout.key_digest(named).hex()
                yield Covered(table.pk, digest, True, "", None, None)


def match_columns(card: CaseCard) -> list[str]:
    """The columns by whose digests a person is found again."""
    return [
        f"{item.name}{MATCH_SUFFIX}"
        for item in card.items.values()
        if item.personal and item.match
    ]


def _whole_cases(card: CaseCard, rows: pa.Table) -> list[RolledCard]:
    pack = packs.current().loaded.packs.get(card.name)
    made = pack.rolled_cards.values() if pack is not None else ()
    return [
        rolled
        for rolled in made
        if rolled.source == card.name and set(rolled.key) <= set(rows.column_names)
    ]


def _person_of(rows: pa.Table, card: CaseCard) -> str:
    for column in match_columns(card):
        if column in rows.column_names and (found := rows.column(column)[0].as_py()):
            return str(found)
    return ""


def _rows_of_person(table: CardTable, card: CaseCard, person: str) -> pa.Table | None:
    if table.current_version == NO_VERSION:
        return None
    snapshot = card_store.open_version(table.location, table.current_version)
    columns = [name for name in match_columns(card) if name in snapshot.columns]
    parts = []
    for path in snapshot.paths if columns else ():
        file = pq.ParquetFile(path)
        # files of before a column came do not have it
        present = [name for name in columns if name in file.schema_arrow.names]
        texts = file.read(present)
        hit = None
        for name in present:
            same = pc.fill_null(pc.equal(texts.column(name), person), False)
            hit = same if hit is None else pc.or_(hit, same)
        if hit is not None and pc.any(hit).as_py():
            parts.append(card_files.read_rows(path).filter(hit))
    return pa.concat_tables(parts, promote_options="default") if parts else None


def _nobody_watches(done: int, total: int, doing: Text) -> None:
    """No progress is told."""


def rows_of_cards(
    found: Iterable[Covered], person: str, progress: Progress = _nobody_watches
) -> Iterator[tuple[int, int]]:
    """Rows kept aside that have one of the keys, or the person's identity number."""
    tables = dict(CardTable.objects.values_list("pk", "name"))
    digests: dict[str, set[str]] = {}
    for one in found:
        digests.setdefault(tables[one.table], set()).add(one.card_digest)
    cards = cards_in_force()
    names = set(cards) if person else set(digests)
    kept = Import.objects.filter(
        table__name__in=names, rejected_originals__isnull=False
    ).select_related("table")
    total = kept.count()
    for done, card_import in enumerate(kept):
        progress(done, total, _LOOKING)
        cells = originals.unseal(card_import)
        if cells is None:
            continue
        name = card_import.table.name
        matched = (card_import.header or {}).get("matched", {})
        mine = digests.get(name, set())
        for row, _, _ in rows_of(cells, matched, cards[name], mine, {person} - {""}):
            yield card_import.pk, row


def rows_of(
    cells: pa.Table,
    matched: Mapping[str, str],
    card: CaseCard,
    digests: set[str],
    persons: set[str],
) -> list[tuple[int, str, str]]:
    """Cells kept aside that belong to somebody: row, person's digest, card's digest.

    ``matched``: item → header of the file; ``digests`` are of cards, ``persons`` keyed
    ones of identity numbers. A digest is "" where it does not agree.
    """
    columns = {
        item: cells.column(header).to_pylist()
        for item, header in matched.items()
        if header in cells.column_names
    }
    match_key = data_keys.match_key() if persons else b""
    matching = [
        item.name for item in card.items.values() if item.personal and item.match
    ]
    found = []
    for at, row in enumerate(cells.column(ROW).to_pylist()):
        told = {item: (values[at] or "").strip() for item, values in columns.items()}
        digest = card_layout.key_digest(_key_text(card, told)).hex()
        whose = [match_digest(told[i], match_key) for i in matching if told.get(i)]
        person = next((one for one in whose if one in persons), "")
        if person or digest in digests:
            found.append((row, person, digest if digest in digests else ""))
    return found


def _key_text(card: CaseCard, told: dict[str, str]) -> str:
    values = {name: pa.array([told.get(name, "")], pa.string()) for name in card.key}
    layout = Layout(card.name, tuple(card.key), None, None)
    return str(card_layout.key_texts(pa.table(values), layout)[0].as_py())


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
