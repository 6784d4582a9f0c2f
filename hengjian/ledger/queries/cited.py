"""What sheets and honours cite of the ledger: entries with their digests, and totals."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from hengjian.ledger.models import How, LedgerEntry, Purpose, RuleKind
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


@dataclass(frozen=True)
class Cited:
    """One entry as it is cited: frozen by its digest, opened by its number.

    ``reversed_by`` is the number of the entry that takes it back, ``reverses`` the one
    that it takes back itself.
    """

    number: int
    digest: str
    person: int
    title: Text
    rule: str
    happened_on: date
    amount: Decimal
    is_cut: bool
    evidence: tuple[Mapping[str, str], ...]
    reverses: int | None
    reversed_by: int | None


def cited(
    people: Collection[int],
    purpose: Purpose,
    since: date,
    until: date,
    *,
    unit: Procuratorate | None = None,
) -> Mapping[int, tuple[Cited, ...]]:
    """The entries of people (their keys) for a span, both ends in it, oldest first.

    Everybody asked for is a key. Payments are left out: they settle what was given. One
    query whatever the number of people.
    """
    found: dict[int, list[Cited]] = {person: [] for person in people}
    entries = (
        _given(purpose, since, until, unit)
        .filter(account__person__in=found)
        .select_related("account", "rule", "reversed_by", "reverses__rule")
        .order_by("happened_on", "id")
    )
    for entry in entries:
        each = _cited(entry)
        found[each.person].append(each)
    return {person: tuple(entries) for person, entries in found.items()}


def totals(
    people: Collection[int],
    purpose: Purpose,
    since: date,
    until: date,
    *,
    unit: Procuratorate | None = None,
) -> Mapping[int, Decimal | None]:
    """The sum for each person in points or yuan; None for who has no entry at all."""
    sums = dict(
        _given(purpose, since, until, unit)
        .filter(account__person__in=people)
        .order_by()
        .values_list("account__person")
        .annotate(Sum("hundredths"))
    )
    return {
        person: Decimal(sums[person]).scaleb(-2) if person in sums else None
        for person in people
    }


@dataclass(frozen=True)
class ByKind:
    """Points of a span by the kind of their rules; a deduction is below zero."""

    base: Decimal
    added: Decimal
    deducted: Decimal
    adopted: Decimal

    @property
    def total(self) -> Decimal:
        """The sum of all kinds."""
        return self.base + self.added + self.deducted + self.adopted


def points_by_kind(
    people: Collection[int],
    purpose: Purpose,
    since: date,
    until: date,
    *,
    unit: Procuratorate | None = None,
) -> Mapping[int, ByKind | None]:
    """Points of people by kind of rule; None for who has no entry at all.

    A reversal counts in the kind of what it takes back.
    """
    found: dict[int, dict[str, int]] = {}
    sums = (
        _given(purpose, since, until, unit)
        .filter(account__person__in=people)
        .order_by()
        .values_list("account__person", "rule__kind")
        .annotate(Sum("hundredths"))
    )
    for person, kind, sum_ in sums:
        found.setdefault(person, {})[kind] = sum_
    return {
        person: _by_kind(found[person]) if person in found else None
        for person in people
    }


def _by_kind(sums: Mapping[str, int]) -> ByKind:
    def of(kind: RuleKind) -> Decimal:
        return Decimal(sums.get(kind.value, 0)).scaleb(-2)

    return ByKind(
        base=of(RuleKind.BASE),
        added=of(RuleKind.ADDED),
        deducted=of(RuleKind.DEDUCTED),
        adopted=of(RuleKind.ADOPTION),
    )


def _given(
    purpose: Purpose, since: date, until: date, unit: Procuratorate | None
) -> QuerySet[LedgerEntry]:
    where = Q(account__purpose=purpose, happened_on__range=(since, until))
    if unit is not None:
        where &= Q(account__procuratorate=unit)
    found: QuerySet[LedgerEntry] = LedgerEntry.objects.filter(where).exclude(
        how=How.PAID
    )
    return found


def _cited(entry: LedgerEntry) -> Cited:
    rule = entry.rule
    taken_back = getattr(entry, "reversed_by", None)
    return Cited(
        number=entry.pk,
        digest=entry.digest,
        person=entry.account.person_id or 0,  # only accounts of people are asked for
        title=rule.title if rule is not None else entry.how_text,
        rule=str(rule) if rule is not None else "",
        happened_on=entry.happened_on,
        amount=entry.amount,
        is_cut=entry.is_cut,
        evidence=tuple(entry.evidence),
        reverses=entry.reverses_id,
        reversed_by=taken_back.pk if taken_back is not None else None,
    )
