"""Acts on the sheets of departments: kept as they were computed."""

from collections.abc import Sequence

from hengjian.appraisal.computing import Computed
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.models import (
    AppraisalRound,
    DepartmentSheet,
    DepartmentSheetVersion,
)
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.indicators.actions.citing import Cited, cite
from hengjian.indicators.models import Run
from hengjian.jobs.context import JobContext
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


@journal.action
def keep_department_sheets(
    *,
    round_: AppraisalRound,
    sheets: Sequence[Computed],
    run: Run | None = None,
    cited: Sequence[Cited] = (),
    by: Actor,
    context: JobContext | None = None,
) -> int:
    """Keep computed sheets of departments: a new version where anything changed; how many.

    Every version's digest stands in the journal. Raises ``AppraisalFault`` for a closed
    round.
    """
    held = AppraisalRound.objects.select_for_update().get(pk=round_.pk)
    if held.state != AppraisalRound.State.OPEN:
        raise AppraisalFault(Text("这一期已经关闭", "this period is closed"))
    held.count += 1
    held.computed_at = clock.now()
    held.save(update_fields=["count", "computed_at"])
    if run is not None and cited:
        citing = f"appraisal_round:{held.pk}.{held.count}"
        cite(run=run, citing=citing, values=cited, by=by)
    kept = {}
    for one in sheets:
        version = _kept(held, one, by)
        if version is not None:
            kept[str(version.sheet_id)] = f"{version.number}:{version.digest}"
    if kept:
        journal.enter(
            "appraisal.department_sheets_computed",
            subject=held,
            new={"computing": held.count, "sheets": kept},
        )
    else:
        journal.enter(
            "appraisal.sheets_unchanged", subject=held, new={"computing": held.count}
        )
    if context is not None:
        context.complete({"round": held.pk, "new": len(kept)})
    return len(kept)


def _kept(
    round_: AppraisalRound, one: Computed, by: Actor
) -> DepartmentSheetVersion | None:
    """The new version of one department's sheet; None where nothing changed."""
    # the round is locked: nobody else keeps sheets of it meanwhile
    sheet, _ = DepartmentSheet.objects.select_related("current").get_or_create(
        round=round_, department_id=one.department or 0
    )
    before = sheet.current
    if before is not None and before.digest == one.digest:
        return None
    version = DepartmentSheetVersion(
        sheet=sheet,
        number=before.number + 1 if before else 1,
        payload=one.payload,
        digest=one.digest,
        reason="计算",
        made_by=by.journal_name,
        made_at=clock.now(),
    )
    version.save()
    sheet.current = version
    sheet.total, sheet.is_final, sheet.grade = one.total, one.is_final, one.grade
    sheet.save(update_fields=["current", "total", "is_final", "grade"])
    return version
