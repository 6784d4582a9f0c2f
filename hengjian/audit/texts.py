"""Values as the journal keeps them: canonical JSON, personal values as keyed digests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import PurePath
from typing import Any
from uuid import UUID

from hengjian.audit.keys import journal_linker
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Personal:
    """A personal value: the journal keeps a keyed digest, never the value."""

    value: str


def journal_text(values: Mapping[str, Any] | None) -> str:
    """Canonical JSON of the values; empty for none."""
    if not values:
        return ""
    return _ENCODER.encode(dict(values))


def _plain(value: object) -> object:
    if isinstance(value, Personal):
        return "digest:" + journal_linker().digest(value.value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | Fraction | UUID | PurePath):
        return str(value)
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset):
        return sorted(value)
    if hasattr(value, "pk"):
        return str(value.pk)
    raise TypeError(f"the journal cannot keep a {type(value).__name__}")


# made once: ``json.dumps`` with options makes an encoder at every call
_ENCODER = json.JSONEncoder(
    default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
)
