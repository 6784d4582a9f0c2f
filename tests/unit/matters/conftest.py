"""The shipped kinds, released, on a day of the autumn of 2026."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from hengjian.access.models import Account
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import matters as make
from tests.remembered import remembered


TODAY = date(2026, 10, 19)  # a Monday, ten working days after the holiday


@dataclass(frozen=True)
class World:
    """The cast, and somebody of the general office."""

    cast: Cast
    office: Account


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def world(cast: Cast) -> World:
    def build() -> Account:
        make.release_kinds()
        return make.office(cast)

    return World(cast, remembered("matters", build))
