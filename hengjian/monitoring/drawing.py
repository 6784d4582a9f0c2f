"""Drawing cases for review from the cards in force; the same at a pinned version again."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from hengjian.engines.indicators.request import CardFiles
from hengjian.engines.monitoring.drawing import (
    Candidate,
    Drawn,
    Question,
    draw,
    population_digest,
)
from hengjian.engines.monitoring.population import population_rows, sources_needed
from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.pack_format.sampling_model import Population
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.monitoring.faults import MonitoringFault
from hengjian.monitoring.models import Draw, DrawnCase
from hengjian.organisation.models import Procuratorate
from hengjian.packs import queries as packs
from hengjian.warehouse import card_layout
from hengjian.warehouse.models import SealedCard
from hengjian.warehouse.queries import pins
from hengjian.warehouse.queries.pins import Pin


SHARE, LEAST = "sample_share", "least_of_handler"
"""Parameters of a population's pack: the share that is drawn, the least of each handler."""


@dataclass(frozen=True)
class Case:
    """One case of the population, of all its cards."""

    key: str
    case_number: str
    card_key: str
    card_digest: str
    unit_code: str
    department: str
    handler: str
    stratum: str
    concluded_on: date | None
    kept_away: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """From what is drawn: a population of an office in a period."""

    population: Population
    unit: Procuratorate
    from_on: date
    until_on: date


@dataclass(frozen=True)
class Prepared:
    """A population as it was found, and what was left out of it."""

    asked: Asked
    pins: dict[str, Pin]
    cases: dict[str, Case]
    exclusions: list[dict[str, Any]]

    @property
    def digest(self) -> str:
        """Tells populations apart."""
        return population_digest(self.cases)

    def draw(self, question: Question) -> list[Drawn]:
        """The drawn cases, smallest lot first."""
        candidates = [
            Candidate(case.key, f"{case.unit_code}|{case.handler}", case.stratum)
            if case.handler
            else Candidate(case.key, "", case.stratum)
            for case in self.cases.values()
        ]
        return draw(candidates, question)


def populations() -> dict[str, Population]:
    """Full name → population, of every released pack."""
    return {
        population.full_name: population
        for pack in packs.current().loaded.packs.values()
        for population in pack.sampling.values()
    }


def population_named(name: str) -> Population:
    """A population by its full name. Raises ``UserFault``."""
    found = populations().get(name)
    if found is None:
        raise UserFault(
            Text(f"没有评查总体“{name}”", f"there is no population “{name}”"),
            status=404,
        )
    return found


def parameter(population: Population, name: str, day: date) -> Any:
    """A parameter of the population's pack on a day; None where it has none."""
    history = packs.current().loaded.parameters_in(population.pack).get(name)
    if history is None:
        return None
    past = [each for each in history.values if each.from_on <= day]
    return past[-1].value if past else None


def usual_size(prepared: Prepared) -> int:
    """The share of the population that its pack asks for; at least one case."""
    share = parameter(prepared.asked.population, SHARE, prepared.asked.until_on)
    return max(1, math.ceil(Fraction(share or 0) * len(prepared.cases)))


def prepare(asked: Asked, *, again: Draw | None = None) -> Prepared:
    """The population as it is now, or as it was when it was drawn from (``again``).

    Raises ``MonitoringFault`` where no card was imported yet; ``PinBroken``.
    """
    population = asked.population
    pinned = _pins(population, again)
    loaded = packs.current().loaded
    card = loaded.packs[population.card].card
    if card is None:
        raise MonitoringFault(Text("没有案卡", "there are no cards"))
    sources = {
        name: CardFiles(tuple(paths))
        for name, paths in pins.sources_for(pinned).items()
    }
    layout = card_layout.layout_of(card)
    case_item = population.case or layout.key[0]
    items = (card.unit, card.department, card.handler, case_item, population.by)
    columns = [*layout.key, *(name for name in items if name), *population.kept_away]
    rows = population_rows(
        loaded, population, sources, columns, (asked.from_on, asked.until_on)
    )
    keys = card_layout.key_texts(rows, layout)
    digests = card_layout.key_digests(keys)
    found = zip(rows.to_pylist(), keys.to_pylist(), digests, strict=True)
    cards = [
        _case(population, card, case_item, row, key, digest.tobytes().hex())
        for row, key, digest in found
    ]
    inside = [each for each in cards if _lies_in(each.unit_code, asked.unit)]
    return _without_excluded(asked, pinned, inside, again)


def _pins(population: Population, again: Draw | None) -> dict[str, Pin]:
    if again is not None:
        return {card: Pin.read(kept) for card, kept in again.pins.items()}
    pinned = pins.pins(sources_needed(packs.current().loaded, population))
    if population.card not in pinned:
        raise MonitoringFault(
            Text("这种案卡还没有导入", "no cards of this kind were imported yet")
        )
    return pinned


