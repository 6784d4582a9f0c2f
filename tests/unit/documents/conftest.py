"""The shipped kinds, released, on a day of the autumn of 2026."""

from collections.abc import Iterator
from datetime import date

import pytest

from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import matters as make
from tests.remembered import remembered


TODAY = date(2026, 10, 19)  # a Monday


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def office(cast: Cast) -> Cast:
    def build() -> None:
        make.release_kinds()
        make.office(cast)

    remembered("documents", build)
    return cast
