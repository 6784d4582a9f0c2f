"""Digests of many texts at once: in the engine, on all cores, where they are many.

A digest is 16 bytes: the first half of SHA-256, or of HMAC-SHA-256 where it is keyed.
"""

import hashlib
import hmac

import numpy as np
import pyarrow as pa

from hengjian.engines.tables.duckdb_session import session


BYTES = 16
_HEX_DIGITS = 2 * BYTES
_FEW = 2_000  # below, opening the engine costs more than the digests
_BLOCK = 64  # bytes of a block of SHA-256, as HMAC (RFC 2104) counts
_INNER, _OUTER = 0x36, 0x5C

_OF_DIGIT = np.zeros(128, dtype=np.uint8)
for _value, _digit in enumerate(b"0123456789abcdef"):
    _OF_DIGIT[_digit] = _value


def digest(text: str) -> bytes:
    """The digest of one text."""
    return hashlib.sha256(text.encode()).digest()[:BYTES]


def digests(texts: pa.Array) -> np.ndarray:
    """The digest of each text: an array of n × 16 bytes; no text may be null."""
    if len(texts) <= _FEW:
        joined = b"".join(digest(text) for text in texts.to_pylist())
        return np.frombuffer(joined, dtype=np.uint8).reshape(-1, BYTES)
    return _from_hex(_hashed(texts, "sha256(encode(value))", {}))


def keyed_digests(texts: pa.Array, key: bytes) -> pa.Array:
    """The keyed digest of each text, 32 hexadecimal digits; no text may be null."""
    if len(texts) <= _FEW:
        made = [
            hmac.digest(key, text.encode(), "sha256").hex()[:_HEX_DIGITS]
            for text in texts.to_pylist()
        ]
        return pa.array(made, pa.string())
    padded = key.ljust(_BLOCK, b"\0")  # keys of the keyring have 32 bytes
    pads = {
        "inner": bytes(byte ^ _INNER for byte in padded),
        "outer": bytes(byte ^ _OUTER for byte in padded),
    }
    inner = "unhex(sha256($inner::BLOB || encode(value)))"
    return _hashed(texts, f"sha256($outer::BLOB || {inner})", pads)


def _hashed(texts: pa.Array, hashing: str, pads: dict[str, bytes]) -> pa.Array:
    with session() as engine:
        engine.register("texts", pa.table({"value": texts}))
        query = f"SELECT left({hashing}, {_HEX_DIGITS}) AS digest FROM texts"  # noqa: S608
        return engine.arrow(query, pads or None).column("digest").combine_chunks()


def _from_hex(digits: pa.Array) -> np.ndarray:
    if isinstance(digits, pa.ChunkedArray):
        digits = pa.concat_arrays(digits.chunks)
    characters = digits.cast(pa.binary(_HEX_DIGITS))
    flat = np.frombuffer(characters.buffers()[1], dtype=np.uint8)
    start = characters.offset * _HEX_DIGITS
    half = _OF_DIGIT[flat[start : start + len(digits) * _HEX_DIGITS]]
    made: np.ndarray = (half[0::2] << 4 | half[1::2]).reshape(-1, BYTES)
    return made
