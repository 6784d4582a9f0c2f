"""Rows grouped by cell and by signature, and what measures make of the groups.

The engine groups rows by cell and by the packed atoms of all conditions (the signature).
Each measure is then looked up once for each different signature, and its counts by cell
are a product of two matrices: cells × signatures, sparse, with the numbers of rows, and
signatures × measures, zeros and ones.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from hengjian.engines.indicators.atoms import Mask, Signature
from hengjian.engines.indicators.exact import SAFE, Integers
from hengjian.engines.indicators.tallies import integers


Longs = npt.NDArray[np.int64]
_AT_ONCE = 16  # measures in one product: bounds memory


class SignatureTable:
    """A result with columns ``_cell``, ``_s0`` … and integers, taken apart."""

    def __init__(self, groups: pa.Table, signature: Signature) -> None:
        self.cells, self.row_of = encoded(column(groups, "_cell"))
        words = [column(groups, f"_s{word}") for word in range(signature.word_count)]
        self._words, self._signature_of = _different(words)
        self._signature = signature
        self._masks: dict[int, Mask] = {}

    def groups_with(self, condition: int) -> Mask:
        """For each group of rows, whether it fulfils a condition."""
        return self._has(condition)[self._signature_of]

    def sums(self, values: Integers, conditions: Sequence[int]) -> list[Integers]:
        """For each condition, the values of its groups summed up by cell."""
        if values.dtype == object or _could_overflow(values):
            return [self._sum_widely(values, condition) for condition in conditions]
        shape = (len(self.cells), len(self._words[0]))
        matrix = sparse.coo_array((values, (self.row_of, self._signature_of)), shape)
        results: list[Integers] = []
        for start in range(0, len(conditions), _AT_ONCE):
            chosen = conditions[start : start + _AT_ONCE]
            ones = np.stack([self._has(c) for c in chosen], axis=1).astype(np.int64)
            product = np.asarray(matrix @ ones)
            results += [product[:, place] for place in range(len(chosen))]
        return results

    def extremes(self, values: Integers, condition: int, *, least: bool) -> Integers:
        """By cell, the least or greatest value of a condition's groups; else 0."""
        chosen = self.groups_with(condition)
        rows, picked = self.row_of[chosen], values[chosen]
        result = np.zeros(len(self.cells), dtype=values.dtype)
        if len(rows) == 0:
            return result
        order = _by_row_and_value(rows, picked)
        rows, picked = rows[order], picked[order]
        changes = rows[1:] != rows[:-1]
        edge = np.r_[True, changes] if least else np.r_[changes, True]
        result[rows[edge]] = picked[edge]
        return result

    def _has(self, condition: int) -> Mask:
        """For each different signature, whether it fulfils a condition."""
        if condition not in self._masks:
            self._masks[condition] = self._signature.holds(condition, self._words)
        return self._masks[condition]

    def _sum_widely(self, values: Integers, condition: int) -> Integers:
        totals: Integers = np.zeros(len(self.cells), dtype=object)
        chosen = self.groups_with(condition)
        np.add.at(totals, self.row_of[chosen], values[chosen].astype(object))
        return totals


def encoded(values: Longs) -> tuple[Longs, Longs]:
    """The different values, ascending, and the position of each value among them."""
    found = pc.dictionary_encode(pa.array(values))
    different = np.asarray(found.dictionary)
    order = np.argsort(different)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return different[order], place[np.asarray(found.indices)]


def column(table: pa.Table, name: str) -> Longs:
    """An integer column of a result."""
    return integers(table.column(name))[0]


def _different(words: Sequence[Longs]) -> tuple[list[Longs], Longs]:
    """The different signatures, word by word, and which of them each group has."""
    different, codes = encoded(words[0])
    kept = [different]
    for word in words[1:]:
        values, more = encoded(word)
        pairs, codes = encoded(codes * max(1, len(values)) + more)
        before, after = np.divmod(pairs, max(1, len(values)))
        kept = [one[before] for one in kept] + [values[after]]
    return kept, codes


def _by_row_and_value(rows: Longs, values: Integers) -> Longs:
    if values.dtype != object:
        return np.lexsort((values, rows))
    pairs = sorted(range(len(rows)), key=lambda i: (rows[i], values[i]))
    return np.asarray(pairs, dtype=np.int64)


def _could_overflow(values: npt.NDArray[Any]) -> bool:
    return bool(len(values)) and float(np.abs(values.astype(np.float64)).sum()) >= SAFE
