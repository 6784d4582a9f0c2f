"""The navigation is short: groups fold, and stand as their reader left them."""

from collections import Counter

import pytest
from django.test import RequestFactory

from hengjian.access.models import Account
from hengjian.config.navigation import (
    FOLDS,
    NAVIGATION,
    ShownGroup,
    shown_groups,
)
from tests.cast import Cast


QUALITY = "/quality/"  # a page of the group "case-cards"


def groups(account: Account, path: str = "/", kept: str = "") -> dict[str, ShownGroup]:
    request = RequestFactory().get(path)
    request.COOKIES[FOLDS] = kept
    return {group.name: group for group in shown_groups(account, request)}


def opened(found: dict[str, ShownGroup]) -> list[str]:
    return [name for name, group in found.items() if group.is_open]


def test_long_navigation_shows_the_first_group_and_that_of_the_page(cast: Cast) -> None:
    found = groups(cast.wang, QUALITY)

    assert opened(found) == ["mine", "case-cards"]
    assert len(found) > 5


def test_short_navigation_stands_open(cast: Cast) -> None:
    found = groups(cast.system_administrator)

    assert opened(found) == list(found)


def test_what_the_reader_opened_and_folded_stays_so(cast: Cast) -> None:
    found = groups(cast.wang, "/personal/", kept="meetings.-mine")

    assert opened(found) == ["meetings"]


def test_group_of_the_page_is_open_though_it_was_folded(cast: Cast) -> None:
    found = groups(cast.wang, QUALITY, kept="-case-cards.-mine")

    assert opened(found) == ["case-cards"]


@pytest.mark.parametrize("kept", ["", ".", "-", "--mine", "<script>.nothing", "..-."])
def test_what_names_no_group_is_passed_over(kept: str, cast: Cast) -> None:
    assert opened(groups(cast.wang, QUALITY, kept)) == ["mine", "case-cards"]


def test_entry_of_the_page_alone_is_current(cast: Cast) -> None:
    for path, label in (
        ("/data/signals/", "异动提示"),
        ("/data/indicators/non_arrest_rate/", "业务数据"),
        ("/personal/", None),
    ):
        shown = [e for g in groups(cast.wang, path).values() for e in g.entries]

        assert [e.label.zh for e in shown if e.is_current] == ([label] if label else [])


def test_no_page_and_no_name_stands_twice() -> None:
    pages = Counter(entry.name for group in NAVIGATION for entry in group.entries)
    names = Counter(group.name for group in NAVIGATION)

    assert [page for page, times in pages.items() if times > 1] == []
    assert [name for name, times in names.items() if times > 1] == []
    assert all(name.replace("-", "").isalnum() for name in names)


def test_entry_that_stands_alone_is_not_folded(cast: Cast) -> None:
    alone = [g for g in groups(cast.zhao).values() if len(g.entries) == 1]

    assert all(not group.is_folding for group in alone)
