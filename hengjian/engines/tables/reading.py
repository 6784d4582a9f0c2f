"""Reading a file of cards: every row typed or kept aside with the mend in words."""

from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import CaseCard, Item
from hengjian.engines.tables.arrow_alone import keep_pandas_out
from hengjian.engines.tables.card_table import ROW, CardTable, HeaderMatch
from hengjian.engines.tables.conversion.column import TYPES, Converted, convert
from hengjian.engines.tables.deriving import with_derived
from hengjian.engines.tables.digests import new_key, with_match_digests
from hengjian.engines.tables.duplicates import reject_repeated
from hengjian.engines.tables.headers import Vocabulary, match_headers, two_columns
from hengjian.engines.tables.marks import refuse_marked
from hengjian.engines.tables.normalising import header_key
from hengjian.engines.tables.opening import open_source
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.raw_table import RawTable
from hengjian.engines.tables.rejecting import Rejections
from hengjian.engines.tables.threads import in_threads
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_STEPS = (
    Text("核对类型和代码", "checking types and codes"),
    Text("推算项目和期限", "computing items and limits"),
    Text("查找重复", "looking for repeated cards"),
)


def read_cards(
    path: Path, card: CaseCard, options: ReadOptions | None = None
) -> CardTable:
    """Read xlsx or csv into the card's typed columns.

    Rows that fail a type, a code list, a required item or the key are kept aside in
    ``rejected``; the card's own checks are run by ``rules.checking``. Raises
    ``UserFault`` where the file as a whole cannot be used: not a table, protected, cut,
    too large, marked as a state secret, or without a column for a required item.
    """
    keep_pandas_out()
    options = options or ReadOptions()
    source = open_source(Path(path), options)
    raw = source.read(Vocabulary(card, options))
    _refuse_marked_rows(raw)
    header = match_headers(raw.names, card, options)
    if header.missing:
        raise missing_columns(card, header, raw)
    return _typed(raw, card, header, options, source.digest)


def _refuse_marked_rows(raw: RawTable) -> None:
    """A column 密级 whose cells name a grade marks its rows, and so the file."""
    for name, column in zip(raw.names, raw.columns, strict=True):
        if header_key(name) in {"密级", "涉密等级", "秘密等级"}:
            refuse_marked([], [[text or "" for text in column.dictionary.to_pylist()]])


def _typed(
    raw: RawTable,
    card: CaseCard,
    header: HeaderMatch,
    options: ReadOptions,
    file_digest: str,
) -> CardTable:
    rejections = Rejections(card)
    notices = [*raw.notices, *_settle_doubles(raw, header, card)]
    rows = np.asarray(raw.rows)
    options.progress(1, len(_STEPS), _STEPS[0])
    table = _converted(raw, card, header, options, rejections)
    empty = _empty_rows(table, raw, rejections)
    rejections.drop(rows[empty].tolist())
    table = table.filter(pa.array(~empty)) if empty.any() else table
    rejections.add_malformed(raw.malformed)
    rows_read = table.num_rows + len(raw.malformed)
    options.progress(2, len(_STEPS), _STEPS[1])
    table, more = with_derived(table, card, options.parameters, options.calendar)
    notices += more
    _reject_empty_required(table, card, rejections)
    table = _leave_out(table, rejections.row_numbers)
    options.progress(3, len(_STEPS), _STEPS[2])
    repeated, more = reject_repeated(table, card, rejections)
    notices += more
    table = _leave_out(table, np.union1d(rejections.row_numbers, repeated))
    return CardTable(
        card=card,
        table=with_match_digests(table, card, options.match_key or new_key()),
        rejected=rejections.rows(),
        header=header,
        notices=tuple(notices),
        file_digest=file_digest,
        rows_read=rows_read,
        originals=_originals(raw, rejections.row_numbers),
        sheet=raw.sheet,
    )


def missing_columns(card: CaseCard, header: HeaderMatch, raw: RawTable) -> UserFault:
    """The file has no column for items that every card needs."""
    items = [card.items[name] for name in header.missing]
    unmatched = header.unmatched
    return UserFault(
        Text(
            f"缺少必填项的列：{'、'.join(i.label.zh for i in items)}"
            + (f"；未能对应的表头：{'、'.join(unmatched)}" if unmatched else "")
            + "。请补上这些列，或指定表头对应的项目",
            f"no column for: {', '.join(i.label.en for i in items)}"
            + (f"; headers not matched: {', '.join(unmatched)}" if unmatched else "")
            + "; add the columns or say which headers hold these items",
        ),
        where=raw.sheet,
    )


