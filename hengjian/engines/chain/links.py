"""Keyed links between entries: HMAC-SM3 over the one before and this one's fields."""

import json
from collections.abc import Iterable, Sequence

from cryptography.hazmat.primitives.hashes import SM3, Hash
from cryptography.hazmat.primitives.hmac import HMAC


GENESIS = "0" * 64
# made once: ``json.dumps`` with options makes an encoder at every call
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Field = str | int


class Linker:
    """Makes links under one key. Each link is 64 hexadecimal digits."""

    def __init__(self, key: bytes) -> None:
        # copying a keyed state costs a third of keying it anew
        self._keyed = HMAC(key, SM3())

    def link(self, previous: str, fields: Sequence[Field]) -> str:
        """The link of an entry: over the previous link and the entry's fields."""
        return self._digest(f"entry\n{previous}\n{canonical(fields)}")

    def seal(self, number: int, link: str) -> str:
        """Seals the head, so that moving it back needs the key."""
        return self._digest(f"head\n{number}\n{link}")

    def digest(self, text: str) -> str:
        """A keyed digest of a personal value."""
        return self._digest(f"value\n{text}")

    def _digest(self, text: str) -> str:
        keyed = self._keyed.copy()
        keyed.update(text.encode())
        return keyed.finalize().hex()


def canonical(fields: Sequence[Field]) -> str:
    """One text per sequence of fields; different fields never give the same text."""
    return _ENCODER.encode(fields)


def digest_of(lines: Iterable[str]) -> str:
    """SM3 over lines: the digest of a change set or a file list."""
    running = Hash(SM3())
    for line in lines:
        data = line.encode()
        running.update(f"{len(data)}:".encode())
        running.update(data)
    return running.finalize().hex()
