"""A walk names what happened to a chain, and where."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from hengjian.engines.chain.checkpoints import Checkpoint
from hengjian.engines.chain.links import GENESIS, Linker
from hengjian.engines.chain.verification import FaultKind, Head, Row, Walk, walk


LINKER = Linker(b"k" * 32)
FORGER = Linker(b"f" * 32)


def chain(count: int, linker: Linker = LINKER, word: str = "event") -> list[Row]:
    rows, previous = [], GENESIS
    for number in range(1, count + 1):
        fields = [number, f"{word} {number}"]
        previous = linker.link(previous, fields)
        rows.append(Row(fields, previous))
    return rows


def head_of(rows: list[Row], linker: Linker = LINKER) -> Head:
    number, link = rows[-1].number, rows[-1].link
    return Head(number, link, linker.seal(number, link))


def from_rows(rows: Iterable[Row]) -> Callable[[int], Iterable[Row]]:
    ordered = sorted(rows, key=lambda row: row.number)
    return lambda number: [row for row in ordered if row.number >= number]


def walked(
    rows: list[Row], head: Head | None, checkpoints: Iterable[Checkpoint] = ()
) -> Walk:
    return walk(LINKER, from_rows(rows), head, checkpoints)


def renumbered(row: Row, number: int) -> Row:
    return replace(row, fields=[number, *row.fields[1:]])


def test_untouched_chain_is_sound() -> None:
    rows = chain(10)

    found = walked(rows, head_of(rows), [Checkpoint(5, rows[4].link, "")])

    assert found == Walk(10, None, None)


def test_empty_journal_is_sound() -> None:
    assert walked([], None) == Walk(0, None, None)
    assert walked([], Head(0, GENESIS, "")) == Walk(0, None, None)


@pytest.mark.parametrize("place", [1, 5, 10])
def test_altered_entry_is_named(place: int) -> None:
    rows = chain(10)
    head = head_of(rows)
    rows[place - 1] = replace(rows[place - 1], fields=[place, "another story"])

    fault = walked(rows, head).fault

    assert fault is not None
    assert (fault.kind, fault.number) == (FaultKind.ALTERED, place)


def test_altered_link_is_named() -> None:
    rows = chain(10)
    head = head_of(rows)
    rows[3] = replace(rows[3], link="f" * 64)

    fault = walked(rows, head).fault

    assert fault is not None
    assert (fault.kind, fault.number) == (FaultKind.ALTERED, 4)


@pytest.mark.parametrize("place", [1, 5, 9])
def test_removed_entry_is_named(place: int) -> None:
    rows = chain(10)
    head = head_of(rows)
    del rows[place - 1]

    fault = walked(rows, head).fault

    assert fault is not None
    assert (fault.kind, fault.number) == (FaultKind.REMOVED, place)


@pytest.mark.parametrize("place", [1, 5, 8])
def test_removed_entry_is_named_when_the_rest_was_renumbered(place: int) -> None:
    rows = chain(10)
    head = head_of(rows)
    kept = rows[: place - 1] + [renumbered(row, row.number - 1) for row in rows[place:]]

    fault = walked(kept, head).fault

    assert fault is not None
    assert (fault.kind, fault.number) == (FaultKind.REMOVED, place)


@pytest.mark.parametrize("place", [1, 5, 10])
def test_inserted_entry_is_named(place: int) -> None:
    rows = chain(10)
    head = head_of(rows)
    put_in = Row([place, "never happened"], "e" * 64)
    after = [renumbered(row, row.number + 1) for row in rows[place - 1 :]]

    fault = walked([*rows[: place - 1], put_in, *after], head).fault

    assert fault is not None
    assert (fault.kind, fault.number) == (FaultKind.INSERTED, place)


@pytest.mark.parametrize(("one", "other"), [(1, 2), (4, 5), (3, 8), (9, 10)])
def test_entries_changed_over_are_named(one: int, other: int) -> None:
    rows = chain(10)
    head = head_of(rows)
    first, second = rows[one - 1], rows[other - 1]
    rows[one - 1] = renumbered(second, one)
    rows[other - 1] = renumbered(first, other)

    fault = walked(rows, head).fault

    assert fault is not None
    assert (fault.kind, fault.number) == (FaultKind.REORDERED, one)


def test_cut_tail_is_named_by_the_head() -> None:
    rows = chain(10)

    fault = walked(rows[:7], head_of(rows)).fault

    assert fault is not None
    assert (fault.kind, fault.number) == (FaultKind.TAIL_CUT, 8)


def test_cut_tail_with_a_head_moved_back_without_the_key_is_found() -> None:
    rows = chain(10)
    moved_back = Head(7, rows[6].link, head_of(rows).seal)

    fault = walked(rows[:7], moved_back).fault

    assert fault is not None
    assert fault.kind is FaultKind.HEAD_ALTERED


def test_cut_tail_with_an_old_head_is_found_by_the_checkpoint() -> None:
    rows = chain(10)
    checkpoint = Checkpoint(9, rows[8].link, "")

    fault = walked(rows[:7], head_of(rows[:7]), [checkpoint]).checkpoint_fault

    assert fault is not None
    assert (fault.kind, fault.number) == (FaultKind.TAIL_CUT, 8)


def test_chain_recomputed_with_the_key_is_found_by_the_checkpoints() -> None:
    rows = chain(10)
    known = [Checkpoint(place, rows[place - 1].link, "") for place in (3, 6, 9)]
    other = chain(10, word="another story")
    forged, previous = rows[:4], rows[3].link
    for row in other[4:]:
        previous = LINKER.link(previous, row.fields)
        forged.append(replace(row, link=previous))

    found = walked(forged, head_of(forged), known)

    assert found.fault is None
    assert found.checkpoint_fault is not None
    assert found.checkpoint_fault.kind is FaultKind.RECOMPUTED
    assert found.checkpoint_fault.number == 4


def test_chain_recomputed_without_the_key_is_altered_from_the_start() -> None:
    rows = chain(5, FORGER)

    fault = walked(rows, head_of(rows, FORGER)).fault

    assert fault is not None
    assert (fault.kind, fault.number) == (FaultKind.ALTERED, 1)


def test_missing_head_is_found() -> None:
    fault = walked(chain(3), None).fault

    assert fault is not None
    assert fault.kind is FaultKind.HEAD_ALTERED


def test_walk_from_the_middle_checks_what_follows() -> None:
    rows = chain(10)
    head = head_of(rows)
    start = (6, rows[5].link)

    sound = walk(LINKER, from_rows(rows), head, (), None, start)
    rows[8] = replace(rows[8], fields=[9, "another story"])
    faulty = walk(LINKER, from_rows(rows), head, (), None, start)

    assert sound == Walk(4, None, None)
    assert faulty.fault is not None
    assert faulty.fault.number == 9


def test_walk_tells_its_progress() -> None:
    rows = chain(20_000)
    told: list[int] = []

    walk(LINKER, lambda number: rows[number - 1 :], head_of(rows), (), told.append)

    assert told == [10_000, 20_000]
