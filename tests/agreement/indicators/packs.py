"""Two packs as text: what is fixed (cards, links, rolled cards) and what is drawn."""

from dataclasses import dataclass, field

from hypothesis import strategies as st


ARREST = """
grain: person
key: [number]
unit: procuratorate
department: department
handler: handler
partition_date: accepted_on
weight: persons
timezone: Asia/Shanghai
items:
  number: {label: number, type: text, required: true}
  case_number: {label: case, type: text}
  identity: {label: identity, type: text, personal: true, match: true}
  procuratorate: {label: procuratorate, type: unit}
  department: {label: department, type: department}
  handler: {label: handler, type: person}
  persons: {label: persons, type: integer}
  charge: {label: charge, type: text}
  outcome: {label: outcome, type: choice, choices: {approved: a, refused: r, withdrawn: w}}
  accepted_on: {label: accepted, type: date, required: true}
  concluded_on: {label: concluded, type: date}
  seen_at: {label: seen, type: datetime}
  amount: {label: amount, type: money}
  share: {label: share, type: decimal}
  is_minor: {label: minor, type: boolean}
links:
  prosecution:
    to: prosecution
    on: {identity: identity}
    where: "there.accepted_on >= here.accepted_on"
    order_by: accepted_on
    take: first
  last_prosecution: {to: prosecution, on: {identity: identity}, order_by: accepted_on, take: last}
"""
PROSECUTION = """
grain: person
key: [number]
unit: procuratorate
partition_date: accepted_on
items:
  number: {label: number, type: text, required: true}
  identity: {label: identity, type: text, personal: true, match: true}
  case_number: {label: case, type: text}
  procuratorate: {label: procuratorate, type: unit}
  outcome: {label: outcome, type: choice, choices: {prosecuted: p, dropped: d}}
  accepted_on: {label: accepted, type: date, required: true}
  days: {label: days, type: integer}
links:
  trial: {to: trial, on: {number: prosecution}, order_by: sentenced_on, take: last}
"""
TRIAL = """
grain: person
key: [number]
items:
  number: {label: number, type: text, required: true}
  prosecution: {label: prosecution, type: text}
  months: {label: months, type: integer}
  sentenced_on: {label: sentenced, type: date}
"""
CASES = """
from: arrest
key: [case_number]
items:
  procuratorate: {first: procuratorate, order_by: accepted_on}
  accepted_on: {min: accepted_on}
  concluded_on: {last: concluded_on, order_by: seen_at}
  amount: {sum: amount}
  cards: {count: true}
  charges: {list: charge, order_by: accepted_on, joined: "+"}
  any_minor: {any: is_minor}
  all_minor: {all: is_minor}
"""
KINDS = """
from: cases
key: [charges]
items:
  cases: {count: true}
  largest: {max: amount}
"""
PARAMETERS = """
coefficients:
  label: coefficients
  unit: ratio
  values:
    2024-01-01: {value: {theft: 2/3, fraud: 1/2}, reference: {title: drawn}}
    2025-03-01: {value: {theft: 1, robbery: 5/7}, reference: {title: drawn}}
grave:
  label: grave
  unit: ratio
  values:
    2024-12-01: {value: [robbery], reference: {title: drawn}}
    2025-02-10: {value: [robbery, fraud], reference: {title: drawn}}
limit:
  label: limit
  unit: calendar_days
  values:
    2020-01-01: {value: 7, reference: {title: drawn}}
    2025-02-01: {value: 14, reference: {title: drawn}}
"""

CHARGES = ("theft", "fraud", "robbery")


@dataclass(frozen=True)
class CardKind:
    """What measures of one card may be made of."""

    conditions: tuple[str, ...]
    period_conditions: tuple[str, ...]
    values: tuple[str, ...]
    different: tuple[str, ...]
    dates: tuple[str, ...]
    stocks: tuple[tuple[str, str], ...] = ()


