"""Walks a chain and names the first thing that is wrong with it.

The links tell that something is wrong; what exactly happened is the hypothesis under
which the stored links fit again (an entry out, two changed over, one put in).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hengjian.engines.chain.checkpoints import Checkpoint
from hengjian.engines.chain.links import GENESIS, Field, Linker
from hengjian.lib.bilingual import Text


class FaultKind(StrEnum):
    """What happened to the chain."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TAIL_CUT = "tail_cut"
    HEAD_ALTERED = "head_altered"
    RECOMPUTED = "recomputed"
    CHECKPOINT_FORGED = "checkpoint_forged"
    NOT_KEPT_OUTSIDE = "not_kept_outside"


@dataclass(frozen=True)
class Row:
    """A stored entry: ``fields[0]`` is its number; its link as stored."""

    fields: Sequence[Field]
    link: str

    @property
    def number(self) -> int:
        return int(self.fields[0])


@dataclass(frozen=True)
class Head:
    """The stored head of the chain."""

    number: int
    link: str
    seal: str


@dataclass(frozen=True)
class ChainFault:
    """The first thing wrong of its kind; ``number`` is the entry's, 0 for none."""

    kind: FaultKind
    number: int
    message: Text


@dataclass(frozen=True)
class Walk:
    """What a walk along the whole chain found."""

    entries: int
    fault: ChainFault | None
    checkpoint_fault: ChainFault | None


def walk(
    linker: Linker,
    rows_from: Callable[[int], Iterable[Row]],
    head: Head | None,
    checkpoints: Iterable[Checkpoint] = (),
    progress: Callable[[int], None] | None = None,
    start: tuple[int, str] = (0, GENESIS),
) -> Walk:
    """Check every link after ``start`` (a number and its link), the head, the checkpoints.

    ``rows_from(n)`` gives the stored entries numbered ``n`` and above, in order.
    """
    number, previous = start
    expected = {each.number: each.link for each in checkpoints if each.number > number}
    good_checkpoint, recomputed = number, None
    for row in rows_from(number + 1):
        link = linker.link(previous, row.fields)
        if row.number != number + 1 or link != row.link:
            what = _diagnose(linker, rows_from, number + 1, previous)
            return Walk(number - start[0], what, recomputed)
        previous, number = link, row.number
        if number in expected and recomputed is None:
            if expected[number] == link:
                good_checkpoint = number
            else:
                recomputed = _recomputed(good_checkpoint + 1, number)
        if progress and number % 10_000 == 0:
            progress(number)
    fault = _check_end(linker, head, number, previous)
    last = max(expected, default=0)
    if recomputed is None and last > number:
        recomputed = _tail_cut(number + 1, last)
    return Walk(number - start[0], fault, recomputed)


def _check_end(
    linker: Linker, head: Head | None, number: int, link: str
) -> ChainFault | None:
    if head is None or (head.number == 0 and not head.seal):
        return None if number == 0 else _head_altered(number)
    if linker.seal(head.number, head.link) != head.seal:
        return _head_altered(number)
    if head.number > number:
        return _tail_cut(number + 1, head.number)
    return None if head.link == link else _head_altered(number)


def _diagnose(
    linker: Linker,
    rows_from: Callable[[int], Iterable[Row]],
    number: int,
    previous: str,
) -> ChainFault:
    """What happened at ``number``, where the chain stops fitting."""
    window = []
    for row in rows_from(number):
        window.append(row)
        if len(window) == 3:
            break
    first = window[0]
    if first.number != number:
        return _removed(number, first.number - 1)
    second = window[1] if len(window) > 1 else None
    true_place = _find(linker, rows_from(number + 1), number, previous)
    if true_place is not None:
        # the entry that belongs here stands further down
        after = linker.link(true_place.link, _renumbered(first, number + 1))
        shifted = second is not None and true_place.number == number + 1
        if shifted and after != first.link:
            return inserted(number)
        return _reordered(number, true_place.number)
    if second is not None and _is_renumbered(linker, first, second):
        return _removed(number, number)
    return _altered(number)


def _find(
    linker: Linker, rows: Iterable[Row], number: int, previous: str
) -> Row | None:
    """A later row whose stored link fits as entry ``number``."""
    for row in rows:
        if linker.link(previous, _renumbered(row, number)) == row.link:
            return row
    return None


def _is_renumbered(linker: Linker, first: Row, second: Row) -> bool:
    """The rows fit each other under their numbers plus one: one before is out."""
    moved = _renumbered(second, second.number + 1)
    return linker.link(first.link, moved) == second.link


def _renumbered(row: Row, number: int) -> list[Field]:
    return [number, *row.fields[1:]]


def _altered(number: int) -> ChainFault:
    return ChainFault(
        FaultKind.ALTERED,
        number,
        Text(f"第 {number} 号记录被改动", f"entry {number} was altered"),
    )


def _removed(first: int, last: int) -> ChainFault:
    numbers = f"{first}" if first == last else f"{first}–{last}"
    return ChainFault(
        FaultKind.REMOVED,
        first,
        Text(f"第 {numbers} 号记录被删除", f"entry {numbers} was removed"),
    )


def inserted(number: int) -> ChainFault:
    """An entry that no action wrote."""
    return ChainFault(
        FaultKind.INSERTED,
        number,
        Text(f"第 {number} 号记录是插入的", f"entry {number} was inserted"),
    )


def _reordered(number: int, place: int) -> ChainFault:
    return ChainFault(
        FaultKind.REORDERED,
        number,
        Text(
            f"记录次序被改动：第 {number} 号现处于第 {place} 号的位置",
            f"the order was changed: entry {number} now stands at {place}",
        ),
    )


def _tail_cut(first: int, last: int) -> ChainFault:
    return ChainFault(
        FaultKind.TAIL_CUT,
        first,
        Text(
            f"末尾被截断：第 {first} 号至第 {last} 号记录缺失",
            f"the tail was cut: entries {first} to {last} are missing",
        ),
    )


def _head_altered(number: int) -> ChainFault:
    return ChainFault(
        FaultKind.HEAD_ALTERED,
        number,
        Text("链首行被改动", "the head row was altered"),
    )


def _recomputed(first: int, last: int) -> ChainFault:
    return ChainFault(
        FaultKind.RECOMPUTED,
        first,
        Text(
            f"链被重算：第 {first} 号至第 {last} 号之间与检查点不符",
            f"the chain was recomputed: between {first} and {last} it does not agree"
            " with the checkpoint",
        ),
    )
