"""Documents of a matter: what they are made of, when a task makes or needs one."""

from collections.abc import Mapping
from typing import Any

from hengjian.access.models import Account
from hengjian.access.queries import grants_in_force
from hengjian.audit.actors import Actor
from hengjian.documents.actions import drafting
from hengjian.documents.models import Document, DocumentState
from hengjian.documents.queries.documents import documents_of, stands_ready
from hengjian.documents.source import KindOfDocument, Source, kind_in, kinds_in
from hengjian.engines.pack_format.document_model import DocumentKind
from hengjian.engines.process.drawing import TaskShape
from hengjian.lib.bilingual import Text
from hengjian.matters.faults import MatterFault
from hengjian.matters.filling import row_of, values_of
from hengjian.matters.kinds import Kind, kind_of
from hengjian.matters.models import Matter, WorkItem
from hengjian.matters.queries.sight import may_work_on


def source_of(
    matter: Matter, kind: Kind | None = None, row: Mapping[str, Any] | None = None
) -> Source:
    """A matter as its documents see it, personal values among the others."""
    kind = kind or kind_of(matter.release)
    return Source(
        matter=matter.pk,
        number=matter.number,
        procuratorate=matter.procuratorate,
        department=matter.department,
        release=matter.release,
        row=row if row is not None else row_of(kind, values_of(matter, kind)),
        record_of=matter.record_of,
        is_restricted=matter.is_restricted,
    )


def offered(matter: Matter) -> dict[str, KindOfDocument]:
    """The kinds of documents that the matter's pack makes."""
    return kinds_in(matter.release)


def draft_for(matter: Matter, name: str, *, drafter: str, by: Actor) -> Document:
    """Draft one by hand. Raises ``DocumentFault`` where it may not be made now."""
    return drafting.make(
        source=source_of(matter),
        kind=kind_in(matter.release, name),
        drafter=drafter,
        by=by,
    )


def draft_after(
    matter: Matter, item: WorkItem, kind: Kind, row: Mapping[str, Any], *, by: Actor
) -> None:
    """Draft what a completed task makes, once; inside its action.

    Nothing where the pack's condition does not hold, or a draft of the kind stands.
    """
    shape = _shape(kind, item)
    if shape is None or not shape.document:
        return
    standing = documents_of(matter.pk).filter(
        kind=shape.document, state=DocumentState.DRAFT
    )
    document = kind_in(matter.release, shape.document)
    source = source_of(matter, kind, row)
    if standing.exists() or not drafting.may_be_made(source, document):
        return
    drafting.make(source=source, kind=document, drafter=_name_of(by), by=by)


def refuse_without(matter: Matter, item: WorkItem, kind: Kind) -> None:
    """Raise ``MatterFault`` where a task's document is not issued yet.

    A draft is enough where the national system keeps the record.
    """
    shape = _shape(kind, item)
    name = shape.needs_document if shape is not None else ""
    if not name or stands_ready(matter.pk, name, matter.record_of):
        return
    found = kind.pack.documents.get(name)
    title = found.title if found is not None else Text.same(name)
    raise MatterFault(
        Text(
            f"先签发“{title.zh}”，再办结这项任务",
            f"issue “{title.en}” before this task is completed",
        )
    )


def may_issue(account: Account, kind: DocumentKind, matter: Matter) -> bool:
    """Whether an account holds a role that issues a kind where the matter lies.

    A kind that names no role is issued by whoever handles the matter.
    """
    if not kind.issued_by:
        return may_draft(account, matter)
    department = matter.department
    return any(
        grant.role in kind.issued_by
        and (
            grant.unit_id == matter.procuratorate_id
            or (department is not None and grant.department_id == department.pk)
        )
        for grant in grants_in_force(account)
    )


def may_draft(account: Account, matter: Matter) -> bool:
    """Whether an account makes documents of a matter: whoever works on it does."""
    return may_work_on(account, matter)


def _shape(kind: Kind, item: WorkItem) -> TaskShape | None:
    drawing = kind.pack.process
    return drawing.tasks.get(item.element) if drawing is not None else None


def _name_of(by: Actor) -> str:
    return by.display_name if isinstance(by, Account) else ""
