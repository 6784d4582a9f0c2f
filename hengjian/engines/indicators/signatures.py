"""Rows grouped by cell and by which measures they belong to.

The measures to which a row belongs are bits of whole numbers, its signature. The engine
groups rows by cell and signature; each measure is then looked up once for each different
signature, and counts by cell are a product of two matrices (cells × signatures, sparse;
signatures × measures, zeros and ones).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse

from hengjian.engines.indicators.exact import SAFE, Integers
from hengjian.engines.indicators.tallies import integers


Bits = npt.NDArray[np.int64]
WORD_BITS = 62  # of a signed 64-bit integer, so that no bit is the sign
_AT_ONCE = 16  # measures in one product: bounds memory


def distinct_conditions(conditions: Sequence[str]) -> tuple[list[str], list[int]]:
    """The different conditions, and for each given one its position among them."""
    order: dict[str, int] = {}
    positions = [order.setdefault(text, len(order)) for text in conditions]
    return list(order), positions


def words_sql(conditions: Sequence[str]) -> list[str]:
    """Signature words: bit ``i`` of word ``i // 62`` is set where condition i is true."""
    words = []
    for start in range(0, len(conditions), WORD_BITS):
        bits = [
            f"CASE WHEN {condition} THEN {1 << bit}::BIGINT ELSE 0::BIGINT END"
            for bit, condition in enumerate(conditions[start : start + WORD_BITS])
        ]
        words.append("\n    | ".join(bits))
    return words


@dataclass(frozen=True)
class SignatureTable:
    """Groups of rows: their cell, their signature, and integers for each group."""

    cells: npt.NDArray[np.int64]  # the different cells, ascending
    row_of: npt.NDArray[np.int64]  # for each group the position of its cell
    signature_of: npt.NDArray[np.int64]  # for each group the position of its signature
    bits: list[Bits]  # for each word the different signatures' values
    groups: pa.Table

    @classmethod
    def of(cls, groups: pa.Table, words: int) -> "SignatureTable":
        """Take apart a result with columns ``_cell``, ``_s0`` … and integers."""
        cells, row_of = np.unique(_column(groups, "_cell"), return_inverse=True)
        columns = [_column(groups, f"_s{word}") for word in range(words)]
        if len(columns) == 1:
            values, signature_of = np.unique(columns[0], return_inverse=True)
            bits = [values]
        else:
            stacked = np.stack(columns, axis=1)
            unique, signature_of = np.unique(stacked, axis=0, return_inverse=True)
            bits = [unique[:, word] for word in range(words)]
        return cls(cells, row_of, signature_of.reshape(-1), bits, groups)

    def has(self, condition: int) -> npt.NDArray[np.bool_]:
        """For each different signature, whether it fulfils a condition."""
        word, bit = divmod(condition, WORD_BITS)
        return (self.bits[word] >> bit) & 1 == 1

    def groups_with(self, condition: int) -> npt.NDArray[np.bool_]:
        """For each group of rows, whether it fulfils a condition."""
        return self.has(condition)[self.signature_of]

    def sums(self, values: Integers, conditions: Sequence[int]) -> list[Integers]:
        """For each condition, the values of its groups summed up by cell."""
        if values.dtype == object or _could_overflow(values):
            return [self._sum_widely(values, condition) for condition in conditions]
        matrix = sparse.csr_matrix(
            (values, (self.row_of, self.signature_of)),
            shape=(len(self.cells), len(self.bits[0])),
        )
        results: list[Integers] = []
        for start in range(0, len(conditions), _AT_ONCE):
            chosen = conditions[start : start + _AT_ONCE]
            ones = np.stack([self.has(c) for c in chosen], axis=1).astype(np.int64)
            product = np.asarray(matrix @ ones)
            results += [product[:, column] for column in range(len(chosen))]
        return results

    def _sum_widely(self, values: Integers, condition: int) -> Integers:
        totals: Integers = np.zeros(len(self.cells), dtype=object)
        chosen = self.groups_with(condition)
        np.add.at(totals, self.row_of[chosen], values[chosen].astype(object))
        return totals

    def extremes(self, values: Integers, condition: int, *, least: bool) -> Integers:
        """By cell, the least or greatest value of a condition's groups; else 0."""
        chosen = self.groups_with(condition)
        rows, picked = self.row_of[chosen], values[chosen]
        result = np.zeros(len(self.cells), dtype=values.dtype)
        if len(rows) == 0:
            return result
        order = (
            np.lexsort((picked, rows))
            if picked.dtype != object
            else _sorted(rows, picked)
        )
        rows, picked = rows[order], picked[order]
        edge = (
            np.r_[True, rows[1:] != rows[:-1]]
            if least
            else np.r_[rows[1:] != rows[:-1], True]
        )
        result[rows[edge]] = picked[edge]
        return result


def _sorted(rows: npt.NDArray[np.int64], values: Integers) -> npt.NDArray[np.int64]:
    pairs = sorted(range(len(rows)), key=lambda i: (rows[i], values[i]))
    return np.asarray(pairs, dtype=np.int64)


def _could_overflow(values: npt.NDArray[Any]) -> bool:
    return bool(len(values)) and float(np.abs(values.astype(np.float64)).sum()) >= SAFE


def _column(table: pa.Table, name: str) -> npt.NDArray[np.int64]:
    return integers(table.column(name))[0]
