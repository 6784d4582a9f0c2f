"""Sources of the search: matters, indicators, places, colleagues, cards with findings."""

import re
from collections.abc import Iterable, Mapping

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
from hengjian.lib.searching import MOST, Hit, Hits, Wanted, gathered
from hengjian.matters import kinds
from hengjian.matters.models import Matter
from hengjian.matters.queries.sight import matters_seen, under_way_seen
from hengjian.organisation.models import Appointment, Procuratorate
from hengjian.organisation.queries import appointments_on
from hengjian.warehouse.queries.sight import findings_seen


SHORTEST_KEY = 4  # of a card's number: shorter ones fit every card
SHORTEST_TITLE = 2  # of a matter's title: one character stands in most
MOST_SPELT = 1000  # titles, the newest under way, that are compared as pinyin
NUMBER = re.compile(r"(\d{4})-(\d{1,9})")


def matters(account: Account, wanted: Wanted) -> Hits:
    """Matters by a part of their title or national number, or by their own number.

    Of those under way the newest are found by pinyin as well.
    """
    kind = Text("事项", "Matters")
    if len(wanted.words) < SHORTEST_TITLE:
        return Hits(kind, 0, ())
    words = wanted.typed.strip()
    fitting = Q(title__icontains=words) | Q(national_number__icontains=words)
    if number := NUMBER.fullmatch(words):
        fitting |= Q(year=number[1], serial=number[2])
    if wanted.letters:
        titles = under_way_seen(account).order_by("-id").values_list("pk", "title")
        spelt = [
            pk for pk, title in titles[:MOST_SPELT] if wanted.rank(title) is not None
        ]
        fitting |= Q(pk__in=spelt)
    found = matters_seen(account).filter(fitting).order_by("-id")
    named = kinds.titles()
    shown = found.select_related("procuratorate")[:MOST]
    return Hits(kind, found.count(), tuple(_matter(each, named) for each in shown))


def indicators(account: Account, wanted: Wanted) -> Hits:
    """Indicators by name, code or pinyin, for those who read indicators."""
    kind = Text("指标", "Indicators")
    run = latest_run()
    if Permission.INDICATOR_READ not in permissions_of(account) or run is None:
        return Hits(kind, 0, ())
    known = run_inputs.packs_of(run)
    return gathered(
        kind,
        (
            (
                wanted.rank(each.label.zh, each.label.en, each.code, each.name),
                _indicator(each, known.packs[each.pack].title),
            )
            for each in known.indicators.values()
        ),
    )


def places(account: Account, wanted: Wanted) -> Hits:
    """Procuratorates that the account sees."""
    units = visible_units(account, Permission.ORGANISATION_READ)
    return gathered(
        Text("单位", "Places"),
        (
            (
                wanted.rank(unit.name, unit.short_name, unit.name_en)
                if not unit.code.startswith(wanted.words)
                else 1,
                _place(unit),
            )
            for unit in units.order_by("level", "code")
        ),
    )


def colleagues(account: Account, wanted: Wanted) -> Hits:
    """People who sit today in a place that the account sees."""
    seated = appointments_on(clock.today()).filter(
        procuratorate__in=visible_units(account, Permission.ORGANISATION_READ)
    )
    if not wanted.letters:  # letters may spell any name: those are compared here
        seated = seated.filter(
            Q(person__name__icontains=wanted.words)
            | Q(person__name_en__icontains=wanted.words)
            | Q(person__number__iexact=wanted.words)
        )
    found = seated.order_by("person__name", "person__number")
    return gathered(Text("人员", "People"), _ranked(found, wanted))


def cards(account: Account, wanted: Wanted) -> Hits:
    """Cards with findings by a part of their number."""
    kind = Text("案卡", "Cards")
    if (
        Permission.FINDING_READ not in permissions_of(account)
        or len(wanted.words) < SHORTEST_KEY
    ):
        return Hits(kind, 0, ())
    found = findings_seen(account).filter(card_key__icontains=wanted.typed.strip())
    keys = found.order_by("card_key").values_list("card_key", flat=True).distinct()
    return Hits(kind, keys.count(), tuple(_card(key) for key in keys[:MOST]))


def _ranked(
    seated: Iterable[Appointment], wanted: Wanted
) -> Iterable[tuple[int | None, Hit]]:
    for each in seated:
        person = each.person
        is_number = person.number.casefold() == wanted.words
        rank = 0 if is_number else wanted.rank(person.name, person.name_en)
        if rank is not None:
            yield rank, _colleague(each)


def _colleague(seated: Appointment) -> Hit:
    parts = (seated.procuratorate, seated.department, seated.post)
    return Hit(
        Text.same(seated.person.name),
        Text.same(" · ".join(str(part) for part in parts if part)),
        reverse("administration:place", args=[seated.procuratorate.code]),
    )


def _indicator(indicator: Indicator, pack: Text) -> Hit:
    label, code = indicator.label, indicator.code
    return Hit(
        Text(f"{label.zh} {code}", f"{label.en} {code}"),
        pack,
        reverse("indicators:indicator", args=[indicator.name]),
    )


def _matter(matter: Matter, named: Mapping[str, Text]) -> Hit:
    kind = named.get(matter.kind, Text.same(matter.kind))
    number, place = matter.number, str(matter.procuratorate)
    return Hit(
        Text.same(matter.title),
        Text(
            f"{kind.zh} {number} · {place} · {matter.state_text.zh}",
            f"{kind.en} {number} · {place} · {matter.state_text.en}",
        ),
        reverse("matters:matter", args=[matter.pk]),
    )


def _place(unit: Procuratorate) -> Hit:
    return Hit(
        Text(unit.name, unit.name_en or unit.name),
        Text.same(unit.code),
        reverse("administration:place", args=[unit.code]),
    )


def _card(key: str) -> Hit:
    query = urlencode({"find": key, "state": "all", "scope": "all"})
    return Hit(
        Text.same(key),
        Text("有问题的案卡", "card with findings"),
        f"{reverse('warehouse:quality')}?{query}",
    )
