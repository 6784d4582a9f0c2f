"""Finding the header of a sheet and which of its columns holds which item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hengjian.engines.pack_format.model import CaseCard, Item
from hengjian.engines.tables.card_table import HeaderMatch
from hengjian.engines.tables.errors_columns import without_errors_columns
from hengjian.engines.tables.normalising import (
    header_key,
    header_key_without_remarks,
    tidy,
)
from hengjian.engines.tables.options import ReadOptions
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


LOOKED_AT = 40  # rows from the top among which the header is sought


@dataclass(frozen=True)
class HeaderPlace:
    """Where the header stands: rows ``first`` to ``last`` (from 0), its column names."""

    first: int
    last: int
    names: tuple[str, ...]
    fit: int  # how many columns some item answers to

    @property
    def rank(self) -> tuple[int, bool]:
        """How well it fits; one row before two."""
        return self.fit, self.first == self.last


class Vocabulary:
    """All spellings by which a card's items may be called in a header."""

    def __init__(self, card: CaseCard, options: ReadOptions) -> None:
        self.card = card
        self.mapping = {header_key(h): name for h, name in options.mapping.items()}
        self.spellings: dict[str, str] = {}
        for item in card.items.values():
            for spelling in _spellings(item):
                self.spellings.setdefault(header_key(spelling), item.name)
        self.needed = frozenset(
            item.name
            for item in card.items.values()
            if (item.required or item.name in card.key)
            and not (item.derive or item.limit)
            and not (item.name == card.unit and options.unit_code is not None)
        )

    def has_all_needed(self, names: Sequence[str]) -> bool:
        """Whether a header names every item that cannot be left out."""
        return self.needed <= {self.item(name) for name in names if name}

    def item(self, header: str) -> str | None:
        """The item a header names; "" where the mapping leaves the column out."""
        key = header_key(header)
        if key in self.mapping:
            return self.mapping[key]
        found = self.spellings.get(key)
        return found or self.spellings.get(header_key_without_remarks(header))


def _spellings(item: Item) -> tuple[str, ...]:
    return (item.name, item.label.zh, item.label.en, *item.aliases)


def find_header(
    head: Sequence[Sequence[str]], vocabulary: Vocabulary
) -> HeaderPlace | None:
    """The header among a sheet's first rows; ``None`` where all of them are empty.

    Tried: each row by itself, and each row as the lower of two, under a row of (merged)
    group headings. The best fit wins; among equals one row before two (a title is no group
    heading), the upper before the lower.
    """
    best: HeaderPlace | None = None
    for index, row in enumerate(head):
        if not any(cell.strip() for cell in row):
            continue
        candidates = [_single(index, row, vocabulary)]
        if index + 1 < len(head):
            candidates.append(_double(index, row, head[index + 1], vocabulary))
        for place in candidates:
            if best is None or place.rank > best.rank:
                best = place
    if best is not None and best.fit == 0:
        return _widest(head, vocabulary)
    return best


def _single(index: int, row: Sequence[str], vocabulary: Vocabulary) -> HeaderPlace:
    names = without_errors_columns([tidy(cell).replace("\n", "") for cell in row])
    return HeaderPlace(index, index, _unique(names), _fit(names, vocabulary))


def _double(
    index: int, upper: Sequence[str], lower: Sequence[str], vocabulary: Vocabulary
) -> HeaderPlace:
    names = []
    group = ""
    for column in range(max(len(upper), len(lower))):
        own = tidy(upper[column]) if column < len(upper) else ""
        child = tidy(lower[column]) if column < len(lower) else ""
        group = own or group
        names.append(_of_two(group if child else own, child, vocabulary))
    return HeaderPlace(index, index + 1, _unique(names), _fit(names, vocabulary))


def _of_two(group: str, child: str, vocabulary: Vocabulary) -> str:
    for name in (group + child, child, group):
        if name and vocabulary.item(name) is not None:
            return name
    return group + child


def _fit(names: Sequence[str], vocabulary: Vocabulary) -> int:
    found = {vocabulary.item(name) for name in names if name}
    return len(found - {None})


def _widest(head: Sequence[Sequence[str]], vocabulary: Vocabulary) -> HeaderPlace:
    """Nothing fits: the first row with most texts, so that it can be mapped by hand."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in head]
    index = filled.index(max(filled))
    return _single(index, head[index], vocabulary)


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Repeated headers get their count; empty ones stay empty."""
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        repeated = name and seen[name] > 1
        unique.append(f"{name} ({seen[name]})" if repeated else name)
    return tuple(unique)


def match_headers(
    names: Sequence[str], card: CaseCard, options: ReadOptions
) -> HeaderMatch:
    """Which column holds which item.

    Raises ``UserFault`` where the mapping names an item that the card does not have.
    Where two columns hold one item the first is matched; ``doubles`` names the others.
    """
    vocabulary = Vocabulary(card, options)
    _refuse_unknown_items(card, options.mapping)
    matched: dict[str, str] = {}
    unmatched: list[str] = []
    doubles: list[tuple[str, str]] = []
    for name in names:
        item = vocabulary.item(name) if name else ""
        if item is None:
            unmatched.append(name)
        elif item in matched:
            doubles.append((item, name))
        elif item:
            matched[item] = name
    computed = {i.name for i in card.items.values() if i.derive or i.limit}
    others = [name for name in card.items if name not in matched]
    return HeaderMatch(
        matched,
        tuple(unmatched),
        missing=tuple(name for name in others if name in vocabulary.needed),
        absent=tuple(n for n in others if n not in vocabulary.needed | computed),
        doubles=tuple(doubles),
    )


def _refuse_unknown_items(card: CaseCard, mapping: Mapping[str, str]) -> None:
    for header, name in mapping.items():
        if name and name not in card.items:
            raise UserFault(
                Text(
                    f"表头“{header}”对应到“{name}”，但案卡中没有这一项目",
                    f'header "{header}" is mapped to "{name}", which the card lacks',
                )
            )


def two_columns(item: Item, first: str, second: str) -> UserFault:
    """Two columns that disagree claim to be one item."""
    return UserFault(
        Text(
            f"“{first}”和“{second}”两列都对应“{item.label.zh}”而内容不同，"
            "请在表头对应中只留一列",
            f'the columns "{first}" and "{second}" both mean "{item.label.en}" and differ:'
            " map one of them and leave the other out",
        )
    )
