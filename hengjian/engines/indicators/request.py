"""What is asked of a run: definitions, cards, periods, cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa

from hengjian.engines.indicators.organisation import Organisation
from hengjian.engines.indicators.periods import CutOff, PeriodKind
from hengjian.engines.pack_format.model import Loaded


@dataclass(frozen=True)
class CardFiles:
    """The pinned Parquet files of one card table, one typed column for each item."""

    files: tuple[Path, ...]


CardSource: TypeAlias = pa.Table | CardFiles


class Strategy(StrEnum):
    """How counts and sums are gathered; all give the same numbers."""

    FILTERS = "filters"  # one scan with an aggregate and a filter for each measure
    SIGNATURES = "signatures"  # rows grouped by which measures they belong to
    SHEETS = "sheets"  # one scan of a card for all dates, counted from its bytes


@dataclass(frozen=True)
class MonthRange:
    """Months of statistics, both included; a missing side comes from the data."""

    first: int | None = None
    last: int | None = None

    @property
    def is_given(self) -> bool:
        """Whether the user named either side."""
        return self.first is not None or self.last is not None


@dataclass(frozen=True)
class RunRequest:
    """Everything that a run's numbers depend on.

    ``sources`` holds the cards by card name: an Arrow table or pinned files with the
    columns of ``tables.reading.CardTable`` (personal items left out). ``indicators`` are
    names or codes; none means all that the given cards allow. ``by`` names levels
    (nation, province, city, procuratorate, department, person) or items. ``where`` is an
    expression that every counted card must fulfil. ``as_of`` defaults to the last day of
    the asked-for range, but not after today; without a range to today. ``strategy``
    forces one way of counting; else a sample decides.
    """

    packs: Loaded
    sources: Mapping[str, CardSource]
    indicators: tuple[str, ...] = ()
    period: PeriodKind = PeriodKind.ALL
    months: MonthRange = field(default_factory=MonthRange)
    cutoff: CutOff = field(default_factory=CutOff)
    by: tuple[str, ...] = ()
    where: str | None = None
    organisation: Organisation = field(default_factory=Organisation)
    unit_code: str | None = None
    as_of: date | None = None
    strategy: Strategy | None = None
