"""Pages about cards stand on the warehouse's home, packs and cast."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from django.utils import translation

from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import matters
from tests.unit.warehouse.conftest import home, lasting_people, people


__all__ = ["home", "lasting_people", "people"]


@pytest.fixture(autouse=True)
def chinese_first() -> Iterator[None]:
    """A reader who has chosen nothing reads Chinese, whoever read before."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def paper_office(cast: Cast) -> Iterator[Cast]:
    """The cast with the shipped kinds released, on a Monday of the autumn of 2026."""
    with clock.moved_to(date(2026, 10, 19)):
        matters.release_kinds()
        matters.office(cast)
        yield cast
