"""From a value to its cards: a hundred random values of a national year."""

from typing import Any

import numpy as np

from bench.asking import request_for
from bench.measuring import Rounds, in_own_process
from bench.national_cards import National, national_cards
from bench.tables import seconds, table
from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.drilling import Cell, cards_behind
from hengjian.engines.indicators.results import ResultTable


TITLE = "from a value to its cards, four million cards"
VALUES = 100
SEED = 7


def run() -> str:
    """One row: median, 95th percentile, worst."""
    cards = national_cards()
    timed = in_own_process("cards_behind", _drill, cards)
    if timed.failed:
        return timed.failed
    found = np.array(timed.seconds)
    slow = ", ".join(f"{n} {seconds(s)}" for s, n in timed.result["slowest"])
    return (
        f"{cards.cards:,} cards, {VALUES} values drawn from all whose numerator is not "
        f"zero, {timed.result['cards']:,} cards listed.\n\n"
        + table(
            ["median", "p95", "worst", "peak memory"],
            [
                [
                    seconds(float(np.median(found))),
                    seconds(float(np.quantile(found, 0.95))),
                    seconds(float(found.max())),
                    f"{timed.peak_mib:,.0f} MiB (with the run that gave the values)",
                ]
            ],
        )
        + f"\n\nSlowest: {slow}."
    )


def _drill(rounds: Rounds, cards: National) -> Any:
    request = request_for(cards)
    values = _values(compute(request))
    listed = 0
    names = []
    for indicator, period, place in values:
        cell = Cell(period, {"procuratorate": place})

        def drill(indicator: str = indicator, cell: Cell = cell) -> int:
            found = cards_behind(request, indicator, cell)
            return sum(one.cards.num_rows for one in found)

        listed += rounds.time(drill, 1)
        names.append(indicator)
    slowest = sorted(zip(rounds.seconds, names, strict=True), reverse=True)[:5]
    return {"cards": listed, "slowest": slowest}


def _values(result: ResultTable) -> list[tuple[str, str, str]]:
    random = np.random.default_rng(SEED)
    lengths = [np.flatnonzero(one.numerator.top != 0) for one in result.rows]
    ends = np.cumsum([len(rows) for rows in lengths])
    chosen = []
    for number in random.integers(0, ends[-1], VALUES):
        which = int(np.searchsorted(ends, number, side="right"))
        one = result.rows[which]
        row = lengths[which][number - (ends[which - 1] if which else 0)]
        chosen.append(
            (
                one.indicator,
                one.period.texts[one.period.codes[row]],
                one.by[0].texts[one.by[0].codes[row]],
            )
        )
    return chosen
