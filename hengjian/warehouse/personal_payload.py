"""The personal items of a card as one text for the vault, and back.

``name=value`` pairs with control characters between them; made a column at a time.
Values are texts: dates as ``2025-03-01``, moments with their offset. Empty items are left
out, so that a later release with more items leaves old payloads as they are.
"""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.warehouse import row_digests


_BETWEEN_ITEMS = "\x1e"
_BETWEEN_NAME_AND_VALUE = "\x1f"
_TO_BE_ESCAPED = r"[\\\x1e\x1f]"
_ESCAPES = (("\\", "\\\\"), (_BETWEEN_ITEMS, "\\e"), (_BETWEEN_NAME_AND_VALUE, "\\f"))


def payloads(rows: pa.Table, personal: Sequence[str]) -> pa.Array:
    """One payload for each row; "" where a row has no personal value."""
    columns = [_labelled(name, rows.column(name)) for name in sorted(personal)]
    if not columns:
        return pa.array([""] * rows.num_rows, pa.string())
    joined = pc.binary_join_element_wise(*columns, "", null_handling="replace")
    return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined


def values(payload: str) -> dict[str, str]:
    """The items of a payload."""
    found = {}
    for pair in payload.split(_BETWEEN_ITEMS):
        if pair:
            name, _, value = pair.partition(_BETWEEN_NAME_AND_VALUE)
            found[name] = _plain(value)
    return found


def payload_of(items: dict[str, str]) -> str:
    """The payload of one card's items; the inverse of ``values``."""
    pairs = []
    for name in sorted(items):
        value = items[name]
        for plain, escaped in _ESCAPES:
            value = value.replace(plain, escaped)
        pairs.append(f"{name}{_BETWEEN_NAME_AND_VALUE}{value}{_BETWEEN_ITEMS}")
    return "".join(pairs)


def fingerprints(texts: pa.Array, key: bytes) -> pa.Array:
    """A keyed digest of each payload (32 hex digits); null for an empty one."""
    made = row_digests.keyed_digests(texts, key)
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), made)


def _labelled(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    text = column.cast(pa.string())
    if pc.any(pc.match_substring_regex(text, _TO_BE_ESCAPED)).as_py():
        for plain, escaped in _ESCAPES:
            text = pc.replace_substring(text, plain, escaped)
    label = pa.scalar(f"{name}{_BETWEEN_NAME_AND_VALUE}")
    return pc.binary_join_element_wise(label, text, _BETWEEN_ITEMS, "")


def _plain(value: str) -> str:
    parts = value.split("\\\\")
    for plain, escaped in _ESCAPES[1:]:
        parts = [part.replace(escaped, plain) for part in parts]
    return "\\".join(parts)
