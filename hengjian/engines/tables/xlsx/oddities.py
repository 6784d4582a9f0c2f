"""What a slice's XML tells that the reader of its values does not."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.tables.xlsx.slices import Slice


_TAG = r"(?:\w+:)?"
_LONG_NUMBER = (
    rf"<{_TAG}v>-?(?:[0-9]{{16}}|[0-9](?:\.[0-9]+)?[eE]\+?0*(?:1[5-9]|[2-9][0-9]))"
)
_EMPTY = rf"(?:<{_TAG}v\s*/>|<{_TAG}v></{_TAG}v>)"
_FORMULA_WITHOUT_VALUE = rf"(?:</{_TAG}f>|<{_TAG}f [^>]*/>){_EMPTY}?</{_TAG}c>"
# a formula whose stored result is the empty text
_EMPTY_RESULT = rf' t="str"[^>]*><{_TAG}f[^>]*>[^<]*</{_TAG}f>{_EMPTY}</{_TAG}c>'
_FAR_COLUMN = r' r="[A-Z]{3,}[0-9]'


@dataclass(frozen=True)
class Oddities:
    """``long_numbers``: some number has more digits than a spreadsheet keeps."""

    long_numbers: bool
    formulas_without_value: int
    out_of_bounds: bool


def oddities(part: Slice) -> Oddities:
    """Search a slice once; cells beyond column ZZ or far below their row are refused."""
    text = _as_array(part.xml)
    digits = len(str(part.last)) + 1
    below = rf' r="[A-Z]+[0-9]{{{digits},}}"'
    anything = f"{_LONG_NUMBER}|{_FORMULA_WITHOUT_VALUE}|{_FAR_COLUMN}|{below}"
    if not _found(text, anything):
        return Oddities(False, 0, False)
    return Oddities(
        _found(text, _LONG_NUMBER),
        _count(text, _FORMULA_WITHOUT_VALUE) - _count(text, _EMPTY_RESULT),
        _found(text, f"{_FAR_COLUMN}|{below}"),
    )


def _as_array(xml: bytes) -> pa.Array:
    """The bytes as an array of one value, without a copy."""
    offsets = pa.py_buffer(np.array([0, len(xml)], dtype=np.int32))
    return pa.Array.from_buffers(pa.binary(), 1, [None, offsets, pa.py_buffer(xml)])


def _found(text: pa.Array, pattern: str) -> bool:
    return bool(pc.match_substring_regex(text, pattern)[0].as_py())


def _count(text: pa.Array, pattern: str) -> int:
    return int(pc.count_substring_regex(text, pattern)[0].as_py())
