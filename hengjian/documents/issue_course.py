"""The course of issuing: the file is looked at, then the number, then the file with it.

Nothing is rendered inside a transaction; whatever stops between the steps leaves an issued
document whose file is made again from the kept draft when it is asked for.
"""

from hengjian.audit.actors import Actor
from hengjian.documents import facts as kept_facts
from hengjian.documents import files
from hengjian.documents.actions import drafting, issuing
from hengjian.documents.checking import Checked, check_against, unfilled_in
from hengjian.documents.faults import KeptElsewhere, NotReady, ValuesDisagree
from hengjian.documents.models import Document, DocumentVersion, Origin
from hengjian.documents.rendering import as_issued, current, newest_version
from hengjian.documents.source import KindOfDocument, Source, kind_of


def issue(
    *, document: Document, source: Source, reason: str = "", by: Actor
) -> Document:
    """Issue a draft.

    Raises ``KeptElsewhere``; ``NotReady`` with what is missing; ``ValuesDisagree`` where
    file and matter disagree and no reason is given.
    """
    if document.is_national:
        raise KeptElsewhere
    kind = kind_of(document)
    content = current(document)
    missing = what_is_missing(document, kind, content)
    if missing:
        raise NotReady(missing)
    count = disagreements(document, source)
    if count and not reason.strip():
        raise ValuesDisagree(count)
    if newest_version(document) is None:
        kept = files.keep(document, content)
        drafting.keep_version(document=document, kept=kept, origin=Origin.MADE, by=by)
    issued = issuing.issue(document=document, kind=kind, reason=reason, by=by)
    keep_issued(issued, content, by=by)
    return issued


def keep_issued(document: Document, draft: bytes, *, by: Actor) -> DocumentVersion:
    """Keep the file with number and day; once."""
    kept = files.keep(document, as_issued(document, draft))
    return drafting.keep_issued_file(document=document, kept=kept, by=by)


def what_is_missing(
    document: Document, kind: KindOfDocument, content: bytes
) -> list[str]:
    """The labels of what the document still needs."""
    facts = kept_facts.opened(document, kind)
    items = kind.pack.card.items if kind.pack.card is not None else {}
    needed = [
        items[name].label.zh
        for name in kind.kind.needs
        if name in items and facts.row.get(name) is None
    ]
    return list(dict.fromkeys([*needed, *unfilled_in(content)]))


def disagreements(document: Document, source: Source) -> int:
    """How much of the newest file, and of its values, disagrees with the matter."""
    newest = newest_version(document)
    in_file = newest.disagreeing if newest is not None else 0
    against: Checked = check_against(document, source)
    return in_file + against.disagreeing
