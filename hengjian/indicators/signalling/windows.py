"""Which months are set against which: the newest ones, and the same of a year earlier.

The same months of a year before, because the year has its seasons: Spring Festival, the
end of the year, the campaigns that come back each spring.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


LENGTHS = (6, 12)  # months; half a year shows what is fresh, a year what is slow
A_YEAR = 12


@dataclass(frozen=True)
class Window:
    """Months before and after, as ``2026-04``, both oldest first."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def period(self) -> str:
        """The name of the later months: ``2026-04..2026-09``; of one month its own."""
        first, last = self.after[0], self.after[-1]
        return first if first == last else f"{first}..{last}"


def windows(months: Sequence[str], first: str) -> Iterator[Window]:
    """Windows that end with the last of ``months`` and begin no earlier than ``first``."""
    for length in LENGTHS:
        if len(months) < length + A_YEAR:
            continue
        end = len(months)
        before = tuple(months[end - A_YEAR - length : end - A_YEAR])
        if before[0] >= first:
            yield Window(before, tuple(months[end - length :]))
