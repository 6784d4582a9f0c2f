"""What documents have to know of the matter that they are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengjian.documents.faults import DocumentFault
from hengjian.documents.models import Document
from hengjian.engines.pack_format.document_model import DocumentKind
from hengjian.engines.pack_format.model import Loaded, Pack
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Procuratorate
from hengjian.packs import queries as packs
from hengjian.packs.models import PackRelease


@dataclass(frozen=True)
class Source:
    """A matter as it stands; ``row``: its items as typed values, computed ones too.

    ``record_of``: ``here`` or ``national``.
    """

    matter: int
    number: str
    procuratorate: Procuratorate
    department: Department | None
    release: PackRelease
    row: Mapping[str, Any]
    record_of: str = "here"
    is_restricted: bool = False


@dataclass(frozen=True)
class KindOfDocument:
    """A kind of document with the pack that it was read from."""

    kind: DocumentKind
    pack: Pack
    loaded: Loaded


def kinds_in(release: PackRelease) -> dict[str, KindOfDocument]:
    """The kinds of documents of a release, by name."""
    current = packs.current()
    newest = current.releases.get(release.name)
    is_newest = newest is not None and newest.pk == release.pk
    loaded = current.loaded if is_newest else packs.read([release]).loaded
    pack = loaded.packs[release.name]
    return {
        name: KindOfDocument(kind, pack, loaded)
        for name, kind in pack.documents.items()
    }


def kind_in(release: PackRelease, name: str) -> KindOfDocument:
    """One kind of a release. Raises ``DocumentFault`` (404)."""
    found = kinds_in(release).get(name)
    if found is None:
        fault = DocumentFault(
            Text(f"业务包里没有文书“{name}”", f"the pack has no document “{name}”")
        )
        fault.status = 404
        raise fault
    return found


def kind_of(document: Document) -> KindOfDocument:
    """The kind of a document, as its matter's release says it."""
    return kind_in(document.release, document.kind)
