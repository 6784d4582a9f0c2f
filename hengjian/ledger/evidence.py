"""What an entry rests on: a matter, a document, a card, a sheet, or words of who saw it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter


MATTER, DOCUMENT, CARD, SHEET, LIST, WORDS = (
    "matter",
    "document",
    "card",
    "sheet",
    "payment_list",
    "words",
)
KINDS = {
    MATTER: Text("事项", "matter"),
    DOCUMENT: Text("文书", "document"),
    CARD: Text("案卡", "case card"),
    SHEET: Text("考评表", "score sheet"),
    LIST: Text("发放清单", "payment list"),
    WORDS: Text("书面依据", "written proof"),
}


@dataclass(frozen=True)
class Evidence:
    """One thing an entry rests on: what, its reference, its words, its digest then."""

    kind: str
    reference: str
    title: Text
    digest: str

    def stored(self) -> dict[str, str]:
        """As an entry keeps it."""
        return {
            "kind": self.kind,
            "reference": self.reference,
            "zh": self.title.zh,
            "en": self.title.en,
            "digest": self.digest,
        }


def digest_of(values: Mapping[str, object] | str) -> str:
    """SHA-256 (hex) of what was seen."""
    text = (
        values
        if isinstance(values, str)
        else json.dumps(dict(values), ensure_ascii=False, sort_keys=True, default=str)
    )
    return hashlib.sha256(text.encode()).hexdigest()


def of_matter(matter: Matter) -> Evidence:
    """A matter with the digest of its values as they stand now.

    Of a restricted one the number alone: more people read the ledger than the matter.
    """
    title = "" if matter.is_restricted else f" {matter.title}"
    return Evidence(
        MATTER,
        str(matter.pk),
        Text.same(f"{matter.number}{title}"),
        digest_of({"version": matter.version, "values": matter.values}),
    )


def of_words(reference: str) -> Evidence:
    """A paper that lies elsewhere, named in words; the digest is of those words."""
    return Evidence(WORDS, reference[:200], Text.same(reference), digest_of(reference))
