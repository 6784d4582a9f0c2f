"""Finding a page, an indicator, a place, a colleague, a card by its number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of, visible_units
from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators import run_inputs
from hengjian.indicators.queries.values import latest_run
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.queries import appointments_on
from hengjian.warehouse.queries.sight import findings_seen


MOST = 20  # shown of one kind; the count is of all
SHORTEST_KEY = 4  # of a card's number: shorter ones fit every card


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, what it is, where it stands."""

    title: Text
    note: Text
    address: str


@dataclass(frozen=True)
class Hits:
    """What was found of one kind; ``count`` is exact, ``shown`` the first of them."""

    kind: Text
    count: int
    shown: tuple[Hit, ...]


def search(
    account: Account, words: str, navigation: Sequence[Mapping[str, object]]
) -> list[Hits]:
    """Everything that the account may see and that holds the words, kind by kind."""
    wanted = words.strip().casefold()
    if not wanted:
        return []
    held = permissions_of(account)
    found = [_pages(wanted, navigation)]
    if Permission.INDICATOR_READ in held:
        found.append(_indicators(wanted))
    if Permission.ORGANISATION_READ in held:
        found += [_places(account, wanted), _colleagues(account, wanted)]
    if Permission.FINDING_READ in held and len(wanted) >= SHORTEST_KEY:
        found.append(_cards(account, words.strip()))
    return [hits for hits in found if hits.count]


def _pages(wanted: str, navigation: Sequence[Mapping[str, object]]) -> Hits:
    hits = [
        Hit(entry["label"], group["label"], entry["address"])  # type: ignore[arg-type]
        for group in navigation
        for entry in group["entries"]  # type: ignore[attr-defined]
        if _holds(wanted, (entry["label"].zh, entry["label"].en))
    ]
    return _hits(Text("页面", "Pages"), hits)


def _indicators(wanted: str) -> Hits:
    run = latest_run()
    known: Iterable[Indicator] = (
        run_inputs.packs_of(run).indicators.values() if run else ()
    )
    packs = run_inputs.packs_of(run).packs if run else {}
    hits = [
        Hit(
            Text(f"{each.label.zh} {each.code}", f"{each.label.en} {each.code}"),
            packs[each.pack].title,
            reverse("indicators:indicator", args=[each.name]),
        )
        for each in known
        if _holds(wanted, (each.label.zh, each.label.en, each.code, each.name))
    ]
    return _hits(Text("指标", "Indicators"), hits)


def _places(account: Account, wanted: str) -> Hits:
    units = visible_units(account, Permission.ORGANISATION_READ).filter(
        Q(name__icontains=wanted)
        | Q(short_name__icontains=wanted)
        | Q(name_en__icontains=wanted)
        | Q(code__startswith=wanted)
    )
    hits = [
        Hit(
            Text.same(unit.name),
            Text.same(unit.code),
            reverse("administration:place", args=[unit.code]),
        )
        for unit in units.order_by("level", "code")
    ]
    return _hits(Text("单位", "Places"), hits)


def _colleagues(account: Account, wanted: str) -> Hits:
    units = visible_units(account, Permission.ORGANISATION_READ)
    seated = appointments_on(clock.today()).filter(
        Q(person__name__icontains=wanted)
        | Q(person__name_en__icontains=wanted)
        | Q(person__number__iexact=wanted),
        procuratorate__in=units,
    )
    hits = [
        Hit(
            Text.same(each.person.name),
            Text.same(
                " · ".join(
                    str(part)
                    for part in (each.procuratorate, each.department, each.post)
                    if part
                )
            ),
            reverse("administration:place", args=[each.procuratorate.code]),
        )
        for each in seated.order_by("person__name", "person__number")
    ]
    return _hits(Text("人员", "People"), hits)


def _cards(account: Account, words: str) -> Hits:
    found = findings_seen(account).filter(card_key__icontains=words)
    address = reverse("warehouse:quality")
    keys = found.order_by("card_key").values_list("card_key", flat=True).distinct()
    hits = [
        Hit(
            Text.same(key),
            Text("有问题的案卡", "card with findings"),
            f"{address}?{urlencode({'find': key, 'state': 'all', 'scope': 'all'})}",
        )
        for key in keys[:MOST]
    ]
    return Hits(Text("案卡", "Cards"), keys.count(), tuple(hits))


def _holds(wanted: str, texts: Iterable[str]) -> bool:
    return any(wanted in text.casefold() for text in texts)


def _hits(kind: Text, hits: list[Hit]) -> Hits:
    return Hits(kind, len(hits), tuple(hits[:MOST]))
