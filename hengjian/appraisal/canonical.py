"""One form of JSON for everything that is digested: the same value, the same characters."""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hengjian.engines.pack_format.kinds import exact
from hengjian.engines.scoring.rules import Value


def canonical(value: Any) -> str:
    """Compact JSON with keys in order; exact numbers are texts already."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def value_text(value: Value) -> str | dict[str, str]:
    """A value as it is kept: ``81``, ``2/3``, or counts by case type."""
    if isinstance(value, Mapping):
        return {name: str(count) for name, count in value.items()}
    return str(value)


def value_of(kept: str | Mapping[str, str]) -> Value:
    """The value that was kept so."""
    if isinstance(kept, str):
        return exact(kept)
    return {name: Fraction(count) for name, count in kept.items()}
