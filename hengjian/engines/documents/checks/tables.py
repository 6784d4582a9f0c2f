"""The numbers of a table against each other: totals, rates and their counts, changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hengjian.engines.documents.disagreements import Disagreement
from hengjian.engines.documents.figures import normalised, rounded
from hengjian.engines.documents.reading_back import ReadTable
from hengjian.lib.bilingual import Text


TOTAL = re.compile(r"^(?:合\s*计|总\s*计|共\s*计|总\s*数|total)$", re.IGNORECASE)
_SUBTOTAL = re.compile(r"小\s*计|其中|subtotal|of which", re.IGNORECASE)
_SHARE_HEAD = re.compile(r"占比|构成|比重|share", re.IGNORECASE)
_NOT_ADDED = re.compile(
    r"同比|环比|率|均|比$|天|差|year|previous|change|rate|average", re.IGNORECASE
)
_PAIR_HEAD = re.compile(r"分子|/|counts", re.IGNORECASE)
_LAST_HEAD = re.compile(r"上年|去年|同期值|last year", re.IGNORECASE)
_CHANGE_HEAD = re.compile(r"^(?:同比|year on year|y/y)", re.IGNORECASE)
_PAIR = re.compile(r"(\d[\d,]*)\s*/\s*(\d[\d,]*)")
_CELL = re.compile(
    r"(?P<way>上升|下降|增加|减少|up|down)?\s*(?P<sign>[+-]?)\s*(?P<digits>\d[\d,]*(?:\.\d+)?)"
    r"\s*(?P<unit>%|个?百分点|percentage points?|pp)?"
)


@dataclass(frozen=True)
class _Cell:
    value: Decimal
    unit: str  # "" % 百分点

    @property
    def decimals(self) -> int:
        exponent = self.value.as_tuple().exponent
        return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def table_disagreements(table: ReadTable) -> list[Disagreement]:
    """Everything in a table that does not agree with the rest of it."""
    found = [
        *_totals(table),
        *_pairs(table),
        *_changes(table),
    ]
    return [
        Disagreement(kind, table.place, shown, message, " | ".join(table.heads))
        for kind, shown, message in found
    ]


_Found = Iterator[tuple[str, str, Text]]


def _totals(table: ReadTable) -> _Found:
    rows = [row for row in table.rows[1:] if row]
    at = [n for n, row in enumerate(rows) if TOTAL.match(row[0])]
    if len(at) != 1 or any(_SUBTOTAL.search(row[0]) for row in rows):
        return
    total = rows[at[0]]
    others = [row for n, row in enumerate(rows) if n != at[0]]
    if len(others) < 2 or at[0] not in {0, len(rows) - 1}:
        return
    for column, head in enumerate(table.heads[1:], start=1):
        cells = [_read(row[column]) for row in others if column < len(row)]
        whole = _read(total[column]) if column < len(total) else None
        known = [cell for cell in cells if cell is not None]
        if whole is None or len(known) < len(others):
            continue
        is_share = bool(_SHARE_HEAD.search(head)) and whole.unit == "%"
        is_count = whole.unit == "" and not _NOT_ADDED.search(head)
        if not (is_share or is_count) or any(c.unit != whole.unit for c in known):
            continue
        if is_count and not _is_whole_number(whole):
            continue
        summed = sum((cell.value for cell in known), Decimal(0))
        if summed != whole.value:
            shown = total[column]
            yield (
                "shares" if is_share else "parts",
                shown,
                Text(
                    f"“{head}”各行合计 {summed}，表中为 {shown}",
                    f"the rows of “{head}” sum to {summed}, the table says {shown}",
                ),
            )


def _pairs(table: ReadTable) -> _Found:
    """A rate in the column beside its ``numerator / denominator``."""
    for column, head in enumerate(table.heads):
        if not _PAIR_HEAD.search(head):
            continue
        for row in table.rows[1:]:
            if column >= len(row) or not column:
                continue
            pair = _PAIR.fullmatch(normalised(row[column]).strip())
            rate = next(
                (
                    cell
                    for cell in (_read(row[c]) for c in range(column - 1, -1, -1))
                    if cell is not None and cell.unit == "%"
                ),
                None,
            )
            if pair is None or rate is None:
                continue
            part, total = (int(text.replace(",", "")) for text in pair.groups())
            if not total:
                continue
            rebuilt = rounded(Fraction(100 * part, total), rate.decimals)
            if rebuilt != rate.value:
                yield (
                    "rate",
                    f"{rate.value}%",
                    Text(
                        f"“{row[0]}” {pair[0]} 为 {rebuilt}%，表中为 {rate.value}%",
                        f"“{row[0]}” {pair[0]} is {rebuilt}%, "
                        f"the table says {rate.value}%",
                    ),
                )


def _changes(table: ReadTable) -> _Found:
    """Year on year against this year's and last year's column."""
    heads = table.heads
    last = next((n for n, h in enumerate(heads) if _LAST_HEAD.search(h)), None)
    if last is None:
        return
    change = next(
        (n for n, h in enumerate(heads) if n > last and _CHANGE_HEAD.search(h)), None
    )
    if change is None:
        return
    for row in table.rows[1:]:
        if change >= len(row):
            continue
        then, told = _read(row[last]), _read(row[change])
        now = next(
            (
                cell
                for cell in (_read(row[c]) for c in range(last - 1, -1, -1))
                if cell is not None and then is not None and cell.unit == then.unit
            ),
            None,
        )
        if then is None or now is None or told is None:
            continue
        rebuilt = _rebuilt(now, then, told)
        if rebuilt is None:
            continue
        slack = Decimal(1).scaleb(-told.decimals) if told.unit != "%" else 0
        if abs(rebuilt - told.value) > slack:
            yield (
                "change",
                row[change],
                Text(
                    f"“{row[0]}”由 {row[last]} 的变化为 {rebuilt}{told.unit}，"
                    f"表中为 {row[change]}",
                    f"“{row[0]}” changes from {row[last]} by {rebuilt}{told.unit}, "
                    f"the table says {row[change]}",
                ),
            )


def _rebuilt(now: _Cell, then: _Cell, told: _Cell) -> Decimal | None:
    # a column of changes may leave the unit of rates to its note
    if told.unit in {"百分点", ""} and then.unit == "%":
        return now.value - then.value
    if told.unit == "%" and then.unit == "" and then.value and _is_whole_number(then):
        if not _is_whole_number(now):
            return None
        exact = Fraction(now.value - then.value) * 100 / Fraction(then.value)
        return rounded(exact, told.decimals)
    return None


def _is_whole_number(cell: _Cell) -> bool:
    return cell.decimals == 0


def _read(text: str) -> _Cell | None:
    match = _CELL.fullmatch(normalised(text).strip())
    if match is None:
        return None
    value = Decimal(match["digits"].replace(",", ""))
    falls = match["sign"] == "-" or match["way"] in {"下降", "减少", "down"}
    unit = match["unit"] or ""
    if unit.startswith(("percentage", "pp")) or unit.endswith("百分点"):
        unit = "百分点"
    return _Cell(-value if falls else value, unit)
