"""Keyed digests of personal values: equal persons meet, nobody is named."""

import hmac
import secrets

import pyarrow as pa

from hengjian.engines.tables.normalising import plain


_HEX_DIGITS = 32  # 128 bits: no two of a nation's persons collide


def new_key() -> bytes:
    """A key for one use, where nothing is to be matched with another file."""
    return secrets.token_bytes(32)


def digest(value: str, key: bytes) -> str:
    """HMAC-SHA-256 of the value's plain spelling, capital letters, 32 hex digits."""
    spelt = plain(value).upper().encode()
    return hmac.digest(key, spelt, "sha256").hex()[:_HEX_DIGITS]


def digests(values: pa.Array, key: bytes) -> pa.Array:
    """The digests of a column of texts; null where there is none."""
    encoded = values.dictionary_encode()
    found = [digest(text, key) for text in encoded.dictionary.to_pylist()]
    return pa.array(found, pa.string()).take(encoded.indices)
