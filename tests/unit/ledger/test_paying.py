"""Payment lists: what they take in, who acts, what is frozen, what is carried over."""

from datetime import date
from decimal import Decimal

import pytest

from hengjian.ledger.actions import paying
from hengjian.ledger.actions.entering import reverse
from hengjian.ledger.faults import LedgerFault, NotAnother
from hengjian.ledger.models import (
    How,
    LedgerEntry,
    LedgerRule,
    PaymentList,
    PaymentState,
    Purpose,
)
from hengjian.ledger.queries.balances import balances_of
from hengjian.ledger.queries.payable import payable
from hengjian.matters.faults import ReasonMissing
from tests.cast import Cast
from tests.factories import ledger as make


MARCH, APRIL = date(2025, 3, 1), date(2025, 4, 1)


@pytest.fixture
def award(cast: Cast) -> LedgerRule:
    return make.award(cast.jiangcheng)


def drawn(cast: Cast, month: date = MARCH) -> PaymentList:
    return paying.draw(unit=cast.jiangcheng, month_on=month, by=cast.zhou)


def paid(cast: Cast, month: date = MARCH) -> PaymentList:
    made = paying.check(payment_list=drawn(cast, month), by=cast.lin)
    made = paying.approve(payment_list=made, by=cast.liu)
    return paying.pay(payment_list=made, by=cast.zhou)


def test_lines_add_up_to_the_sum_to_the_fen(cast: Cast, award: LedgerRule) -> None:
    for who, fen in ((cast.chen, 3_333), (cast.chen, 3_334), (cast.zhao, 1)):
        make.entry(cast.person(who), award, fen)

    made = drawn(cast)

    lines = {line.account.person.name: line.fen for line in made.lines.all()}
    assert lines == {"陈明": 6_667, "赵林": 1}
    assert made.yuan == Decimal("66.68")


def test_paid_list_settles_the_accounts_and_leaves_nothing_to_pay(
    cast: Cast, award: LedgerRule
) -> None:
    entry = make.entry(cast.person(cast.chen), award, 10_000)

    made = paid(cast)

    assert made.state == PaymentState.PAID
    assert set(balances_of(Purpose.AWARDS).values()) == {0}
    booked = LedgerEntry.objects.get(how=How.PAID)
    assert booked.evidence[0]["digest"] == made.digest
    assert (booked.account, booked.hundredths) == (entry.account, -10_000)
    assert payable(cast.jiangcheng, APRIL) == []


def test_payment_is_not_told_as_something_taken_from_the_person(
    cast: Cast, award: LedgerRule
) -> None:
    from hengjian.ledger.queries.cited import totals

    chen = cast.person(cast.chen)
    make.entry(chen, award, 10_000)
    paid(cast)

    year = (date(2025, 1, 1), date(2025, 12, 31))
    assert totals([chen.pk], Purpose.AWARDS, *year) == {chen.pk: Decimal("100.00")}


def test_month_has_one_list_and_awards_after_it_come_into_the_next(
    cast: Cast, award: LedgerRule
) -> None:
    make.entry(cast.person(cast.chen), award, 10_000)
    make.entry(cast.person(cast.chen), award, 500, happened_on=date(2025, 4, 2))
    made = drawn(cast)

    with pytest.raises(LedgerFault):
        drawn(cast)
    assert made.fen == 10_000
    assert drawn(cast, APRIL).fen == 500


def test_nothing_to_pay_and_a_month_to_come_make_no_list(
    cast: Cast, award: LedgerRule
) -> None:
    for month in (MARCH, date(2025, 5, 1)):
        with pytest.raises(LedgerFault):
            drawn(cast, month)

    assert not PaymentList.objects.exists()


def test_reversal_after_payment_is_taken_off_later_and_never_paid_below_zero(
    cast: Cast, award: LedgerRule
) -> None:
    chen = cast.person(cast.chen)
    entry = make.entry(chen, award, 10_000)
    paid(cast)
    reverse(entry=entry, reason="采用已撤销", by=make.BY)
    make.entry(chen, award, 4_000, happened_on=date(2025, 4, 2))

    with pytest.raises(LedgerFault):
        drawn(cast, APRIL)
    make.entry(chen, award, 7_000, happened_on=date(2025, 4, 3))

    assert drawn(cast, APRIL).fen == 1_000


def test_three_people_draw_check_and_approve(cast: Cast, award: LedgerRule) -> None:
    make.entry(cast.person(cast.chen), award, 10_000)
    made = drawn(cast)

    with pytest.raises(NotAnother):
        paying.check(payment_list=made, by=cast.zhou)
    with pytest.raises(LedgerFault):
        paying.approve(payment_list=made, by=cast.liu)
    made = paying.check(payment_list=made, by=cast.lin)
    for who in (cast.zhou, cast.lin):
        with pytest.raises(NotAnother):
            paying.approve(payment_list=made, by=who)
    made = paying.approve(payment_list=made, by=cast.liu)
    with pytest.raises(NotAnother):
        paying.pay(payment_list=made, by=cast.liu)


def test_list_is_drawn_anew_when_the_ledger_has_changed_since(
    cast: Cast, award: LedgerRule
) -> None:
    entry = make.entry(cast.person(cast.chen), award, 10_000)
    made = drawn(cast)
    reverse(entry=entry, reason="采用已撤销", by=make.BY)

    with pytest.raises(LedgerFault):
        paying.check(payment_list=made, by=cast.lin)


def test_withdrawn_list_gives_its_entries_free(cast: Cast, award: LedgerRule) -> None:
    make.entry(cast.person(cast.chen), award, 10_000)
    made = drawn(cast)

    with pytest.raises(ReasonMissing):
        paying.withdraw(payment_list=made, reason="", by=cast.zhou)
    paying.withdraw(payment_list=made, reason="重编", by=cast.zhou)

    assert drawn(cast).fen == 10_000


def test_paid_list_is_not_withdrawn(cast: Cast, award: LedgerRule) -> None:
    make.entry(cast.person(cast.chen), award, 10_000)

    with pytest.raises(LedgerFault):
        paying.withdraw(payment_list=paid(cast), reason="错了", by=cast.zhou)
