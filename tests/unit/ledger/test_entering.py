"""What is entered, what a cap cuts, what a reversal gives back, what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hengjian.audit.added_to import NeverAltered
from hengjian.audit.models import JournalEntry
from hengjian.jobs.models import Job
from hengjian.ledger.actions.entering import Booking, enter, reverse
from hengjian.ledger.faults import LedgerFault, NotAnother
from hengjian.ledger.models import How, LedgerAccount, LedgerEntry, LedgerRule, Purpose
from hengjian.ledger.queries.balances import balances_of
from hengjian.ledger.queries.cited import cited, points_by_kind, totals
from hengjian.matters.faults import ReasonMissing
from hengjian.organisation.models import Person
from tests.cast import Cast
from tests.factories import ledger as make


BY = make.BY
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def chen(cast: Cast) -> Person:
    return cast.person(cast.chen)


@pytest.fixture
def rule(cast: Cast) -> LedgerRule:
    return make.rule(cast.jiangcheng)


def test_entry_is_given_to_one_account_and_taken_from_the_counter_account(
    chen: Person, rule: LedgerRule
) -> None:
    entry = make.entry(chen, rule, 250)

    assert entry.amount == Decimal("2.50")
    assert balances_of(Purpose.MEMBER_POINTS) == {
        entry.account_id: 250,
        entry.counter_id: -250,
    }
    assert entry.department is not None


def test_digest_of_an_entry_stands_in_the_journal_entry_of_its_act(
    chen: Person, rule: LedgerRule
) -> None:
    entry = make.entry(chen, rule)

    told = JournalEntry.objects.get(event="ledger.entered", subject_id=str(entry.pk))
    assert f'"digest":"{entry.digest}"' in told.new
    assert LedgerEntry.objects.get(pk=entry.pk).counted_digest() == entry.digest


def test_person_is_told_of_an_entry(chen: Person, rule: LedgerRule) -> None:
    entry = make.entry(chen, rule)

    job = Job.objects.get(key__startswith=f"ledger.entered:{entry.pk}:")
    assert job.payload["entry"] == entry.pk


def test_cap_cuts_and_says_so(chen: Person, rule: LedgerRule) -> None:
    make.entry(chen, rule, 500)

    entry = make.entry(chen, rule, 500)

    assert (entry.hundredths, entry.asked) == (300, 500)
    assert entry.cut["cap"] == 800
    assert entry.cut["before"] == 500
    assert entry.cut["span"] == "quarter"


def test_entry_beyond_a_full_cap_stands_with_nothing_and_says_so(
    chen: Person, rule: LedgerRule
) -> None:
    make.entry(chen, rule, 500)
    make.entry(chen, rule, 500)

    entry = make.entry(chen, rule, 200)

    assert (entry.hundredths, entry.asked) == (0, 200)
    assert entry.is_cut


def test_cap_of_a_quarter_begins_anew_with_the_next(
    chen: Person, rule: LedgerRule
) -> None:
    for _ in range(2):
        make.entry(chen, rule, 500)

    entry = make.entry(chen, rule, 500, happened_on=date(2025, 4, 1))

    assert entry.hundredths == 500


def test_cap_over_a_kind_counts_every_rule_of_it(cast: Cast, chen: Person) -> None:
    first = make.rule(cast.jiangcheng, "task", cap=600, caps_kind=True)
    second = make.rule(cast.jiangcheng, "lesson", cap=None, cap_span="")
    make.entry(chen, first, 500)

    entry = make.entry(chen, second, 300)

    assert entry.hundredths == 100


def test_deductions_are_capped_on_their_own_side(cast: Cast, chen: Person) -> None:
    rule = make.rule(cast.jiangcheng, "late", kind="deducted", cap=300)
    make.entry(chen, rule, 200)

    entry = make.entry(chen, rule, 200)

    assert (entry.hundredths, entry.asked) == (-100, -200)


def test_reversal_restores_the_balance_and_the_room_under_the_cap(
    chen: Person, rule: LedgerRule
) -> None:
    entry = make.entry(chen, rule, 500)

    reverse(entry=entry, reason="重复记入", by=BY)

    assert totals([chen.pk], Purpose.MEMBER_POINTS, *YEAR) == {chen.pk: Decimal("0.00")}
    assert make.entry(chen, rule, 500).hundredths == 500


def test_reversal_needs_a_reason_and_is_not_reversed_itself(
    chen: Person, rule: LedgerRule
) -> None:
    entry = make.entry(chen, rule)

    with pytest.raises(ReasonMissing):
        reverse(entry=entry, reason="  ", by=BY)
    made = reverse(entry=entry, reason="重复记入", by=BY)
    with pytest.raises(LedgerFault):
        reverse(entry=made, reason="再想想", by=BY)
    with pytest.raises(LedgerFault):
        reverse(entry=entry, reason="再来一次", by=BY)


def test_same_thing_is_entered_once_and_again_after_its_reversal(
    chen: Person, rule: LedgerRule
) -> None:
    first = make.entry(chen, rule, key="thing:1")
    same = make.entry(chen, rule, key="thing:1")
    reverse(entry=first, reason="撤销", by=BY)
    anew = make.entry(chen, rule, key="thing:1")

    assert same == first
    assert (anew.pk != first.pk, anew.attempt) == (True, 1)


def test_nobody_enters_or_reverses_for_oneself(
    cast: Cast, chen: Person, rule: LedgerRule
) -> None:
    entry = make.entry(chen, rule)

    with pytest.raises(NotAnother):
        enter(
            person=chen,
            booking=Booking(rule=rule, hundredths=200, happened_on=make.DAY),
            by=cast.chen,
        )
    with pytest.raises(NotAnother):
        reverse(entry=entry, reason="重复", by=cast.chen)


def test_who_entered_or_confirmed_an_entry_does_not_reverse_it(
    cast: Cast, chen: Person, rule: LedgerRule
) -> None:
    booking = Booking(
        rule=rule,
        hundredths=200,
        happened_on=make.DAY,
        confirmed_by=cast.liu.journal_name,
    )
    entry = enter(person=chen, booking=booking, by=cast.lin)

    for had_a_part in (cast.lin, cast.liu):
        with pytest.raises(NotAnother, match="由另一人办理"):
            reverse(entry=entry, reason="改主意了", by=had_a_part)

    assert reverse(entry=entry, reason="重复记入", by=cast.wang).hundredths == -200


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2199, 1, 1)])
def test_day_before_the_rule_or_to_come_is_refused(
    chen: Person, rule: LedgerRule, day: date
) -> None:
    with pytest.raises(LedgerFault):
        make.entry(chen, rule, happened_on=day)

    assert not LedgerEntry.objects.exists()


def test_models_refuse_to_change_or_delete(chen: Person, rule: LedgerRule) -> None:
    entry = make.entry(chen, rule)

    for row in (entry, entry.account, rule):
        with pytest.raises(NeverAltered):
            row.save()
        with pytest.raises(NeverAltered):
            row.delete()
        with pytest.raises(NeverAltered):
            type(row).objects.all().delete()
        with pytest.raises(NeverAltered):
            type(row).objects.filter(pk=row.pk).update(pk=0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_ledgerentry SET hundredths = 1",
        "DELETE FROM ledger_ledgerentry",
        "UPDATE ledger_ledgeraccount SET purpose = 'awards'",
        "DELETE FROM ledger_ledgeraccount",
        "UPDATE ledger_ledgerrule SET hundredths = 1",
        "DELETE FROM ledger_ledgerrule",
    ],
)
def test_database_refuses_to_change_or_delete(
    chen: Person, rule: LedgerRule, statement: str
) -> None:
    make.entry(chen, rule)

    with (
        pytest.raises(DatabaseError, match="ledger_never_altered"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert LedgerEntry.objects.get().hundredths == 200


def test_citation_names_entries_with_digests_and_reversals(
    chen: Person, rule: LedgerRule
) -> None:
    entry = make.entry(chen, rule)
    taken_back = reverse(entry=entry, reason="撤销", by=BY)

    first, second = cited([chen.pk], Purpose.MEMBER_POINTS, *YEAR)[chen.pk]

    assert (first.number, first.digest, first.amount) == (
        entry.pk,
        entry.digest,
        Decimal("2.00"),
    )
    assert first.reversed_by == second.number == taken_back.pk
    assert second.reverses == entry.pk
    assert first.evidence[0]["zh"] == "值班表 2025-03"


def test_person_without_entries_has_no_total_rather_than_zero(
    cast: Cast, chen: Person, rule: LedgerRule
) -> None:
    make.entry(chen, rule)
    lin = cast.person(cast.lin)
    people = [chen.pk, lin.pk]

    assert totals(people, Purpose.MEMBER_POINTS, *YEAR)[lin.pk] is None
    assert points_by_kind(people, Purpose.MEMBER_POINTS, *YEAR)[lin.pk] is None
    kinds = points_by_kind(people, Purpose.MEMBER_POINTS, *YEAR)[chen.pk]
    assert kinds is not None
    assert (kinds.added, kinds.total) == (Decimal("2.00"), Decimal("2.00"))


STEPS = st.lists(
    st.tuples(
        st.booleans(), st.integers(0, 1), st.integers(0, 500), st.integers(0, 100)
    ),
    max_size=12,
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_accounts_always_sum_to_zero_and_no_cap_is_exceeded(
    cast: Cast, rule: LedgerRule, steps: list[tuple[bool, int, int, int]]
) -> None:
    people = [cast.person(cast.chen), cast.person(cast.zhou)]
    begun = transaction.savepoint()
    for is_reversal, who, asked, day in steps:
        standing = LedgerEntry.objects.filter(
            how=How.ENTERED, reversed_by__isnull=True
        ).order_by("id")
        if is_reversal and (entry := standing.first()):
            reverse(entry=entry, reason="撤销", by=BY)
        else:
            happened = date(2025, 1, 1) + timedelta(days=day)
            make.entry(people[who], rule, asked + 1, happened_on=happened)

    assert sum(balances_of(Purpose.MEMBER_POINTS).values()) == 0
    for account in LedgerAccount.objects.filter(person__isnull=False):
        for first, last in (
            (date(2025, 1, 1), date(2025, 3, 31)),
            (date(2025, 4, 1), date(2025, 6, 30)),
        ):
            stands = account.entries.filter(happened_on__range=(first, last))
            assert 0 <= (stands.aggregate(s=Sum("hundredths"))["s"] or 0) <= 800
    transaction.savepoint_rollback(begun)
