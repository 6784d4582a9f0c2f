"""When cards have changed, the run that the pages read is asked for at once."""

import pytest

from hengjian.audit.actors import System
from hengjian.config.registers import LISTENERS
from hengjian.indicators.asking import ask_standing_run
from hengjian.indicators.models import Run
from hengjian.indicators.queries.values import RunValues, latest_run
from hengjian.jobs.registry import find
from hengjian.jobs.worker import Worker
from hengjian.warehouse.actions.imports import IMPORT_LIVE
from tests.cast import Cast
from tests.unit.warehouse.card_files_in import card, import_cards


@pytest.mark.parametrize("listener", LISTENERS[IMPORT_LIVE])
def test_every_listener_of_an_import_is_a_registered_task(listener: str) -> None:
    assert find(listener).path == listener


def test_import_by_command_is_computed_by_the_next_job(working: Cast) -> None:
    import_cards(card("B1", procuratorate="429901", concluded_on="2026-03-04"))

    Worker().run_until_empty()

    run = latest_run()
    assert run is not None
    shown = RunValues(run).of_unit("429901", "month")
    assert shown["days", "2026-03"].value == 2
    assert not Run.objects.filter(state=Run.State.QUEUED).exists()


def test_run_whose_worker_was_lost_is_taken_up_by_the_schedule(working: Cast) -> None:
    left = ask_standing_run(by=System("test"), as_job=False)

    assert ask_standing_run(by=System("schedule")).pk == left.pk
    Worker().run_until_empty()

    assert Run.objects.get(pk=left.pk).state == Run.State.DONE
