"""Keyed digests of personal values: equal persons meet, nobody is named."""

import hashlib
import hmac
import secrets

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.tables.card_table import MATCH_SUFFIX
from hengjian.engines.tables.duckdb_session import session
from hengjian.engines.tables.normalising import plain


_HEX_DIGITS = 32  # 128 bits: no two of a nation's persons collide
_FEW = 2_000  # below, opening the engine costs more than the digests
_BLOCK = 64  # bytes of a block of SHA-256, as HMAC (RFC 2104) counts
_INNER, _OUTER = 0x36, 0x5C
_PLAIN = r"^[0-9A-Za-z\x{4e00}-\x{9fff}]*$"


def new_key() -> bytes:
    """A key for one use, where nothing is to be matched with another file."""
    return secrets.token_bytes(32)


def _spelt(value: str) -> str:
    return plain(value).upper()


def digest(value: str, key: bytes) -> str:
    """HMAC-SHA-256 of the value's plain spelling, capital letters, 32 hex digits."""
    spelt = _spelt(value).encode()
    return hmac.digest(key, spelt, "sha256").hex()[:_HEX_DIGITS]


def digests(values: pa.Array, key: bytes) -> pa.Array:
    """The digests of a column of texts; null where there is none."""
    if len(values) <= _FEW:
        found = [None if v is None else digest(v, key) for v in values.to_pylist()]
        return pa.array(found, pa.string())
    return _all_at_once(values, key)


def with_match_digests(table: pa.Table, card: CaseCard, key: bytes) -> pa.Table:
    """The table with ``<item>__match`` for each personal item that is matched."""
    for item in card.items.values():
        if item.personal and item.match:
            texts = table.column(item.name).cast(pa.string()).combine_chunks()
            table = table.append_column(item.name + MATCH_SUFFIX, digests(texts, key))
    return table


def _all_at_once(values: pa.Array, key: bytes) -> pa.Array:
    """HMAC as two rounds of SHA-256 in the engine, on all cores."""
    odd = pc.invert(pc.match_substring_regex(values, _PLAIN)).fill_null(False)
    spelt = pc.utf8_upper(values)
    places = np.flatnonzero(np.asarray(odd))
    if len(places):
        texts = values.take(pa.array(places)).to_pylist()
        spelt = pc.replace_with_mask(
            spelt, odd, pa.array([_spelt(text) for text in texts], pa.string())
        )
    short = hashlib.sha256(key).digest() if len(key) > _BLOCK else key
    padded = short.ljust(_BLOCK, b"\0")
    with session() as engine:
        engine.register("spelt", pa.table({"value": spelt}))
        table = engine.arrow(
            "SELECT left(sha256($outer::BLOB || unhex(sha256($inner::BLOB"
            " || encode(value)))), $digits) AS digest FROM spelt",
            {
                "digits": _HEX_DIGITS,
                "inner": bytes(byte ^ _INNER for byte in padded),
                "outer": bytes(byte ^ _OUTER for byte in padded),
            },
        )
    return table.column("digest").combine_chunks()
