"""Words of ratings."""

from decimal import Decimal
from fractions import Fraction

from hengjian.engines.statistics.rounding import half_up
from hengjian.lib.bilingual import Text
from hengjian.ratings.models import Direction, RoundState


DIRECTIONS: dict[str, Text] = {
    Direction.COLLEAGUES: Text("本部门互评", "colleagues of one department"),
    Direction.UPWARD: Text("下评上", "upward"),
}
STATES: dict[str, Text] = {
    RoundState.OPEN: Text("评议中", "open"),
    RoundState.RELEASED: Text("已公布", "released"),
    RoundState.CANCELLED: Text("已作废", "cancelled"),
}


def figure(value: Fraction | None) -> Decimal | None:
    """A mean as it is shown: two decimals, rounded half up once."""
    return None if value is None else half_up(value, 2)


def spread(variance: Fraction) -> Decimal:
    """The standard deviation as it is shown: two decimals; exact until here."""
    root = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    return half_up(Fraction(root), 2)
