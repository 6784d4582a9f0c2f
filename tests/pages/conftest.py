"""Pages about cards stand on the warehouse's home, packs and cast."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

from tests.unit.warehouse.conftest import home, lasting_people, people


__all__ = ["home", "lasting_people", "people"]


@pytest.fixture(autouse=True)
def chinese_first() -> Iterator[None]:
    """A reader who has chosen nothing reads Chinese, whoever read before."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
