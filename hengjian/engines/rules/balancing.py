"""Balances: equations between measures that every cell must keep.

上期未结 + 新收 = 审结 + 未结. A balance is computed as the difference of its two sides by
the same engine as every indicator; a difference that is not zero is a failure.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.request import CardSource, MonthRange, RunRequest
from hengjian.engines.indicators.selection import MissingCardFault
from hengjian.engines.pack_format.model import (
    Balance,
    DatedFormula,
    Formula,
    Indicator,
    Loaded,
)
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class BalanceCell:
    """One cell of a balance: by how much its left side exceeds its right."""

    balance: Balance
    period: str
    cell: Mapping[str, str]
    difference: Decimal


def check_balances(
    packs: Loaded,
    pack: str,
    sources: Mapping[str, CardSource],
    months: MonthRange,
    as_of: date,
) -> list[BalanceCell]:
    """The cells in which a balance of a pack does not hold; none when all do."""
    cells = balance_cells(packs, pack, sources, months, as_of)
    return [cell for cell in cells if cell.difference]


def balance_cells(
    packs: Loaded,
    pack: str,
    sources: Mapping[str, CardSource],
    months: MonthRange,
    as_of: date,
) -> list[BalanceCell]:
    """Compute every balance of a pack over its cards, cell by cell.

    A balance whose other cards are not there is left out; so is a cell without a value.
    """
    together: dict[tuple[str, tuple[str, ...]], list[Balance]] = defaultdict(list)
    for balance in packs.packs[pack].balances:
        together[balance.period, balance.by].append(balance)
    found: list[BalanceCell] = []
    for (period, by), balances in together.items():
        request = RunRequest(
            packs=_with_only(packs, pack, balances),
            sources=sources,
            period=PeriodKind(period),
            months=months,
            by=by,
            as_of=as_of,
        )
        found += _cells(request, {_name(balance): balance for balance in balances})
    return found


def _cells(request: RunRequest, balances: Mapping[str, Balance]) -> list[BalanceCell]:
    try:
        result = compute(request)
    except MissingCardFault:
        return []
    return [
        BalanceCell(
            balances[row["indicator"]],
            row["period"],
            {name: row[name] for name in request.by},
            row["value"],
        )
        for row in result.numbers.to_pylist()
        if row["value"] is not None
    ]


def _with_only(packs: Loaded, pack: str, balances: Sequence[Balance]) -> Loaded:
    """The packs with no indicators but the differences of these balances."""
    bare = {name: replace(one, indicators={}) for name, one in packs.packs.items()}
    differences = {_name(balance): _difference(balance) for balance in balances}
    home = replace(bare[pack], indicators=differences)
    return replace(packs, packs={**bare, pack: home})


def _name(balance: Balance) -> str:
    return f"balance_{balance.name}"


def _difference(balance: Balance) -> Indicator:
    """The balance as an indicator: left side minus right side, with six decimals."""
    left, right = balance.left, balance.right
    formula = Formula(
        text=f"({left.text}) - ({right.text})",
        tree=("-", left.tree, right.tree),
        measures=tuple(dict.fromkeys((*left.measures, *right.measures))),
    )
    return Indicator(
        name=_name(balance),
        pack=balance.pack,
        code="",
        label=Text.same(balance.name),
        sentence=balance.message,
        value=(DatedFormula(None, formula),),
        unit="count",
        decimals=6,
        direction="neutral",
        place=balance.place,
    )
