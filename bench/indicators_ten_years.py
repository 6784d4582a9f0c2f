"""The same indicators over one, three and ten national years."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.asking import request_for
from bench.measuring import Rounds, in_own_process
from bench.national_cards import National, national_cards
from bench.tables import seconds, table, times
from hengjian.engines.indicators.stretches import compute_stretches


TITLE = "one, three and ten national years, procuratorate × month"
YEARS = (1, 3, 10)


def run() -> str:
    """One row for each span; the time in years of one year's time."""
    rows = []
    first = None
    for years in YEARS:
        cards = national_cards(years)
        timed = in_own_process(f"{years}", _compute, cards, limit_seconds=900)
        first = first or timed
        rows.append(
            [
                str(years),
                f"{cards.cards:,}",
                f"{cards.bytes / 2**20:,.0f} MiB",
                f"{timed.result:,}" if timed.result else "–",
                timed.failed or seconds(timed.median),
                times(timed.median, first.median),
                f"{timed.peak_mib:,.0f} MiB",
            ]
        )
    header = ["years", "cards", "Parquet", "rows", "time", "× one year", "peak memory"]
    return table(header, rows)


def _compute(rounds: Rounds, cards: National) -> Any:
    """The years one after another, each result let go before the next is made."""
    request = request_for(cards)

    def all_years() -> int:
        found = 0
        with TemporaryDirectory() as spill:
            parts = compute_stretches(
                request, memory_limit="2GiB", spill_folder=Path(spill)
            )
            for part in parts:
                found += sum(len(one) for one in part.rows)
        return found

    return rounds.time(all_years, 1 if len(cards.years) > 1 else 3)
