"""What kept sheets rest on, where it was sealed since: it counts and is not named."""

from collections.abc import Iterable, Sequence

from hengjian.documents.queries.documents import sealed_among as sealed_documents
from hengjian.matters.queries.unsealed import sealed_among as sealed_matters


_MATTERS, _DOCUMENTS = ("matter", "review"), "document"


def sealed_evidence(kept: Iterable[Sequence[str]]) -> frozenset[tuple[str, str]]:
    """The kind and reference of each row whose matter is sealed today."""
    numbered = {(row[0], row[1]): _number(row[1]) for row in kept}
    matters = {n for (kind, _), n in numbered.items() if kind in _MATTERS and n}
    documents = {n for (kind, _), n in numbered.items() if kind == _DOCUMENTS and n}
    hidden = {
        **dict.fromkeys(_MATTERS, sealed_matters(matters)),
        _DOCUMENTS: sealed_documents(documents),
    }
    return frozenset(row for row, n in numbered.items() if n in hidden.get(row[0], ()))


def _number(reference: str) -> int:
    """The key in ``12`` or ``matters.matter:12``; 0 without one."""
    number = reference.rpartition(":")[2]
    return int(number) if number.isdecimal() else 0
