"""When cards have changed, the run that the pages read is asked for at once."""

import pytest

from hengjian.config.registers import LISTENERS
from hengjian.jobs.registry import find
from hengjian.warehouse.actions.imports import IMPORT_LIVE


@pytest.mark.parametrize("listener", LISTENERS[IMPORT_LIVE])
def test_every_listener_of_an_import_is_a_registered_task(listener: str) -> None:
    assert find(listener).path == listener
