"""A committee of nine in Jiangcheng, on a fixed day."""

from collections.abc import Iterator
from datetime import date

import pytest

from hengjian.lib import clock
from hengjian.meetings.models import Body
from tests.cast import Cast
from tests.factories import meetings as make


TODAY = date(2026, 10, 26)


@pytest.fixture
def today() -> Iterator[date]:
    with clock.moved_to(TODAY):
        yield TODAY


@pytest.fixture
def committee(cast: Cast, today: date) -> Body:
    return make.seated(cast.jiangcheng, cast.person(cast.liu))
