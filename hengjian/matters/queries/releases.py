"""Which running matters go by an earlier release of their pack than the newest."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.lib.bilingual import Text
from hengjian.matters.kinds import Kind, kinds
from hengjian.matters.models import UNDER_WAY, Matter


@dataclass(frozen=True)
class Behind:
    """One kind: how many of its running matters go by the newest release, how many not."""

    kind: Kind
    newest: int
    earlier: int


def unit_keys(account: Account) -> list[int]:
    """The offices whose matters an account may move, by key."""
    units = visible_units(account, Permission.PACK_RELEASE)
    return sorted(units.values_list("pk", flat=True))


def behind(units: Collection[int]) -> list[Behind]:
    """The kinds with running matters in these offices, those with most to move first."""
    counted: dict[str, dict[int, int]] = {}
    running = Matter.objects.filter(state__in=UNDER_WAY, procuratorate__in=units)
    rows = running.order_by().values_list("kind", "release").annotate(Count("pk"))
    for kind, release, count in rows:
        counted.setdefault(kind, {})[release] = count
    found = []
    for name, kind in kinds().items():
        by_release = counted.get(name, {})
        newest = by_release.get(kind.release.pk, 0)
        if by_release:
            found.append(Behind(kind, newest, sum(by_release.values()) - newest))
    return sorted(found, key=lambda each: (-each.earlier, each.kind.name))


def to_move(kind: Kind, units: Collection[int]) -> QuerySet[Matter]:
    """The running matters of a kind that go by another release than this one."""
    return (
        Matter.objects.filter(
            kind=kind.name, state__in=UNDER_WAY, procuratorate__in=units
        )
        .exclude(release=kind.release)
        .select_related("release", "process", "procuratorate")
        .order_by("pk")
    )


@dataclass
class Reason:
    """One reason why some matters cannot move, and the first of them, by key."""

    words: Text
    count: int
    matters: list[int]


def by_reason(found: Iterable[tuple[int, Text]], most: int) -> list[Reason]:
    """Matters and why each stays, gathered by the reason; the most frequent first."""
    told: dict[Text, Reason] = {}
    for matter, words in found:
        reason = told.setdefault(words, Reason(words, 0, []))
        reason.count += 1
        if len(reason.matters) < most:
            reason.matters.append(matter)
    return sorted(told.values(), key=lambda each: (-each.count, each.words.zh))
