"""Balances: equations between measures that every cell must keep.

上期未结 + 新收 = 审结 + 未结. A balance is computed as the difference of its two sides by
the same engine as every indicator; a difference that is not zero is a failure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.request import CardSource, MonthRange, RunRequest
from hengjian.engines.pack_format.model import (
    Balance,
    DatedFormula,
    Formula,
    Indicator,
    Loaded,
)
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Imbalance:
    """One cell in which the two sides of a balance differ by ``difference``."""

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
) -> list[Imbalance]:
    """Compute every balance of a pack over its cards; empty when all hold."""
    found: list[Imbalance] = []
    for balance in packs.packs[pack].balances:
        difference = _difference(balance)
        home = packs.packs[pack]
        with_balance = replace(home, indicators={difference.name: difference})
        result = compute(
            RunRequest(
                packs=replace(packs, packs={**packs.packs, pack: with_balance}),
                sources=sources,
                indicators=(difference.name,),
                period=PeriodKind(balance.period),
                months=months,
                by=balance.by,
                as_of=as_of,
            )
        )
        found += [
            Imbalance(
                balance,
                row["period"],
                {name: row[name] for name in balance.by},
                row["value"],
            )
            for row in result.numbers.to_pylist()
            if row["value"]
        ]
    return found


def _difference(balance: Balance) -> Indicator:
    """The balance as an indicator: left side minus right side, with six decimals."""
    left, right = balance.left, balance.right
    formula = Formula(
        text=f"({left.text}) - ({right.text})",
        tree=("-", left.tree, right.tree),
        measures=tuple(dict.fromkeys((*left.measures, *right.measures))),
    )
    return Indicator(
        name=f"balance_{balance.name}",
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
