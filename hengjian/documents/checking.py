"""Holds a document's file against its values, and those against the matter today."""

from dataclasses import dataclass
from typing import Any

from hengjian.documents import facts as kept_facts
from hengjian.documents import files, vault
from hengjian.documents.models import Document, DocumentVersion
from hengjian.documents.rendering import rendered
from hengjian.documents.source import Source, kind_of
from hengjian.engines.documents.disagreements import (
    KINDS,
    NOTICES,
    Disagreement,
    disagreeing,
)
from hengjian.engines.documents.document_check import against_matter, check_document
from hengjian.engines.documents.reading_back import read_paper
from hengjian.engines.documents.wording import DATE, NUMBER
from hengjian.lib.bilingual import Text


OPEN_NAMES = frozenset({NUMBER, DATE})
UNFILLED_START = "〔待填："


@dataclass(frozen=True)
class Found:
    """One thing found, as kept with a version and shown on the page."""

    kind: str
    place: int
    shown: str
    message: Text

    @property
    def kind_text(self) -> Text:
        """What kind of disagreement, in both languages."""
        return KINDS.get(self.kind, Text.same(self.kind))

    @property
    def is_notice(self) -> bool:
        """Whether it is told for information only."""
        return self.kind in NOTICES


@dataclass(frozen=True)
class Checked:
    """What the check of one file found."""

    found: tuple[Disagreement, ...]

    @property
    def disagreeing(self) -> int:
        """How many are more than notices."""
        return len(disagreeing(list(self.found)))

    def as_json(self) -> list[dict[str, Any]]:
        """As kept with a version."""
        return [
            {
                "kind": each.kind,
                "place": each.place,
                "shown": each.shown,
                "zh": each.message.zh,
                "en": each.message.en,
            }
            for each in self.found
        ]


def check_copy(document: Document, content: bytes) -> Checked:
    """An edited file against what the document was made of. Raises ``UserFault``."""
    made = rendered(document)
    with files.as_file(made.content) as original:
        passages = read_paper(original).passages
    with files.as_file(content) as file:
        found = check_document(
            file, made.expected, passages=passages, open_names=OPEN_NAMES
        )
    return Checked(tuple(found))


def check_against(document: Document, source: Source) -> Checked:
    """The document's values against the matter's of today."""
    kind = kind_of(document)
    then = kept_facts.opened(document, kind)
    now = kept_facts.taken_from(source, kind, then.drafter)
    before, after = rendered(document, then), rendered(document, now)
    wanted = {n: t for n, t in before.expected.items() if n not in OPEN_NAMES}
    return Checked(tuple(against_matter(wanted, after.expected)))


def found_in(version: DocumentVersion) -> list[Found]:
    """What the check of a kept version found."""
    if not version.sealed_found:
        return []
    kept = vault.open_json(version.document, vault.FOUND, bytes(version.sealed_found))
    return [
        Found(each["kind"], each["place"], each["shown"], Text(each["zh"], each["en"]))
        for each in kept["found"]
    ]


def unfilled_in(content: bytes) -> list[str]:
    """What a file still leaves open for somebody to fill."""
    with files.as_file(content) as file:
        bound = read_paper(file).bound
    return [
        each.text.removeprefix(UNFILLED_START).rstrip("〕")
        for each in bound
        if each.text.startswith(UNFILLED_START)
    ]
