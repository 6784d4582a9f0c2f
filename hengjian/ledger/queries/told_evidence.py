"""What entries and proposals rest on, as people read it: sealed matters are not named."""

from collections.abc import Sequence

from hengjian.ledger.evidence import MATTER
from hengjian.ledger.models import EntryProposal, LedgerEntry
from hengjian.matters.queries.unsealed import SEALED, sealed_among


def told_evidence(
    rows: Sequence[LedgerEntry | EntryProposal],
) -> dict[int, list[dict[str, str]]]:
    """The evidence of each row by its key; what is kept, and its digest, is untouched."""
    numbers = {_matter(each) for row in rows for each in row.evidence} - {0}
    hidden = sealed_among(numbers)
    return {
        row.pk: [
            _unnamed(each) if _matter(each) in hidden else each for each in row.evidence
        ]
        for row in rows
    }


def _matter(stored: dict[str, str]) -> int:
    reference = str(stored["reference"])
    is_one = stored["kind"] == MATTER and reference.isdecimal()
    return int(reference) if is_one else 0


def _unnamed(stored: dict[str, str]) -> dict[str, str]:
    return {
        **stored,
        "reference": "",
        "zh": SEALED.zh,
        "en": SEALED.en,
        "digest": "",
    }
