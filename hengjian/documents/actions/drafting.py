"""Acts on drafts: made of a matter, brought up to date, an edited copy kept."""

from collections.abc import Sequence
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.documents import facts as kept_facts
from hengjian.documents import vault
from hengjian.documents.actions.locking import draft
from hengjian.documents.faults import DocumentFault
from hengjian.documents.files import Kept
from hengjian.documents.models import Document, DocumentVersion, Origin
from hengjian.documents.source import KindOfDocument, Source
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


@journal.action
def make(
    *, source: Source, kind: KindOfDocument, drafter: str = "", by: Actor
) -> Document:
    """Draft a document of a matter as it stands; its file is made when it is asked for.

    Raises ``DocumentFault`` where the pack says that it may not be made now.
    """
    facts = kept_facts.taken_from(source, kind, drafter)
    if not kept_facts.holds(kind, kind.kind.made_when, facts):
        raise DocumentFault(
            Text(
                f"现在不能制作“{kind.kind.title.zh}”：业务包规定的条件不成立",
                f"“{kind.kind.title.en}” may not be made now: the pack's condition does"
                " not hold",
            )
        )
    document = Document(
        procuratorate=source.procuratorate,
        department=source.department,
        release=source.release,
        matter=source.matter,
        matter_kind=source.release.name,
        matter_number=source.number,
        record_of=source.record_of,
        is_restricted=source.is_restricted,
        kind=kind.kind.name,
        title_zh=kind.kind.title.zh,
        title_en=kind.kind.title.en,
        made_by=by.journal_name,
        made_at=clock.now(),
    )
    vault.give_key(document)
    document.sealed_facts = kept_facts.sealed(document, facts)
    document.save()
    journal.enter(
        "documents.made",
        subject=document,
        new={"kind": document.kind, "matter": source.matter},
    )
    return document


def may_be_made(source: Source, kind: KindOfDocument) -> bool:
    """Whether the pack lets a kind be made of a matter as it stands."""
    facts = kept_facts.taken_from(source, kind, "")
    return kept_facts.holds(kind, kind.kind.made_when, facts)


@journal.action
def refresh(
    *, document: Document, source: Source, kind: KindOfDocument, by: Actor
) -> Document:
    """Take the matter's values anew into a draft nobody edited.

    Raises ``DocumentFault`` for one that is issued, withdrawn or edited.
    """
    document = draft(document)
    if document.versions.exists():
        raise DocumentFault(
            Text(
                "已有上传的修改稿：作废这份草稿，重新拟制",
                "there is an edited copy: withdraw this draft and make it anew",
            )
        )
    before = kept_facts.opened(document, kind)
    facts = kept_facts.taken_from(source, kind, before.drafter)
    document.sealed_facts = kept_facts.sealed(document, facts)
    document.save(update_fields=["sealed_facts"])
    journal.enter("documents.refreshed", subject=document)
    return document


@journal.action
def keep_version(
    *,
    document: Document,
    kept: Kept,
    origin: Origin,
    found: Sequence[dict[str, Any]] = (),
    disagreeing: int = 0,
    by: Actor,
) -> DocumentVersion:
    """Keep a file of a draft with what its check found. Raises ``DocumentFault``."""
    document = draft(document)
    version = _version(document, kept, origin, by)
    version.disagreeing = disagreeing
    version.sealed_found = vault.seal_json(
        document, vault.FOUND, {"found": list(found)}
    )
    version.save()
    journal.enter(
        "documents.version_kept",
        subject=document,
        new={
            "version": version.number,
            "digest": kept.digest,
            "disagreeing": disagreeing,
        },
    )
    return version


@journal.action
def keep_issued_file(*, document: Document, kept: Kept, by: Actor) -> DocumentVersion:
    """Keep the file that bears number and day; once. Raises ``DocumentFault``."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not document.issued_at:
        raise DocumentFault(Text("文书还没有签发", "it is not issued yet"))
    standing = document.versions.filter(origin=Origin.ISSUED).first()
    if standing is not None:
        journal.nothing_changed()
        return standing
    version = _version(document, kept, Origin.ISSUED, by)
    version.save()
    journal.enter(
        "documents.issued_file_kept", subject=document, new={"digest": kept.digest}
    )
    return version


def _version(
    document: Document, kept: Kept, origin: Origin, by: Actor
) -> DocumentVersion:
    last = document.versions.first()
    return DocumentVersion(
        document=document,
        number=last.number + 1 if last is not None else 1,
        origin=origin,
        stored_as=kept.stored_as,
        digest=kept.digest,
        size=kept.size,
        sealed_found=b"",
        kept_by=by.journal_name,
        kept_at=clock.now(),
    )
