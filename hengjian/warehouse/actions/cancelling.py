"""Stopping an import together with its job, and starting a failed job again."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.jobs import actions as jobs
from hengjian.lib.bilingual import Text
from hengjian.warehouse.actions import imports
from hengjian.warehouse.models import Import, ImportState


@journal.action
def ask_to_stop(*, card_import: Import, by: Actor) -> Import:
    """Cancel a waiting import at once; ask a running one to stop.

    A running one ends when its worker next says how far it is; once its cards are
    written it goes live all the same. One that was begun and waits to be run again is
    left to ``importing.stopping``, which clears what it wrote. Raises
    ``imports.ImportEnded``.
    """
    card_import = _locked(card_import)
    job = card_import.job
    journal.nothing_changed()
    if job is not None and not job.has_ended:
        job = jobs.cancel(job=job, by=by)
    if card_import.state == ImportState.STAGED and (job is None or job.has_ended):
        return imports.cancel(card_import=card_import, by=by)
    return card_import


@journal.action
def run_again(*, card_import: Import, by: Actor) -> Import:
    """Queue the failed job of an import that has not ended.

    Raises ``jobs.JobNotOpen`` and ``imports.ImportEnded``.
    """
    card_import = _locked(card_import)
    if card_import.job is None:
        raise imports.ImportEnded(
            Text("这次导入没有后台任务", "this import has no job")
        )
    jobs.retry(job=card_import.job, by=by)
    return card_import


def _locked(card_import: Import) -> Import:
    found = Import.objects.select_for_update(of=("self",)).get(pk=card_import.pk)
    if found.has_ended:
        raise imports.ImportEnded(Text("导入已经结束", "the import has ended"))
    return found
