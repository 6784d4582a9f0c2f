"""Sheets under objection: frozen, released, corrected by the outcome."""

from collections.abc import Mapping
from typing import Any

from hengjian.appraisal.canonical import canonical, digest_of, value_text
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.models import ScoreSheet, SheetVersion
from hengjian.appraisal.queries.correcting import corrected, effect, people_of
from hengjian.appraisal.sheet_payload import (
    highest_of,
    outcome_of,
    read_payload,
    verdict_of,
)
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


@journal.action
def freeze_sheet(*, sheet: ScoreSheet, reference: str, by: Actor) -> ScoreSheet:
    """Hold a sheet's version while an objection (``matters.matter:12``) is open.

    Raises ``AppraisalFault`` for a sheet without a version, or one that is frozen.
    """
    held = ScoreSheet.objects.select_for_update().get(pk=sheet.pk)
    if held.current_id is None or held.frozen_for:
        raise AppraisalFault(
            Text("考评表还没有算出，或已在异议中", "no version yet, or frozen already")
        )
    held.frozen_for, held.frozen_at = reference[:100], clock.now()
    held.save(update_fields=["frozen_for", "frozen_at"])
    journal.enter(
        "appraisal.sheet_frozen",
        subject=held,
        new={"for": reference, "version": held.current_id},
    )
    return held


@journal.action
def release_sheet(*, sheet: ScoreSheet, reference: str, by: Actor) -> ScoreSheet:
    """Let a sheet go on that this objection froze. Raises ``AppraisalFault``."""
    held = _frozen(sheet, reference)
    held.frozen_for, held.frozen_at = "", None
    held.save(update_fields=["frozen_for", "frozen_at"])
    journal.enter("appraisal.sheet_released", subject=held, old={"for": reference})
    return held


@journal.action
def correct_sheet(
    *,
    sheet: ScoreSheet,
    reference: str,
    values: Mapping[str, str],
    reason: str,
    by: Actor,
) -> SheetVersion:
    """A new version with some values corrected by an objection's outcome.

    Others' sheets keep their versions, also where the round is closed: what the
    correction would move is told by ``queries.correcting.effect`` and decided by people.
    Raises ``AppraisalFault``; ``UserFault`` for values that the scheme cannot take.
    """
    held = _frozen(sheet, reference)
    if not reason.strip():
        raise AppraisalFault(Text("写明理由", "say why"), where="reason")
    after = effect(held, values).after
    before = held.version
    payload = _corrected_payload(held, values, reference, reason)
    payload |= {
        "highest": highest_of(after),
        "outcome": outcome_of(after),
        "verdict": verdict_of(after),
    }
    text = canonical(payload)
    version = SheetVersion(
        sheet=held,
        number=before.number + 1,
        payload=text,
        digest=digest_of(text),
        reason=f"{reference} {reason.strip()}"[:300],
        made_by=by.journal_name,
        made_at=clock.now(),
    )
    version.save()
    held.current, held.total = version, after.total
    held.is_final, held.grade = after.is_final, after.grade or ""
    held.save(update_fields=["current", "total", "is_final", "grade"])
    journal.enter(
        "appraisal.sheet_corrected",
        subject=held.round,
        old={"sheets": {str(held.pk): f"{before.number}:{before.digest}"}},
        new={"sheets": {str(held.pk): f"{version.number}:{version.digest}"}},
        detail={"for": reference, "reason": reason.strip()[:500]},
    )
    return version


def _corrected_payload(
    sheet: ScoreSheet, values: Mapping[str, str], reference: str, reason: str
) -> dict[str, Any]:
    payload = read_payload(sheet.version.payload)
    person = corrected(people_of(sheet.round)[sheet.pk], values)
    payload["values"] = {
        item: value_text(value) for item, value in person.values.items()
    }
    told = ["objection", reference, reason.strip()[:300], "", ""]
    for item in values:
        payload["behind"].pop(item, None)
        payload["evidence"].setdefault(item, []).append(told)
    return payload


def _frozen(sheet: ScoreSheet, reference: str) -> ScoreSheet:
    held = (
        ScoreSheet.objects.select_for_update(of=("self",))
        .select_related("round__scheme__adopted_version", "current")
        .get(pk=sheet.pk)
    )
    if held.frozen_for != reference:
        raise AppraisalFault(
            Text("考评表不在这一异议中", "the sheet is not frozen for this objection")
        )
    return held
