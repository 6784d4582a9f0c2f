"""Which tables a run computes: a period kind and the levels that its rows are cut by."""

from hengjian.engines.indicators.cuts import Cut
from hengjian.engines.indicators.periods import PeriodKind


class Slice(Cut):
    """One table of a run; the last of ``by`` names its level."""

    @property
    def level(self) -> str:
        return self.by[-1]


def _all_periods(*by: str) -> tuple[Slice, ...]:
    kinds = (
        PeriodKind.MONTH,
        PeriodKind.QUARTER,
        PeriodKind.HALF,
        PeriodKind.YEAR,
        PeriodKind.TO_DATE,
    )
    return tuple(Slice(kind, by) for kind in kinds)


# what pages, reports and the API read without computing; other cuts are computed when asked
SLICES: tuple[Slice, ...] = (
    *_all_periods("city"),
    *_all_periods("procuratorate"),
    Slice(PeriodKind.MONTH, ("procuratorate", "department")),
    Slice(PeriodKind.QUARTER, ("procuratorate", "department")),
)
