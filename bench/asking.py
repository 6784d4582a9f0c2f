"""The run that the benchmarks ask for, and a digest of its numbers."""

import hashlib
from collections.abc import Iterable
from datetime import date

import numpy as np

from bench.base_city import packs
from bench.national_cards import National
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.request import (
    CardFiles,
    MonthRange,
    RunRequest,
    Strategy,
)
from hengjian.engines.indicators.results import IndicatorRows
from hengjian.engines.pack_format.model import Loaded


def request_for(
    cards: National,
    strategy: Strategy | None = None,
    *,
    indicators: tuple[str, ...] = (),
    loaded: Loaded | None = None,
) -> RunRequest:
    """Procuratorate × month over all the years of the cards."""
    first, last = cards.years[0], cards.years[-1]
    return RunRequest(
        packs=loaded or packs(),
        sources={pack: CardFiles(files) for pack, files in cards.files.items()},
        indicators=indicators,
        period=PeriodKind.MONTH,
        months=MonthRange(first * 12, last * 12 + 11),
        by=("procuratorate",),
        as_of=date(last, 12, 31),
        strategy=strategy,
    )


def digest(rows: Iterable[IndicatorRows]) -> str:
    """One digest for all integers of all indicators, row by row."""
    found = hashlib.blake2b(digest_size=8)
    for one in sorted(rows, key=lambda each: each.indicator):
        found.update(one.indicator.encode())
        for column in (one.period, *one.by):
            numbers = np.array([_number(text) for text in column.texts], np.uint64)
            found.update(numbers[column.codes].tobytes())
        for values in (one.numerator.top, one.denominator.top, one.value):
            found.update(np.asarray(values).astype(np.int64).tobytes())
    return found.hexdigest()


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
