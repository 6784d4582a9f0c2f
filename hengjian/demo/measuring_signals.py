"""How well signals see what was planted in the invented city, and how often they err.

The months are walked through as the platform would: a run at each month's end, no prompt
repeated while the one about the same matter stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from hengjian.demo.city.card_tables import card_tables
from hengjian.demo.city.generating import City
from hengjian.demo.city.manipulations import Planted
from hengjian.engines.indicators.cuts import compute_cuts
from hengjian.engines.indicators.organisation import Organisation
from hengjian.engines.indicators.periods import CutOff, PeriodKind
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.statistics.gaming.signal import Kind
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.queries.values import Values
from hengjian.indicators.run_file import part_of
from hengjian.indicators.run_inputs import RunInputs
from hengjian.indicators.signalling.collecting import figures_of
from hengjian.indicators.signalling.figures import Figures
from hengjian.indicators.signalling.run_rules import UNJUDGED, run_rules
from hengjian.indicators.signalling.sources import GAMING, wanted
from hengjian.indicators.slices import Slice


# what should be seen of each thing that was planted
EXPECTED = {
    "withdrawal_for_non_prosecution": Kind.WITHDRAWAL,
    "spike_before_cutoff": Kind.CUT_OFF_SPIKE,
    "shrinking_denominator": Kind.SHRINKING_DENOMINATOR,
    "backdated_replies": Kind.BUNCHING,
    "shift_between_categories": Kind.CATEGORY_SHIFT,
    "one_persons_share": Kind.ONE_PERSONS_SHARE,
    "held_at_target": Kind.RATCHET,
}
STANDS_FOR = 3  # months in which a prompt is not repeated
FIRST_MONTH = "2025-05"  # a year after the city's first cards


@dataclass
class Measured:
    """What one city came to."""

    found: dict[str, str] = field(default_factory=dict)  # planted kind → first month
    missed: list[str] = field(default_factory=list)
    false_alarms: list[Seen] = field(default_factory=list)
    against_improvement: list[Seen] = field(default_factory=list)
    clean_unit_months: int = 0
    run_rule_prompts: int = 0  # at places without a manipulation
    judged: int = 0  # indicators whose month could be judged there


def figures_of_city(city: City, loaded: Loaded) -> Figures:
    """The city's cards as the signals look at them, without a database."""
    inputs = RunInputs(
        packs=loaded,
        sources=card_tables(city, loaded),
        organisation=Organisation(),
        first_month="2024-05",
        last_month=f"{city.today:%Y-%m}",
        cutoff=CutOff(),
        as_of=city.today,
    )
    cut = Slice(PeriodKind.MONTH, ("procuratorate",))
    [table] = compute_cuts(inputs.request, [cut])
    return figures_of(inputs, Values(part_of(cut, table)), wanted())


def measure(city: City, figures: Figures, first_month: str = FIRST_MONTH) -> Measured:
    """Walk through the months and set what is raised against what was planted."""
    measured = Measured()
    standing: dict[tuple[str, str, str], int] = {}
    months = [month for month in figures.months if month >= first_month]
    for number, month in enumerate(months):
        then = figures.at(month)
        begun = _begun(city.manipulations, month)
        clean = [unit for unit in figures.units if unit not in begun]
        measured.clean_unit_months += len(clean)
        for seen in _gaming(then):
            matter = (seen.kind, seen.indicator, seen.unit)
            if number - standing.get(matter, -STANDS_FOR) < STANDS_FOR:
                continue
            standing[matter] = number
            _set_against(measured, seen, begun, city.manipulations, month)
        _count_run_rules(measured, then, set(clean))
    measured.missed = [
        planted.kind
        for planted in city.manipulations
        if planted.is_manipulation and planted.kind not in measured.found
    ]
    return measured


def _gaming(figures: Figures) -> Iterable[Seen]:
    for source in GAMING:
        yield from source(figures)


def _begun(planted: Iterable[Planted], month: str) -> dict[str, list[Planted]]:
    """Manipulations under way in a month, by place."""
    found: dict[str, list[Planted]] = {}
    for each in planted:
        if each.is_manipulation and f"{each.from_on:%Y-%m}" <= month:
            found.setdefault(each.unit, []).append(each)
    return found


def _set_against(
    measured: Measured,
    seen: Seen,
    begun: dict[str, list[Planted]],
    planted: Iterable[Planted],
    month: str,
) -> None:
    here = begun.get(seen.unit, [])
    for each in here:
        if EXPECTED[each.kind].value == seen.kind:
            measured.found.setdefault(each.kind, month)
    if not here:
        measured.false_alarms.append(seen)
    for each in planted:
        improved = not each.is_manipulation and f"{each.from_on:%Y-%m}" <= month
        if improved and each.unit == seen.unit and _is_about(each, seen):
            measured.against_improvement.append(seen)


def _is_about(planted: Planted, seen: Seen) -> bool:
    """Whether a signal speaks of the work in which something really became better."""
    return planted.pack == "prosecution_review" and seen.indicator in {
        "prosecution_review_days",
        "clearance_rate",
        "return_rate",
        "extension_rate",
        "non_prosecution_rate",
        "recommendation_rate",
        "leniency_rate",
    }


def _count_run_rules(measured: Measured, figures: Figures, clean: set[str]) -> None:
    measured.run_rule_prompts += sum(seen.unit in clean for seen in run_rules(figures))
    for (_, unit), course in figures.courses.items():
        if unit in clean:
            now = next((v for v in course if v.period == figures.last_month), None)
            if now is not None and now.value is not None:
                measured.judged += UNJUDGED.isdisjoint(now.flags)