KINDS_OF_CARD = {
    "arrest": CardKind(
        conditions=(
            "outcome = 'approved'",
            "outcome <> 'approved'",
            "outcome in ('approved', 'refused') and not is_minor",
            "outcome is null or charge = 'theft'",
            "(outcome = 'approved') is true or (outcome = 'refused') is false",
            "charge not in ('theft', 'fraud') and outcome is not null",
            "charge in param.grave",
            "concluded_on - accepted_on > param.limit",
            "prosecution.outcome = 'prosecuted'",
            "prosecution.number is null",
            "prosecution.trial.months > 6",
            "last_prosecution.days >= 3",
            "amount >= 100",
            "year(accepted_on) = 2025",
            "accepted_on > add_months(as_of, -12)",
            "date(seen_at) >= accepted_on",
            "is_minor",
        ),
        period_conditions=(
            "period_end - accepted_on > 30",
            "concluded_on > period_end",
            "accepted_on < period_start",
            "coalesce(concluded_on, as_of) - period_start >= 0",
        ),
        values=(
            "concluded_on - accepted_on",
            "persons",
            "amount",
            "share",
            "share * 2",
            "lookup(param.coefficients, charge)",
            "prosecution.days",
            "amount - 50",
        ),
        different=(
            "case_number",
            "charge",
            "prosecution.number",
            "accepted_on",
            "handler",
        ),
        dates=("accepted_on", "concluded_on", "seen_at"),
        stocks=(("accepted_on", "concluded_on"), ("seen_at", "concluded_on")),
    ),
    "prosecution": CardKind(
        conditions=("outcome = 'prosecuted'", "days > 2", "trial.months is not null"),
        period_conditions=("period_end - accepted_on < 10",),
        values=("days", "trial.months", "days * 2"),
        different=("case_number", "trial.number"),
        dates=("accepted_on",),
    ),
    "cases": CardKind(
        conditions=("cards > 1", "any_minor", "all_minor", "charges like 'theft%'"),
        period_conditions=("concluded_on <= period_end",),
        values=("amount", "cards", "concluded_on - accepted_on"),
        different=("charges",),
        dates=("accepted_on", "concluded_on"),
        stocks=(("accepted_on", "concluded_on"),),
    ),
    "kinds": CardKind(
        conditions=("cases > 1",),
        period_conditions=(),
        values=("cases", "largest"),
        different=("charges",),
        dates=(),
    ),
}
AGGREGATES = (
    "count",
    "count_distinct",
    "sum",
    "mean",
    "min",
    "max",
    "median",
    "quantile",
)
QUANTILES = ("0.1", "0.25", "0.333", "0.9")


@dataclass(frozen=True)
class DrawnMeasure:
    """One line of ``measures.yaml``."""

    name: str
    card: str
    yaml: str
    is_dated: bool


@dataclass
class DrawnPacks:
    """What one example adds to the fixed packs."""

    measures: list[DrawnMeasure]
    indicators: dict[str, str] = field(default_factory=dict)  # name → yaml of ``value``
    units: dict[str, str] = field(default_factory=dict)


@st.composite
def measures(draw: st.DrawFn, number: int) -> DrawnMeasure:
    """A random measure over a random card."""
    card = draw(st.sampled_from([*["arrest"] * 4, "prosecution", "cases", "kinds"]))
    kind = KINDS_OF_CARD[card]
    agg = draw(st.sampled_from(AGGREGATES))
    parts = [f"agg: {agg}"]
    if card not in {"arrest"}:
        parts.append(f"card: {card}")
    if agg == "count_distinct":
        parts.append(f'of: "{draw(st.sampled_from(kind.different))}"')
    elif agg != "count":
        parts.append(f'of: "{draw(st.sampled_from(kind.values))}"')
    if agg == "quantile":
        parts.append(f"q: {draw(st.sampled_from(QUANTILES))}")
    conditions = [*kind.conditions, *kind.period_conditions]
    if draw(st.booleans()):
        parts.append(f'where: "{draw(st.sampled_from(conditions))}"')
    dated = bool(kind.dates)
    may_be_stock = kind.stocks and agg in {"count", "count_distinct", "sum"}
    if may_be_stock and draw(st.booleans()):
        opens, closes = draw(st.sampled_from(kind.stocks))
        parts.append(f"open: {{from: {opens}, until: {closes}}}")
        parts.append(f"at: {draw(st.sampled_from(['start', 'end']))}")
    elif dated:
        parts.append(f"dated_by: {draw(st.sampled_from(kind.dates))}")
    return DrawnMeasure(f"m{number}", card, f"m{number}: {{{', '.join(parts)}}}", dated)


@st.composite
def formulas(draw: st.DrawFn, names: list[str]) -> str:
    """Random arithmetic over measures."""
    a, b, c = (draw(st.sampled_from(names)) for _ in range(3))
    number = draw(st.sampled_from(["2", "0.5", "100"]))
    return draw(
        st.sampled_from(
            [
                a,
                f"{a} / {b}",
                f"{a} / ({a} + {b})",
                f"({a} - {b}) / {c}",
                f"-{a} * {number}",
                f"{a} / {b} - {c}",
                f"{a} / {b} / {number}",
                f"({a} + {number}) / {number}",
            ]
        )
    )


@st.composite
def packs(draw: st.DrawFn) -> DrawnPacks:
    """Random measures and indicators over them; some formulas are dated."""
    count = draw(st.integers(1, 6))
    drawn = DrawnPacks([draw(measures(number)) for number in range(count)])
    names = [measure.name for measure in drawn.measures]
    for position in range(draw(st.integers(1, 3))):
        name = f"i{position}"
        value = draw(formulas(names))
        if draw(st.integers(0, 3)) == 0:
            later = draw(formulas(names))
            day = draw(st.sampled_from(["2025-02-01", "2025-02-15", "2025-03-31"]))
            first = draw(st.sampled_from(["2000-01-01", "2025-01-10"]))
            value = f"\n  - {{from: {first}, value: {value}}}\n  - {{from: {day}, value: {later}}}"
        drawn.indicators[name] = value
        drawn.units[name] = draw(st.sampled_from(["percent", "ratio", "count"]))
    return drawn