def _settle_doubles(raw: RawTable, header: HeaderMatch, card: CaseCard) -> list[Text]:
    """A second column for an item must be empty or say the same."""
    for name, second in header.doubles:
        first = header.matched[name]
        kept, other = (
            raw.columns[raw.names.index(name)].dictionary_decode()
            for name in (first, second)
        )
        differs = pc.not_equal(kept, other).fill_null(False)
        only_second = pc.and_(pc.is_null(kept), pc.is_valid(other))
        if pc.any(pc.or_(differs, only_second)).as_py():
            raise two_columns(card.items[name], first, second)
    return [
        Text(
            f"“{second}”一列与“{header.matched[name]}”重复，未读取",
            f'column "{second}" repeats "{header.matched[name]}" and is left out',
        )
        for name, second in header.doubles
    ]


def _converted(
    raw: RawTable,
    card: CaseCard,
    header: HeaderMatch,
    options: ReadOptions,
    rejections: Rejections,
) -> pa.Table:
    zone = ZoneInfo(card.timezone)
    rows = np.asarray(raw.rows)

    def one(item: Item) -> Converted:
        place = raw.names.index(header.matched[item.name])
        return convert(raw.columns[place], item, zone, raw.date_origin)

    held = [card.items[name] for name in header.matched]
    found = dict(zip(header.matched, in_threads(one, held), strict=True))
    columns: dict[str, pa.Array] = {}
    for item in card.items.values():
        if item.name in found:
            rejections.add_unread(item.name, found[item.name], rows)
            values = found[item.name].values
        else:
            values = pa.nulls(len(rows), TYPES[item.type])
        if item.name == card.unit and options.unit_code is not None:
            values = values.fill_null(options.unit_code)
        columns[item.name] = values
    return pa.table({**columns, ROW: raw.rows})


def _empty_rows(table: pa.Table, raw: RawTable, rejections: Rejections) -> np.ndarray:
    """Rows without any content: a spreadsheet's phantom rows, blank lines."""
    faulty = np.isin(np.asarray(raw.rows), rejections.row_numbers)
    empty = ~faulty
    for column in raw.columns:
        if not empty.any():
            break
        empty &= _blank(column)
    return empty


def _blank(column: pa.DictionaryArray) -> np.ndarray:
    spaces = pc.match_substring_regex(column.dictionary, r"^[\s\x{3000}\x{a0}]*$")
    is_blank = np.append(np.asarray(spaces.fill_null(True)), True)
    return is_blank[np.asarray(column.indices.fill_null(len(column.dictionary)))]


def _reject_empty_required(
    table: pa.Table, card: CaseCard, rejections: Rejections
) -> None:
    rows = np.asarray(table.column(ROW))
    for item in card.items.values():
        if not (item.required or item.name in card.key):
            continue
        column = table.column(item.name)
        if column.null_count:
            empty = rows[np.asarray(pc.is_null(column))].tolist()
            rejections.add_required(item.name, empty)


def _leave_out(table: pa.Table, row_numbers: np.ndarray) -> pa.Table:
    if not len(row_numbers):
        return table
    return table.filter(pa.array(~np.isin(np.asarray(table.column(ROW)), row_numbers)))


def _originals(raw: RawTable, row_numbers: np.ndarray) -> pa.Table:
    """The cells of rows kept aside as they stood in the file."""
    places = pa.array(np.flatnonzero(np.isin(np.asarray(raw.rows), row_numbers)))
    malformed = raw.malformed
    columns: dict[str, pa.Array] = {}
    for index, name in enumerate(raw.names):
        if name:
            short = [
                m.cells[index] if index < len(m.cells) else None for m in malformed
            ]
            kept = raw.columns[index].take(places).dictionary_decode()
            columns[name] = pa.concat_arrays([kept, pa.array(short, pa.string())])
    rows = pa.array([m.row for m in malformed], pa.int64())
    columns[ROW] = pa.concat_arrays([raw.rows.take(places), rows])
    return pa.table(columns).sort_by(ROW)
