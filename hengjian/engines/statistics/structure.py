"""Parts of a whole as published: shares that add up to exactly 100 (or to any total).

Largest remainder (最大余额法): every part gets its share rounded down, and the units that
are left go to the largest remainders. So the four functions of 2025, 347.1, 28.2, 19.5
and 15.1, are 84:7:5:4, where rounding each would give 101.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hengjian.engines.statistics.rounding import half_up


def largest_remainder(
    parts: Sequence[Fraction | Decimal | int | None],
    *,
    total: int = 100,
    decimals: int = 0,
) -> tuple[Decimal, ...] | None:
    """Shares of ``total`` with ``decimals`` decimals, in the order of the parts.

    None where a part is missing or all are nothing. Equal remainders go to the larger
    part, then to the earlier. Raises ValueError for negative parts.
    """
    known = [Fraction(part) for part in parts if part is not None]
    if len(known) < len(parts) or sum(known) == 0:
        return None
    if any(part < 0 for part in known):
        raise ValueError("a part of a whole cannot be negative")
    units = total * 10**decimals
    exact = [part * units / sum(known) for part in known]
    floors = [share.numerator // share.denominator for share in exact]
    order = sorted(
        range(len(exact)),
        key=lambda index: (floors[index] - exact[index], -known[index], index),
    )
    for index in order[: units - sum(floors)]:
        floors[index] += 1
    return tuple(half_up(Fraction(count, 10**decimals), decimals) for count in floors)
