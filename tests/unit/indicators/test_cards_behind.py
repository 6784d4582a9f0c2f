"""The cards behind a value, as far as the viewer may see them: shown + withheld = counted."""

import pytest

from hengjian.audit.actors import System
from hengjian.engines.indicators.drilling import Cell
from hengjian.indicators.asking import run_now
from hengjian.indicators.models import Run
from hengjian.indicators.queries.behind import Counted, counted_cards
from hengjian.indicators.queries.card_columns import pinned_cards
from tests.cast import Cast
from tests.factories import access


@pytest.fixture
def run(working: Cast) -> Run:
    return run_now(by=System("test"))


def concluded(run: Run, account, **cell: str) -> Counted:
    where = cell or {"procuratorate": "429900"}
    found = counted_cards(run, "quick_rate", Cell("2026-03", where), account)
    return next(each for each in found if each.name == "concluded")


def test_who_may_see_the_place_sees_every_card_counted(run: Run, working: Cast):
    found = concluded(run, working.wang)

    assert found.keys == ("A1|1", "A2|1", "A3|1")
    assert (found.total, found.weight, found.withheld) == (3, 3, 0)


def test_head_sees_the_own_department_and_how_many_are_withheld(
    run: Run, working: Cast
):
    found = concluded(run, working.lin)

    assert found.keys == ("A1|1", "A2|1")
    assert len(found.keys) + found.withheld == found.total == 3


def test_city_counts_what_the_county_head_may_not_open(run: Run, working: Cast):
    head = access.account(username="donghu-head")
    access.grant(head, "case_manager", working.donghu)

    found = concluded(run, head, city="429900")

    assert found.keys == ("B1|1",)
    assert (found.total, found.withheld) == (4, 3)


def test_cards_are_shown_with_words_and_without_personal_items(run: Run, working: Cast):
    found = concluded(run, working.wang)

    cards = pinned_cards(run, found)

    assert cards is not None
    usual = cards.columns.shown()
    first, second = cards.rows(usual, found.keys[:2])
    assert usual.names[:3] == ("case_number", "person_number", "procuratorate")
    assert not {"suspect", "identity_number"} & set(usual.names)
    assert second["outcome"] == "不批准逮捕"
    assert first["procuratorate"] == "江城市院"


def test_every_item_of_the_card_can_be_added_personal_ones_masked(
    run: Run, working: Cast
):
    found = concluded(run, working.wang)
    cards = pinned_cards(run, found)

    assert cards is not None
    offered = {column.name for column in cards.columns.columns}
    assert offered == set(cards.card.items)
    shown = cards.columns.shown(["suspect,accepted_on"])
    assert shown.names == ("case_number", "accepted_on", "suspect")
    assert shown.columns[-1].label.zh == "姓名(遮盖)"
    [row] = cards.rows(shown, found.keys[:1])
    assert row["suspect"].endswith("*")


def test_weights_and_rows_of_a_count_agree_with_the_value(run: Run, working: Cast):
    from hengjian.indicators.queries.values import RunValues

    value = RunValues(run).of_unit("429900", "month")["quick_rate", "2026-03"]

    assert concluded(run, working.wang).weight == value.denominator
