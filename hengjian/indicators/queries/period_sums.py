"""Which periods add up to which: months to quarters, halves, years and years to date."""

from functools import lru_cache

from hengjian.engines.indicators.periods import month_text, read_month
from hengjian.indicators.queries.periods import months_of


PeriodSum = tuple[str, tuple[str, ...]]


@lru_cache(maxsize=4096)
def sums_with(period: str) -> tuple[PeriodSum, ...]:
    """Every sum in which a period stands, as the whole or as a part.

    ``2026-02`` stands in 2026-Q1 and, with January to date, in 2026-01..2026-02. Periods
    of other names stand in none.
    """
    if ".." in period:
        return _with_to_date(period)
    year, _, part = period.partition("-")
    if not part:
        return (_year(year), (f"{year}", (_to_date(year, 12),)))
    if part.startswith("H"):
        found = [_half(year, int(part[1])), _year(year)]
        if part == "H1":
            found.append((period, (_to_date(year, 6),)))
        return tuple(found)
    if part.startswith("Q"):
        number = int(part[1])
        found = [_quarter(year, number), _half(year, (number + 1) // 2)]
        if number == 1:
            found.append((period, (_to_date(year, 3),)))
        return tuple(found)
    month = int(part)
    return (_quarter(year, (month + 2) // 3), _gathered(year, month))


@lru_cache(maxsize=4096)
def within(inner: str, outer: str) -> bool:
    """Whether every month of a period is one of another's."""
    first, last = months_of(outer)
    begins, ends = months_of(inner)
    return first <= begins and ends <= last


@lru_cache(maxsize=1024)
def neighbours(period: str) -> tuple[str, ...]:
    """Periods of the same kind in the same sum, then in the same year, nearest first."""
    together = next((p for _, p in sums_with(period) if period in p), ())
    others = [each for each in together if each != period]
    year, _, part = period.partition("-")
    if part.isdigit():
        at = int(part)
        months = sorted(range(1, 13), key=lambda month: abs(month - at))
        others += [
            f"{year}-{m:02d}" for m in months if f"{year}-{m:02d}" not in together
        ]
    return tuple(others)


def _with_to_date(period: str) -> tuple[PeriodSum, ...]:
    first, _, last = period.partition("..")
    year = first[:4]
    if read_month(first) % 12 or last[:4] != year:
        return ()
    month = read_month(last) % 12 + 1
    found = [_gathered(year, month)]
    if month < 12:
        found.append(_gathered(year, month + 1))
    same = {3: f"{year}-Q1", 6: f"{year}-H1", 12: year}.get(month)
    if same is not None:
        found.append((same, (period,)))
    return tuple(found)


def _gathered(year: str, month: int) -> PeriodSum:
    """A year to date is the one of the month before and the month."""
    this = month_text(int(year) * 12 + month - 1)
    whole = _to_date(year, month)
    return (whole, (_to_date(year, month - 1), this) if month > 1 else (this,))


def _quarter(year: str, number: int) -> PeriodSum:
    months = range(number * 3 - 2, number * 3 + 1)
    return f"{year}-Q{number}", tuple(f"{year}-{month:02d}" for month in months)


def _half(year: str, number: int) -> PeriodSum:
    quarters = (number * 2 - 1, number * 2)
    return f"{year}-H{number}", tuple(f"{year}-Q{quarter}" for quarter in quarters)


def _year(year: str) -> PeriodSum:
    return year, (f"{year}-H1", f"{year}-H2")


def _to_date(year: str, month: int) -> str:
    return f"{year}-01..{year}-{month:02d}"
