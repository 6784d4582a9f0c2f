"""An adopted item enters points and award once; withdrawn, both are taken back."""

from datetime import date
from decimal import Decimal
from typing import Any

from hengjian.ledger.actions.adopting import settle
from hengjian.ledger.models import How, LedgerEntry, Purpose, SettledAdoption
from hengjian.ledger.queries.cited import totals
from hengjian.ledger.queries.unsettled import unsettled
from hengjian.ledger.tasks import BY, settle_adoptions
from hengjian.matters.actions import ending
from tests.factories import ledger as make
from tests.journeys.office import Office
from tests.journeys.test_information_item import sent
from tests.journeys.walking import Journey


YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def settled() -> None:
    context: Any = None
    settle_adoptions(context, event="matters.changed", event_id="1")


def adopted(office: Office, level: str = "province") -> Journey:
    make.item_points(office.cast.jiangcheng)
    make.award(office.cast.jiangcheng)
    item = sent(office)
    office.on("2026-11-09")
    return item.does(
        "ou", "enter_adoption", adopted=level, adopted_on="2026-11-05",
        adoption_proof="省院《检察情况反映》第9期",
    )  # fmt: skip


def points(office: Office, purpose: Purpose) -> Decimal | None:
    chen = office.cast.person(office.cast.chen)
    return totals([chen.pk], purpose, *YEAR)[chen.pk]


def test_adoption_enters_points_and_award_by_level_exactly_once(office: Office) -> None:
    item = adopted(office)

    settled()
    settled()
    settle(matter=item.matter, by=BY)

    assert points(office, Purpose.INFORMATION_POINTS) == Decimal("5.00")
    assert points(office, Purpose.AWARDS) == Decimal("250.00")
    assert LedgerEntry.objects.count() == 2
    entry = LedgerEntry.objects.order_by("id")[0]
    assert entry.evidence[0]["reference"] == str(item.pk)
    assert entry.happened_on == date(2026, 11, 5)


def test_item_without_adoption_gives_nothing(office: Office) -> None:
    make.item_points(office.cast.jiangcheng)
    sent(office)

    settled()

    assert not LedgerEntry.objects.exists()


def test_withdrawn_adoption_is_reversed_and_entered_anew_when_it_is_back(
    office: Office,
) -> None:
    item = adopted(office)
    settled()

    ending.reopen(matter=item.matter, reason="采用登记有误", by=office.cast.liu)
    item.does("ou", "enter_adoption", adopted="not_adopted")
    settled()
    after = points(office, Purpose.INFORMATION_POINTS)
    ending.reopen(matter=item.matter, reason="又被采用", by=office.cast.liu)
    item.does(
        "ou", "enter_adoption", adopted="city", adopted_on="2026-11-08",
        adoption_proof="市院简报",
    )  # fmt: skip
    settled()

    assert after == Decimal("0.00")
    assert points(office, Purpose.INFORMATION_POINTS) == Decimal("2.00")
    reversals = LedgerEntry.objects.filter(how=How.REVERSED)
    assert {each.words for each in reversals} == {"采用已撤销"}


def test_office_without_rules_keeps_why_nothing_was_entered(office: Office) -> None:
    item = sent(office)
    office.on("2026-11-09")
    item.does(
        "ou", "enter_adoption", adopted="city", adopted_on="2026-11-05",
        adoption_proof="市院简报",
    )  # fmt: skip

    settled()

    assert not LedgerEntry.objects.exists()
    assert "规则" in SettledAdoption.objects.get().why_zh
    assert not unsettled().exists()
