"""Lists that are asked by keys hold what the plain condition gives."""

from datetime import timedelta

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory

from hengjian.access.models import Account
from hengjian.lib import clock
from hengjian.matters.models import UNDER_WAY, MatterState
from hengjian.matters.queries.inbox import (
    DUES,
    SCOPES,
    InboxFilter,
    inbox,
    inbox_counts,
    overview,
)
from hengjian.matters.queries.lists import MatterFilter, at_hand, listed
from hengjian.matters.queries.sight import matters_seen, under_way_seen
from hengjian.ui.long_list import LongList
from tests.factories import matters as make
from tests.unit.matters.conftest import TODAY, World


@pytest.fixture
def many(world: World) -> World:
    """Matters of two offices and kinds: new, decided, suspended by nobody, closed."""
    cast = world.cast
    for _ in range(2):
        make.matter("supply_request", cast.chen)
    make.matter("supply_request", cast.zhao)
    make.matter("task_follow_up", cast.liu)
    decided = make.matter("supply_request", cast.zhou)
    make.done(decided, "check_stock", world.office, in_stock="否")
    closed = make.matter("supply_request", cast.chen)
    make.done(closed, "check_stock", world.office, in_stock="是")
    make.done(
        closed, "issue_from_stock", world.office, issued_quantity="10",
        received_by="CHEN", issued_on="2026-10-19",
    )  # fmt: skip
    return world


def readers(world: World) -> list[Account]:
    cast = world.cast
    return [cast.chen, cast.zhao, cast.liu, cast.zhou, world.office]


def test_matters_under_way_are_those_that_are_seen(many: World) -> None:
    seen = {
        reader.username: sorted(under_way_seen(reader).values_list("pk", flat=True))
        for reader in readers(many)
    }

    assert seen == {
        reader.username: sorted(
            matters_seen(reader)
            .filter(state__in=UNDER_WAY)
            .values_list("pk", flat=True)
        )
        for reader in readers(many)
    }
    assert any(seen.values())


def test_list_of_matters_under_way_leaves_out_what_is_closed(many: World) -> None:
    states = {matter.state for matter in listed(many.cast.chen, MatterFilter())}
    every = listed(many.cast.chen, MatterFilter(state="all"))

    assert states == {"open"}
    assert {matter.state for matter in every} == {"open", "closed"}


@pytest.mark.parametrize("scope", SCOPES)
def test_overview_counts_what_the_list_holds(many: World, scope: str) -> None:
    with clock.moved_to(TODAY + timedelta(days=2)):
        for reader in readers(many):
            for due in ("", *DUES):
                wanted = InboxFilter(scope=scope, due=due)
                seen = overview(reader, wanted)

                assert list(seen.found) == list(inbox(reader, wanted))
                assert seen.number == len(seen.found)
                assert seen.counts == inbox_counts(reader, wanted)


def test_overview_of_one_kind_still_offers_the_others(many: World) -> None:
    reader = many.office
    every = overview(reader, InboxFilter())

    narrowed = overview(reader, InboxFilter(kind="supply_request"))
    unknown = overview(reader, InboxFilter(kind="no_such_kind"))

    assert "supply_request" in every.kinds
    assert (narrowed.kinds, narrowed.places) == (every.kinds, every.places)
    assert narrowed.counts == inbox_counts(reader, InboxFilter(kind="supply_request"))
    assert (unknown.number, unknown.counts.total) == (0, 0)


def test_overview_of_a_search_leaves_the_number_to_the_list(many: World) -> None:
    seen = overview(many.office, InboxFilter(find="复印纸"))

    assert seen.number is None
    assert len(seen.found) > 0


@pytest.mark.parametrize("state", ["all", "closed", "under_way"])
def test_lists_in_every_state_hold_the_matters_that_are_seen(
    many: World, state: str
) -> None:
    wanted = MatterFilter(state=state)
    states = {"all": MatterState.values, "closed": ["closed"]}.get(state, UNDER_WAY)
    for reader in readers(many):
        seen = matters_seen(reader).filter(state__in=states)

        assert sorted(m.pk for m in listed(reader, wanted)) == sorted(
            seen.values_list("pk", flat=True)
        )


def test_work_at_hand_knows_its_matter_without_asking_again(
    many: World, django_assert_num_queries
) -> None:
    matters = list(listed(many.cast.liu, MatterFilter()))

    with django_assert_num_queries(1):
        told = {i.matter.title for each in at_hand(matters).values() for i in each}

    assert told == {matter.title for matter in matters}


def pages(reader: Account, *, falls_by_key: bool, most: int) -> LongList:
    found = listed(reader, MatterFilter(state="all"), "" if falls_by_key else "title")
    return LongList(found, 2, falls_by_key=falls_by_key, most=most)


@pytest.mark.parametrize("falls_by_key", [True, False])
def test_list_that_was_not_counted_is_turned_to_its_end_and_back(
    many: World, falls_by_key: bool
) -> None:
    reader = many.cast.liu
    whole = list(pages(reader, falls_by_key=falls_by_key, most=100).object_list)
    turned = pages(reader, falls_by_key=falls_by_key, most=3)
    assert turned.is_more
    assert len(whole) > 4

    ahead, asked = [], "1"
    while asked:
        page = turned.get_page(asked)
        ahead.append(list(page))
        asked, before = page.following, page.preceding
    back = []
    while before:
        page = turned.get_page(before)
        back.append(list(page))
        before = page.preceding

    assert [matter for rows in ahead for matter in rows] == whole
    assert back[::-1] == ahead[:-1]


def test_list_within_the_bound_is_counted_exactly(many: World) -> None:
    reader = many.cast.liu
    number = matters_seen(reader).count()

    within = pages(reader, falls_by_key=True, most=number)
    beyond = pages(reader, falls_by_key=True, most=number - 1)

    assert (within.is_more, within.count) == (False, number)
    assert (beyond.is_more, beyond.count) == (True, number - 1)


@pytest.mark.parametrize(
    "asked", [None, "", "0", "-1", "seven", "2.after.", "999999", "9.after.0", "1.of.7"]
)
def test_address_that_makes_no_sense_shows_the_first_page(
    many: World, asked: str | None
) -> None:
    turned = pages(many.cast.liu, falls_by_key=True, most=3)

    page = turned.get_page(asked)

    assert (page.number, list(page)) == (1, list(turned.get_page(1)))


def test_page_says_more_than_where_not_all_rows_were_counted(many: World) -> None:
    request = RequestFactory().get("/matters/", {"state": "all"})
    shown = Template("{% load parts %}{% pages page %}")

    def told(most: int) -> str:
        page = pages(many.cast.liu, falls_by_key=True, most=most).get_page(1)
        return shown.render(RequestContext(request, {"page": page, "request": request}))

    assert "多于" in told(3)
    assert 'href="?state=all&amp;page=2.after.' in told(3)
    assert "多于" not in told(100)
    assert 'href="?state=all&amp;page=2"' in told(100)
