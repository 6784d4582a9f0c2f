"""Acts on rounds: opened, their sheets computed, closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from hengjian.appraisal.actions.sheet_rows import add_versions
from hengjian.appraisal.canonical import canonical, digest_of
from hengjian.appraisal.computing import Computed
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.models import (
    AppraisalRound,
    AppraisalScheme,
    ScoreSheet,
    SheetVersion,
)
from hengjian.appraisal.models.scheme import SchemeState
from hengjian.appraisal.periods import checked_period
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.indicators.actions.citing import Cited, cite
from hengjian.indicators.models import Run
from hengjian.jobs import actions as jobs
from hengjian.jobs.context import JobContext
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


TASK = "hengjian.appraisal.tasks.compute_round"
OF_AN_ENTRY = 500  # sheets whose digests stand in one entry of the journal
COMPUTED = "计算"


@journal.action
def open_round(*, scheme: AppraisalScheme, period: str, by: Actor) -> AppraisalRound:
    """Open a month or the year of an adopted scheme. Raises ``UserFault``."""
    held = AppraisalScheme.objects.select_for_update().get(pk=scheme.pk)
    if held.state != SchemeState.ADOPTED:
        raise AppraisalFault(
            Text("方案还没有通过，或已结束", "the scheme is not adopted, or is closed")
        )
    period = checked_period(period, held.year)
    if held.rounds.filter(period=period).exists():
        raise AppraisalFault(Text("这一期已经开始", "this period is open already"))
    found = AppraisalRound(
        scheme=held,
        period=period,
        opened_by=by.journal_name,
        opened_at=clock.now(),
    )
    found.save()
    journal.enter(
        "appraisal.round_opened",
        subject=found,
        new={"scheme": held.pk, "period": period},
    )
    return found


@journal.action
def ask_computing(*, round_: AppraisalRound, by: Actor) -> AppraisalRound:
    """Have the worker compute the sheets of an open round. Raises ``AppraisalFault``."""
    held = _open(round_)
    jobs.enqueue(
        task=TASK,
        payload={"number": held.pk},
        by=by,
        key=f"round:{held.pk}:{held.count + 1}:{clock.now().isoformat()}",
    )
    journal.enter("appraisal.computing_asked", subject=held)
    return held


@dataclass(frozen=True)
class Kept:
    """How many sheets got a new version, stayed as they were, or are frozen."""

    new: int
    same: int
    frozen: int


@journal.action
def keep_sheets(
    *,
    round_: AppraisalRound,
    sheets: Sequence[Computed],
    run: Run | None = None,
    cited: Sequence[Cited] = (),
    by: Actor,
    context: JobContext | None = None,
) -> Kept:
    """Keep computed sheets: a new version where anything changed.

    A sheet under objection stays frozen. Every version's digest stands in the journal.
    Raises ``AppraisalFault`` for a closed round.
    """
    held = _open(round_)
    held.count += 1
    held.computed_at = clock.now()
    held.save(update_fields=["count", "computed_at"])
    if run is not None and cited:
        cite(
            run=run,
            citing=f"appraisal_round:{held.pk}.{held.count}",
            values=cited,
            by=by,
        )
    # `current` may be missing: PostgreSQL locks no outer row
    known = {
        sheet.person_id: sheet
        for sheet in held.sheets.select_for_update(of=("self",)).select_related(
            "current"
        )
    }
    changed = [one for one in sheets if _is_to_change(known.get(one.person), one)]
    frozen = sum(
        1 for one in sheets if one.person in known and known[one.person].frozen_for
    )
    for start in range(0, len(changed), OF_AN_ENTRY):
        _keep_part(held, known, changed[start : start + OF_AN_ENTRY], by)
    if not changed:
        journal.enter(
            "appraisal.sheets_unchanged", subject=held, new={"computing": held.count}
        )
    kept = Kept(len(changed), len(sheets) - len(changed) - frozen, frozen)
    if context is not None:
        context.complete({"round": held.pk, "new": kept.new, "same": kept.same})
    return kept


def _is_to_change(sheet: ScoreSheet | None, one: Computed) -> bool:
    if sheet is None or sheet.current is None:
        return True
    return not sheet.frozen_for and sheet.current.digest != one.digest


def _keep_part(
    round_: AppraisalRound,
    known: dict[int, ScoreSheet],
    part: Sequence[Computed],
    by: Actor,
) -> None:
    made = ScoreSheet.objects.bulk_create(
        [
            ScoreSheet(
                round=round_,
                person_id=one.person,
                department_id=one.department,
                total=one.total,
                is_final=one.is_final,
                grade=one.grade,
            )
            for one in part
            if one.person not in known
        ]
    )
    known |= {sheet.person_id: sheet for sheet in made}
    is_new = {sheet.pk for sheet in made}
    sheets = [known[one.person] for one in part]
    numbers = [sheet.current.number + 1 if sheet.current else 1 for sheet in sheets]
    add_versions(
        (
            (sheet, number, one.payload, one.digest)
            for sheet, number, one in zip(sheets, numbers, part, strict=True)
        ),
        reason=COMPUTED,
        made_by=by.journal_name,
        made_at=clock.now(),
    )
    newest = SheetVersion.objects.filter(sheet=OuterRef("pk")).order_by("-number")
    ScoreSheet.objects.filter(pk__in=[sheet.pk for sheet in sheets]).update(
        current=Subquery(newest.values("pk")[:1])
    )
    before = []  # the rows of new sheets are as they were written
    for sheet, one in zip(sheets, part, strict=True):
        if sheet.pk not in is_new:
            sheet.total, sheet.is_final = one.total, one.is_final
            sheet.grade, sheet.department_id = one.grade, one.department
            before.append(sheet)
    ScoreSheet.objects.bulk_update(
        before, ["total", "is_final", "grade", "department"], batch_size=200
    )
    journal.enter(
        "appraisal.sheets_computed",
        subject=round_,
        new={
            "computing": round_.count,
            "sheets": {
                str(sheet.pk): f"{number}:{one.digest}"
                for sheet, number, one in zip(sheets, numbers, part, strict=True)
            },
        },
    )


@journal.action
def close_round(
    *, round_: AppraisalRound, with_provisional: str = "", by: Actor
) -> AppraisalRound:
    """Close a round: its sheets are frozen as they are.

    ``with_provisional`` says why sheets that are still provisional may stay so. Raises
    ``AppraisalFault`` where facts wait for their second person, a sheet is under
    objection, or one is provisional without a reason given.
    """
    held = _open(round_)
    digests, provisional = _standing(held)
    waiting = held.facts.filter(state="entered").count()
    frozen = held.sheets.exclude(frozen_for="").count()
    if not digests or waiting or frozen:
        raise AppraisalFault(
            Text(
                f"还不能关闭：考评表 {len(digests)} 份，待核对事实 {waiting} 条，"
                f"异议中 {frozen} 份",
                f"cannot be closed: {len(digests)} sheets, {waiting} facts to be "
                f"confirmed, {frozen} under objection",
            )
        )
    if provisional and not with_provisional.strip():
        raise AppraisalFault(
            Text(
                f"{provisional} 份考评表仍是暂定；确要关闭，写明理由",
                f"{provisional} sheets are provisional; to close all the same say why",
            ),
            where="with_provisional",
        )
    held.state, held.closed_by = AppraisalRound.State.CLOSED, by.journal_name
    held.closed_at, held.closing_digest = clock.now(), digest_of(canonical(digests))
    held.save()
    journal.enter(
        "appraisal.round_closed",
        subject=held,
        new={"sheets": len(digests), "digest": held.closing_digest},
        detail={"provisional": provisional, "reason": with_provisional.strip()[:500]},
    )
    return held


def _standing(round_: AppraisalRound) -> tuple[list[list[str]], int]:
    """Whose sheet, with its digest, in order; and how many sheets are provisional."""
    people = round_.sheets.order_by("person__number").values_list(
        "person__number", "current__digest", "is_final"
    )
    departments = round_.department_sheets.order_by("department__code").values_list(
        "department__code", "current__digest", "is_final"
    )
    found = [*people, *departments]
    return (
        [[name, digest] for name, digest, _ in found if digest],
        sum(1 for *_, is_final in found if not is_final),
    )


def _open(round_: AppraisalRound) -> AppraisalRound:
    held = AppraisalRound.objects.select_for_update().get(pk=round_.pk)
    if held.state != AppraisalRound.State.OPEN:
        raise AppraisalFault(Text("这一期已经关闭", "this period is closed"))
    return held
