"""Pages about cards stand on the warehouse's home, packs and cast."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import matters
from tests.remembered import remembered
from tests.unit.warehouse.conftest import home, lasting_people, people


HERE = Path(__file__).parent
__all__ = ["home", "lasting_people", "people"]

# questions about a page's words and its door: SQLite alone answers them, for the page
# itself is opened, and its acts are done, on every database
OF_NO_DATABASE = {
    f"test_{name}"
    for name in (
        "act_is_not_done_by_reading",
        "act_is_refused_to_a_stranger",
        "act_is_refused_to_a_stranger_and_to_an_administrator",
        "act_is_refused_to_a_stranger_and_to_who_may_not",
        "act_is_refused_without_the_permission",
        "act_without_the_pages_token_is_refused",
        "fragment_and_page_agree",
        "other_method_is_refused",
        "page_is_headed_in_english_for_an_english_reader",
        "page_is_only_read",
        "page_is_read_only",
        "page_is_refused_to_an_administrator",
        "page_is_refused_without_the_permission",
        "pages_are_headed_in_english_for_an_english_reader",
        "pages_are_only_read",
        "pages_are_refused_without_the_permission",
        "pages_without_a_form_are_only_read",
        "stranger_is_sent_to_the_door_and_administrators_refused",
        "stranger_is_sent_to_the_sign_in",
        "strangers_are_sent_to_the_sign_in",
        "wrong_method_changes_nothing",
    )
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if (
            isinstance(item, pytest.Function)
            and item.path.is_relative_to(HERE)
            and item.originalname in OF_NO_DATABASE
        ):
            item.add_marker(pytest.mark.one_database)


@pytest.fixture(autouse=True)
def chinese_first() -> Iterator[None]:
    """A reader who has chosen nothing reads Chinese, whoever read before."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def paper_office(cast: Cast) -> Iterator[Cast]:
    """The cast with the shipped kinds released, on a Monday of the autumn of 2026."""
    with clock.moved_to(date(2026, 10, 19)):
        remembered("paper office", partial(_paper_office, cast))
        yield cast


def _paper_office(cast: Cast) -> None:
    matters.release_kinds()
    matters.office(cast)
