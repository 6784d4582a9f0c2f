"""Counts that the report alone needs, computed over the run's own pinned cards.

The formulas of the contents file become indicators of a pack that exists only for this
computation, so that the one engine counts them as it counts everything else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.periods import CutOff, PeriodKind, read_month
from hengjian.engines.indicators.request import MonthRange, RunRequest
from hengjian.engines.indicators.results import ResultTable
from hengjian.engines.pack_format.formulas import FormulaError, parse_formula
from hengjian.engines.pack_format.model import (
    DatedFormula,
    Indicator,
    Loaded,
    Pack,
    Place,
)
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.queries.values import RunValues, Value
from hengjian.indicators.queries.withheld import Withheld
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.publication.analysis.asked import Asked
from hengjian.publication.analysis.contents import Counting
from hengjian.publication.analysis.counts_told import PREFIX, kept_back


_PACK = "_analysis"
_FLAG_BELOW = 10
_MONTHS_BACK = 23  # of the course that charts show


@dataclass
class Counts:
    """Values by name and period, and why some are missing."""

    values: dict[tuple[str, str], Value] = field(default_factory=dict)
    left_out: dict[str, Text] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def value(self, name: str, period: str) -> Value | None:
        """One value; None where it was left out or there is no such cell."""
        return self.values.get((name, period))


def count(
    run: Run, packs: Loaded, asked: Asked, countings: Iterable[Counting]
) -> Counts:
    """Count at the asked place, for its period and those it is compared with."""
    counts = Counts()
    known = RunValues(run).periods(asked.period_kind)
    by_condition: dict[str | None, list[Indicator]] = {}
    asked_for: list[RunRequest] = []
    for counting in countings:
        try:
            indicator = _indicator(counting, packs)
        except FormulaError as fault:
            counts.left_out[counting.name] = fault.message
            continue
        counts.indicators[counting.name] = indicator
        by_condition.setdefault(counting.where, []).append(indicator)
    for where, indicators in by_condition.items():
        request = _request(run, packs, asked, indicators, where)
        try:
            result = compute(request)
        except UserFault as fault:
            for indicator in indicators:
                counts.left_out[indicator.name] = fault.message
            continue
        counts.values |= _zeros(indicators, asked, known)
        counts.values |= _values(result, asked)
        asked_for.append(request)
    withheld = Withheld(run)
    if not withheld.is_idle:
        counts.values = kept_back(counts.values, asked_for, asked.level, withheld)
    return counts


def _indicator(counting: Counting, packs: Loaded) -> Indicator:
    known = packs.measures

    def resolve(name: str, position: int) -> str:
        if name not in known:
            raise FormulaError(
                Text(f"业务包中没有度量 {name}", f"the packs have no measure {name}"),
                position=position,
            )
        return name

    formula = parse_formula(counting.formula, resolve)
    return Indicator(
        name=counting.name,
        pack=_PACK,
        code="",
        label=Text.same(counting.name),
        sentence=Text("", ""),
        value=(DatedFormula(None, formula),),
        unit="percent" if counting.is_share else "count",
        decimals=2 if counting.is_share else 0,
        direction="neutral",
        place=Place("analysis_report.yaml", 1),
        flag_below=_FLAG_BELOW if counting.is_share else None,
    )


def _request(
    run: Run,
    packs: Loaded,
    asked: Asked,
    indicators: list[Indicator],
    where: str | None,
) -> RunRequest:
    first, last = (read_month(month) for month in asked.months)
    start = read_month(asked.last_year[:4] + asked.months[0][4:])
    earliest = max(read_month(run.first_month), min(start, last - _MONTHS_BACK))
    return RunRequest(
        packs=_with_pack(packs, indicators),
        sources=run_inputs.sources_of(run.pins),
        indicators=tuple(indicator.name for indicator in indicators),
        period=PeriodKind(asked.period_kind),
        months=MonthRange(min(earliest, first), last),
        cutoff=CutOff(tuple((first, day) for first, day in run.cutoff)),
        by=(asked.level,),
        where=where,
        organisation=run_inputs.organisation_of(run),
        as_of=run.as_of,
    )


def _with_pack(packs: Loaded, indicators: Iterable[Indicator]) -> Loaded:
    some = next(iter(packs.packs.values()))
    pack: Pack = replace(
        some,
        name=_PACK,
        card=None,
        rolled_cards={},
        measures={},
        balances=(),
        parameters={},
        indicators={indicator.name: indicator for indicator in indicators},
    )
    everything: Mapping[str, Pack] = {**packs.packs, _PACK: pack}
    return replace(packs, packs=everything)


def _zeros(
    indicators: Iterable[Indicator], asked: Asked, known: Iterable[str]
) -> dict[tuple[str, str], Value]:
    """A place without a single card of a kind has no cell: there it counts nothing."""
    return {
        (indicator.name, period): _value(indicator.name, period, asked, Decimal(0))
        for indicator in indicators
        if indicator.unit == "count"
        for period in known
    }


def _value(name: str, period: str, asked: Asked, value: Decimal) -> Value:
    return Value(
        PREFIX + name, period, asked.unit.code, "", None, None, value, flags=()
    )


def _values(result: ResultTable, asked: Asked) -> dict[tuple[str, str], Value]:
    found = {}
    for row in result.numbers.to_pylist():
        if row[asked.level] != asked.unit.code:
            continue
        value = Value(
            indicator=PREFIX + row["indicator"],
            period=row["period"],
            unit=asked.unit.code,
            department="",
            numerator=_plain(row["numerator"]),
            denominator=_plain(row["denominator"]),
            value=row["value"],
            flags=tuple(flag for flag in (row["flags"] or "").split(";") if flag),
        )
        found[row["indicator"], row["period"]] = value
    return found


def _plain(number: Decimal | None) -> Decimal | None:
    if number is None:
        return None
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()
