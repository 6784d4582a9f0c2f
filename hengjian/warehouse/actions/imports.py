"""Acts of an import: staged, live, failed, cancelled; a secret file refused."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import F, OuterRef, Subquery

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.actions import taking
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse.actions.tables import move_pointer, open_table
from hengjian.warehouse.card_store import Snapshot
from hengjian.warehouse.incoming import KeptFile
from hengjian.warehouse.models import (
    CardTable,
    Finding,
    FindingChange,
    FindingState,
    Import,
    ImportState,
    MatterCard,
    Origin,
)
from hengjian.warehouse.seams import Seam, pass_by
from hengjian.warehouse.table_leases import Held


RUN_IMPORT = "hengjian.warehouse.tasks.run_import"
IMPORT_LIVE = "warehouse.import_live"
IMPORT_FAILED = "warehouse.import_failed"
MATTER_CARDS_LIVE = "warehouse.matter_cards_live"


class ImportEnded(UserFault):
    """The import is over: it can be neither run nor cancelled."""

    status = 409


@journal.action
def stage(
    *,
    file: KeptFile,
    card: str,
    procuratorate: Procuratorate | None = None,
    within: Procuratorate | None = None,
    sheet: str = "",
    mapping: Mapping[str, str] | None = None,
    as_job: bool = True,
    by: Actor,
) -> Import:
    """Register a kept file for import; with ``as_job`` a worker will run it.

    ``procuratorate`` is whose the cards are where the file does not say; rows of places
    outside ``within`` (or else outside ``procuratorate``) will be kept aside.
    The same file for the same card and place, staged before and not ended, is the same
    import: after a crash the caller simply asks again.
    """
    table = open_table(name=card, by=by)
    within = within or procuratorate
    asked = {
        "table": table,
        "file_digest": file.digest,
        "procuratorate": procuratorate,
        "within": within,
        "sheet": sheet,
        "mapping": dict(mapping or {}),
    }
    waiting = (ImportState.STAGED, ImportState.LEASED, ImportState.COMMITTED)
    known = Import.objects.filter(state__in=waiting, **asked).first()
    if known is not None:
        journal.nothing_changed()
        return known
    card_import = Import.objects.create(
        file_name=file.name[:255],
        file_bytes=file.size,
        staged_by=by.journal_name,
        staged_at=clock.now(),
        **asked,
    )
    if as_job:
        job = jobs.enqueue(
            task=RUN_IMPORT,
            payload={"import_id": card_import.pk},
            key=f"import:{card_import.mark}",
            by=by,
        )
        card_import.job = job
        card_import.save(update_fields=["job"])
    journal.enter(
        "warehouse.import_staged",
        subject=card_import,
        new={
            "file": file.name,
            "digest": file.digest,
            "card": card,
            "procuratorate": procuratorate.code if procuratorate else "",
            "within": within.code if within else "",
        },
    )
    return card_import


@journal.action
def go_live(
    *,
    card_import: Import,
    holding: Held,
    snapshot: Snapshot,
    due_on: date,
    complete: Callable[[Import], None] | None = None,
    by: Actor,
) -> Import:
    """Put an import in force: pointer, findings, journal, all in one transaction.

    Everything is written down already; this only turns it on. ``complete`` ends the
    import's job in the same transaction. An import that is live already stays as it is.
    Raises ``LeaseLost``.
    """
    holding.fence()
    table = CardTable.objects.select_for_update().get(pk=card_import.table_id)
    card_import = Import.objects.select_for_update(of=("self",)).get(pk=card_import.pk)
    if card_import.state == ImportState.LIVE:
        journal.nothing_changed()
        return card_import
    old = {"version": table.current_version, "digest": table.current_digest}
    move_pointer(table, snapshot)
    _turn_on_findings(card_import, due_on)
    told = _turn_on_matters(card_import) if is_of_matters(card_import) else {}
    card_import.state = ImportState.LIVE
    card_import.version = snapshot.version
    card_import.table_digest = snapshot.digest
    card_import.live_at = card_import.ended_at = clock.now()
    card_import.save(
        update_fields=["state", "version", "table_digest", "live_at", "ended_at"]
    )
    event = MATTER_CARDS_LIVE if is_of_matters(card_import) else IMPORT_LIVE
    journal.enter(
        event,
        subject=card_import,
        old=old,
        new={"version": snapshot.version, "digest": snapshot.digest},
        detail={
            "file_digest": card_import.file_digest,
            "card": table.name,
            "pack_digest": card_import.pack_digest,
            **told,
            **{name: getattr(card_import, name) for name in _COUNTS},
        },
    )
    # whichever way it came: what rests on the cards is computed at once by a worker
    jobs.tell(event=event, event_id=str(card_import.pk), payload={}, by=by)
    if complete is not None:
        complete(card_import)
    pass_by(Seam.POINTER_MOVED)
    return card_import


def is_of_matters(card_import: Import) -> bool:
    """Whether the cards are those of matters, not of a file."""
    return card_import.origin == Origin.MATTERS


def _turn_on_matters(card_import: Import) -> dict[str, object]:
    """Let the rows that say which card a matter has count, and forget what was taken.

    Returns what the journal tells: how many matters, and a digest of which at what
    version.
    """
    mine = MatterCard.bookkeeping.filter(card_import=card_import)
    changes = {
        matter: taking.Change(version, at)
        for matter, version, at in mine.order_by("pk").values_list(
            "matter_id", "matter_version", "changed_at_us"
        )
    }
    MatterCard.bookkeeping.filter(matter__in=mine.values("matter")).exclude(
        card_import=card_import
    ).delete()
    taking.forget_taken(changes)
    lines = (f"{key}\t{each.version}\n" for key, each in sorted(changes.items()))
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    return {"matters": len(changes), "matters_digest": digest}


_COUNTS = (
    "rows_read",
    "rows_new",
    "rows_changed",
    "rows_unchanged",
    "rows_rejected",
    "findings_raised",
    "findings_closed",
    "findings_reopened",
)


@journal.action
def fail(*, card_import: Import, fault: Text, by: Actor) -> Import:
    """The file cannot be imported as it is. Raises ``ImportEnded``."""
    ended = _end(card_import, ImportState.FAILED, fault, IMPORT_FAILED)
    if ended.job_id is not None:
        jobs.tell(event=IMPORT_FAILED, event_id=str(ended.pk), payload={}, by=by)
    return ended


@journal.action
def cancel(*, card_import: Import, by: Actor) -> Import:
    """Somebody stopped the import before it was written. Raises ``ImportEnded``."""
    fault = Text("导入已取消", "the import was cancelled")
    return _end(card_import, ImportState.CANCELLED, fault, "warehouse.import_cancelled")


@journal.action
def note_secret_file(*, file_name: str, file_digest: str, card: str, by: Actor) -> None:
    """A file marked as a state secret was offered and refused; nothing of it is kept."""
    journal.enter(
        "warehouse.secret_file_refused",
        subject=f"warehouse.file:{file_digest[:32]}",
        detail={"file": file_name, "card": card},
    )


def _end(card_import: Import, state: ImportState, fault: Text, event: str) -> Import:
    card_import = Import.objects.select_for_update(of=("self",)).get(pk=card_import.pk)
    if card_import.has_ended:
        raise ImportEnded(Text("导入已经结束", "the import has ended"))
    card_import.state = state
    card_import.fault_zh, card_import.fault_en = fault.zh, fault.en
    card_import.ended_at = clock.now()
    card_import.save(update_fields=["state", "fault_zh", "fault_en", "ended_at"])
    journal.enter(
        event, subject=card_import, new={"state": state}, detail={"why": fault}
    )
    return card_import


def _turn_on_findings(card_import: Import, due_on: date) -> None:
    """Four statements, whatever the number of findings."""
    Finding.bookkeeping.filter(raised_by=card_import, state=FindingState.STAGED).update(
        state=FindingState.OPEN
    )
    mine = {"changes__card_import": card_import}
    Finding.bookkeeping.filter(**mine, changes__becomes=FindingState.CLOSED).update(
        state=FindingState.CLOSED, closed_on=clock.today()
    )
    found_now = FindingChange.objects.filter(
        card_import=card_import, finding=OuterRef("pk")
    )
    Finding.bookkeeping.filter(**mine, changes__becomes=FindingState.REOPENED).update(
        state=FindingState.REOPENED,
        due_on=due_on,
        closed_on=None,
        answered_by="",
        answered_on=None,
        confirmed_by="",
        confirmed_on=None,
        times_reopened=F("times_reopened") + 1,
        values=Subquery(found_now.values("values")[:1]),
    )
