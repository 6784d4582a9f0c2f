"""Lists that are asked by keys hold what the plain condition gives."""

from datetime import timedelta

import pytest

from hengjian.access.models import Account
from hengjian.lib import clock
from hengjian.matters.models import UNDER_WAY
from hengjian.matters.queries.inbox import (
    DUES,
    SCOPES,
    InboxFilter,
    inbox,
    inbox_counts,
    overview,
)
from hengjian.matters.queries.lists import MatterFilter, listed
from hengjian.matters.queries.sight import matters_seen, under_way_seen
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