def _case(
    population: Population,
    card: CaseCard,
    case_item: str,
    row: dict[str, Any],
    key: str,
    digest: str,
) -> Case:
    def text(name: str | None) -> str:
        value = row.get(name) if name else None
        return "" if value is None else str(value)

    unit, number = text(card.unit), text(case_item)
    kept_away = (text(card.handler), *(text(name) for name in population.kept_away))
    return Case(
        key=f"{unit}|{number}",
        case_number=number,
        card_key=key,
        card_digest=digest,
        unit_code=unit,
        department=text(card.department),
        handler=text(card.handler),
        stratum=text(population.by),
        concluded_on=row.get(population.dated_by),
        kept_away=tuple(sorted({name for name in kept_away if name})),
    )


def _lies_in(code: str, unit: Procuratorate) -> bool:
    return code in _codes_below(unit)


def _codes_below(unit: Procuratorate) -> frozenset[str]:
    found = Procuratorate.objects.filter(path__startswith=unit.path)
    return frozenset(found.values_list("code", flat=True))


def _without_excluded(
    asked: Asked, pinned: dict[str, Pin], cards: Sequence[Case], again: Draw | None
) -> Prepared:
    """One case of all its cards, but for sealed ones and those drawn before."""
    card = asked.population.card
    sealed = _sealed(card, again)
    drawn = _drawn_before(card, again)
    left_out: Counter[str] = Counter()
    cases: dict[str, Case] = {}
    withheld = {each.key for each in cards if each.card_digest in sealed}
    for each in sorted(cards, key=lambda case: (case.key, case.card_key)):
        known = cases.get(each.key)
        if known is not None:
            cases[each.key] = _together(known, each)
        elif each.key not in withheld and each.key not in drawn:
            cases[each.key] = each
    left_out["sealed"] = len(withheld)
    left_out["drawn_before"] = len({each.key for each in cards} & drawn - withheld)
    exclusions = [
        {"reason": reason, "count": count} for reason, count in left_out.items()
    ]
    return Prepared(asked, pinned, cases, exclusions)


def _together(case: Case, other: Case) -> Case:
    """A case with what another of its cards adds: who is kept away, the last day."""
    days = [
        each for each in (case.concluded_on, other.concluded_on) if each is not None
    ]
    return Case(
        **{
            **vars(case),
            "kept_away": tuple(sorted({*case.kept_away, *other.kept_away})),
            "concluded_on": max(days, default=None),
        }
    )


def _sealed(card: str, again: Draw | None) -> frozenset[str]:
    """Digests of the cards that are sealed, or were on the day of a draw."""
    found = SealedCard.objects.filter(table__name=card)
    if again is None:
        found = found.filter(sealing__lifted_on=None)
        return frozenset(found.values_list("card_digest", flat=True))
    then = found.filter(sealing__sealed_on__lte=again.drawn_on).exclude(
        sealing__lifted_on__lte=again.drawn_on
    )
    return frozenset(then.values_list("card_digest", flat=True))


def _drawn_before(card: str, again: Draw | None) -> set[str]:
    """Cases of earlier draws that were not cancelled (before the draw in question)."""
    found = DrawnCase.bookkeeping.filter(table__name=card)
    if again is None:
        found = found.filter(draw__cancelled_on=None)
    else:
        earlier = found.filter(draw__lt=again.pk)
        found = earlier.exclude(draw__cancelled_on__lte=again.drawn_on)
    pairs: Iterable[tuple[str, str]] = found.values_list("unit_code", "case_number")
    return {f"{unit}|{number}" for unit, number in pairs}


@dataclass(frozen=True)
class Redrawn:
    """Whether a recorded draw comes out the same again."""

    same_population: bool
    same_cases: bool
    population_count: int
    population_digest: str
    drawn_digest: str


def redraw(record: Draw) -> Redrawn:
    """Draw again from the pinned table with the recorded seed. Raises ``PinBroken``."""
    asked = Asked(
        population_named(record.population),
        record.procuratorate,
        record.from_on,
        record.until_on,
    )
    prepared = prepare(asked, again=record)
    question = Question(record.seed, record.size, record.least_of_handler)
    digest = drawn_digest(prepared.draw(question))
    return Redrawn(
        same_population=prepared.digest == record.population_digest,
        same_cases=digest == record.drawn_digest,
        population_count=len(prepared.cases),
        population_digest=prepared.digest,
        drawn_digest=digest,
    )


def drawn_digest(drawn: Iterable[Drawn]) -> str:
    """Tells what was drawn; the order does not matter."""
    return population_digest(each.candidate.key for each in drawn)
