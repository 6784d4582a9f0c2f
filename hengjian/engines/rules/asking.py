"""Which rows a check can be asked of: not those whose columns the file does not have.

An absent column is not an empty one. A file with the six columns that every card needs
says nothing of the other sixty; to ask for them in every row would bury what is wrong. A
row that has a value all the same, carried over from the table, is asked.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import CaseCard, Check, RolledCard
from hengjian.engines.rules.checking import Failure
from hengjian.engines.tables.card_table import ROW, CardTable
from hengjian.lib.bilingual import Text


_NAMED = 8  # columns that a notice names


@dataclass(frozen=True)
class Unasked:
    """Checks that cannot be asked of every row: by name, a mask of those where they can.

    ``items`` are the absent items for whose sake a check is asked of no row at all.
    """

    masks: Mapping[str, np.ndarray] = field(default_factory=dict)
    items: tuple[str, ...] = ()

    def is_asked(self, check: Check, position: int) -> bool:
        """Whether a check is asked of the row at a position."""
        mask = self.masks.get(check.name)
        return mask is None or bool(mask[position])

    @property
    def never(self) -> list[str]:
        """Checks that are asked of no row."""
        return [name for name, mask in self.masks.items() if not mask.any()]

    def notice(self, card: CaseCard) -> list[Text]:
        """Said once for the file."""
        never = len(self.never)
        if not never:
            return []
        labels = [card.items[name].label for name in self.items]
        more = len(labels) > _NAMED
        zh = "、".join(label.zh for label in labels[:_NAMED])
        en = ", ".join(label.en for label in labels[:_NAMED])
        return [
            Text(
                f"文件里没有“{zh}”{'等' if more else ''} {len(labels)} 列，"
                f"与之有关的 {never} 条规则未核查",
                f"the file has no column for {len(labels)} items"
                f" ({en}{' …' if more else ''}): {never} rules that read them were not"
                " asked",
            )
        ]


def unasked(table: pa.Table, card: CaseCard, absent: Collection[str]) -> Unasked:
    """The checks that read an absent item of rows in which it is empty."""
    masks: dict[str, np.ndarray] = {}
    items: dict[str, None] = {}
    for check in card.checks:
        lacking = [name for name in absent if name in items_read(check, card)]
        if not lacking:
            continue
        asked = np.ones(table.num_rows, dtype=bool)
        for name in lacking:
            asked &= np.asarray(pc.is_valid(table.column(name)))
        if asked.all():
            continue
        masks[check.name] = asked
        if not asked.any():
            empty = (n for n in lacking if table.column(n).null_count == table.num_rows)
            items |= dict.fromkeys(empty)
    return Unasked(masks, tuple(name for name in card.items if name in items))


def asked_only(
    failures: Sequence[Failure], read: CardTable
) -> tuple[list[Failure], list[Text]]:
    """Failures of checks that could be asked, and the notice about the others."""
    found = unasked(read.table, read.card, read.header.absent)
    if not found.masks:
        return list(failures), []
    numbers = np.asarray(read.table.column(ROW))
    rows = {
        name: frozenset(numbers[mask].tolist()) for name, mask in found.masks.items()
    }
    kept = [
        f for f in failures if f.check.name not in rows or f.row in rows[f.check.name]
    ]
    return kept, found.notice(read.card)


def items_read(check: Check, card: CaseCard) -> frozenset[str]:
    """The card's own items that a check reads: also through computed items and links."""
    found: set[str] = set()
    waiting = set(check.assertion.names)
    while waiting:
        name = waiting.pop()
        link = card.links.get(name.partition(".")[0]) if "." in name else None
        if link is not None:
            beyond = link.where.names if link.where is not None else frozenset()
            here = {n.removeprefix("here.") for n in beyond if n.startswith("here.")}
            waiting |= (set(link.on) | here) - found
        if name not in card.items or name in found:
            continue
        found.add(name)
        item = card.items[name]
        if item.derive is not None:
            waiting |= item.derive.names - found
        if item.limit is not None:
            waiting.add(item.limit.start)
    return frozenset(found)


def is_rolled_asked(
    check: Check, rolled: RolledCard, cards: pa.Table, absent: Collection[str]
) -> bool:
    """Whether a rule about whole cases can be asked: no absent item is empty in them."""
    for name in check.assertion.names:
        item = rolled.items.get(name)
        source = item.of if item is not None else name
        if source in absent and source in cards.column_names:
            column = cards.column(source)
            if column.null_count == len(column):
                return False
    return True
