"""What the worker does for the warehouse."""

from typing import Any

from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.warehouse import table_leases
from hengjian.warehouse.actions import sealings
from hengjian.warehouse.importing import recovering, running
from hengjian.warehouse.matter_cards import taking
from hengjian.warehouse.models import Import, Sealing
from hengjian.warehouse.sealing import resolving


@task
def run_import(context: JobContext, import_id: int) -> dict[str, Any]:
    """Carry one import through; its going live ends the job."""
    card_import = Import.objects.select_related("table", "procuratorate").get(
        pk=import_id
    )

    def complete(done: Import) -> None:
        context.complete(result_of(done))

    try:
        done = running.run(
            card_import, by=context.by, progress=context.progress, complete=complete
        )
    except table_leases.TableBusy as busy:
        # not the file's fault: the queue asks again later
        raise RuntimeError(busy.message.en) from busy
    return result_of(done)


@task
def recover_imports(context: JobContext) -> list[str]:
    """Bring every table in line with its pointer."""
    return recovering.recover_all(by=System("recovery"))


@task
def take_matters(context: JobContext) -> dict[str, int]:
    """Take whatever changed of matters into their card tables."""
    return taking.take_all(progress=context.progress)


@task
def take_changed_matters(
    context: JobContext, event: str, event_id: str
) -> dict[str, int]:
    """The same, told that something changed a moment ago."""
    return taking.take_all(progress=context.progress)


@task
def search_sealed(context: JobContext, sealing_id: int) -> dict[str, Any]:
    """Look for what else a sealing covers, rows kept aside above all."""
    sealing = Sealing.objects.get(pk=sealing_id)
    if sealing.searched_at is None:
        found = resolving.search(sealing, context.progress)
        sealing = sealings.finish_search(sealing=sealing, found=found, by=context.by)
    return {"sealing": sealing.pk, "rows": sealing.rows.count()}


def result_of(card_import: Import) -> dict[str, Any]:
    """What the job's result tells of an import."""
    return {
        "import": card_import.pk,
        "new": card_import.rows_new,
        "changed": card_import.rows_changed,
        "unchanged": card_import.rows_unchanged,
        "rejected": card_import.rows_rejected,
        "findings": card_import.findings_raised,
    }
