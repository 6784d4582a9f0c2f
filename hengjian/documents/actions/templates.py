"""An office's own templates, and its mark in numbers."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.documents.faults import DocumentFault
from hengjian.documents.files import Kept
from hengjian.documents.models import OfficeMark, OfficeTemplate
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate


LONGEST_MARK = 20


@journal.action
def add_template(
    *,
    unit: Procuratorate,
    matter_kind: str,
    kind: str,
    file_name: str,
    kept: Kept,
    by: Actor,
) -> OfficeTemplate:
    """Put a checked template in force for an office; older versions are kept."""
    Procuratorate.objects.select_for_update().get(pk=unit.pk)
    last = OfficeTemplate.objects.filter(
        procuratorate=unit, matter_kind=matter_kind, kind=kind
    ).first()
    template = OfficeTemplate(
        procuratorate=unit,
        matter_kind=matter_kind,
        kind=kind,
        number=last.number + 1 if last is not None else 1,
        file_name=file_name[:200],
        stored_as=kept.stored_as,
        digest=kept.digest,
        added_by=by.journal_name,
        added_at=clock.now(),
    )
    template.save()
    journal.enter(
        "documents.template_added",
        subject=template,
        new={
            "unit": unit.code,
            "kind": f"{matter_kind}/{kind}",
            "version": template.number,
            "digest": kept.digest,
        },
    )
    return template


@journal.action
def withdraw_template(*, template: OfficeTemplate, by: Actor) -> OfficeTemplate:
    """Take a version out of use: the one before it holds again, or the pack's layout."""
    found = OfficeTemplate.objects.select_for_update().get(pk=template.pk)
    if found.withdrawn_at is not None:
        raise DocumentFault(Text("已经停用", "it is withdrawn already"))
    found.withdrawn_at, found.withdrawn_by = clock.now(), by.journal_name
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    journal.enter("documents.template_withdrawn", subject=found)
    return found


@journal.action
def set_office_mark(*, unit: Procuratorate, mark: str, by: Actor) -> OfficeMark:
    """Set what stands for an office in the numbers given from now on."""
    words = mark.strip()
    if not words or len(words) > LONGEST_MARK or any(c in words for c in "{}〔〕\n"):
        raise UserFault(
            Text(
                f"代字为 1 至 {LONGEST_MARK} 个字，不含括号",
                f"a mark has 1 to {LONGEST_MARK} signs and no brackets",
            )
        )
    held = OfficeMark.objects.filter(procuratorate=unit).first()
    old = held.mark if held is not None else ""
    if old == words and held is not None:
        journal.nothing_changed()
        return held
    held = held or OfficeMark(procuratorate=unit)
    held.mark = words
    held.save()
    journal.enter(
        "documents.office_mark_set",
        subject=unit,
        old={"mark": old},
        new={"mark": words},
    )
    return held
