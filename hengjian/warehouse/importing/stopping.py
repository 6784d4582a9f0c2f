"""Stopping an import from outside its job."""

from hengjian.audit.actors import Actor
from hengjian.warehouse import incoming, table_leases
from hengjian.warehouse.actions import cancelling, imports
from hengjian.warehouse.importing import recovering
from hengjian.warehouse.models import Import, ImportState


OPEN = (ImportState.STAGED, ImportState.LEASED, ImportState.COMMITTED)
WAIT_SECONDS = 3.0


def stop(card_import: Import, *, by: Actor) -> Import:
    """Cancel an import, clear what it wrote, forget its file; returns how it stands.

    A running job is asked to stop and does all that itself. What is committed already
    goes live. Raises ``ImportEnded``; ``TableBusy`` while another import writes.
    """
    card_import = cancelling.ask_to_stop(card_import=card_import, by=by)
    job = card_import.job
    if not card_import.has_ended and (job is None or job.has_ended):
        with table_leases.held(card_import.table, wait_seconds=WAIT_SECONDS) as holding:
            recovering.recover(holding, by=by)
            card_import.refresh_from_db()
            if not card_import.has_ended:
                card_import = imports.cancel(card_import=card_import, by=by)
    if card_import.has_ended:
        forget_file(card_import)
    return card_import


def forget_file(card_import: Import) -> None:
    """Remove the staged copy unless another import still waits for it."""
    waiting = Import.objects.filter(
        file_digest=card_import.file_digest, state__in=OPEN
    ).exclude(pk=card_import.pk)
    if not waiting.exists():
        incoming.forget(card_import.incoming_file)
