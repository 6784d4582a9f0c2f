"""What stands instead of numbers that are not told."""

from dataclasses import dataclass

from hengjian.engines.statistics.suppression import Kept
from hengjian.indicators.queries.kept_cells import Cell, Cells


FEW, KEPT = "<10", "*"
"""How a small count is told that may hold a sealed card, and one that would betray it."""


@dataclass(frozen=True)
class Masks:
    """What stands instead of the numbers of one value; "" where the number is told."""

    numerator: str = ""
    denominator: str = ""
    value: str = ""

    def __bool__(self) -> bool:
        return bool(self.numerator or self.denominator or self.value)


def masks(cells: Cells, kept: Kept[Cell]) -> dict[tuple[str, str, str], Masks]:
    """What stands instead of numbers, by indicator, place and period."""
    found = {}
    for key, row in cells.rows.items():
        top, bottom, bare, _ = row
        told = [_told(cell, kept) for cell in (top, bottom, bare)]
        if FEW in told[:2]:
            # nothing beside a few is not told either: it would be told of them
            for at, cell in enumerate((top, bottom)):
                if cell is not None and not told[at] and not cells.values[cell]:
                    told[at] = FEW
        if any(told):
            found[key] = Masks(told[0], told[1], told[2] or _rate(told))
    return found


def _rate(told: list[str]) -> str:
    return FEW if FEW in told else KEPT


def _told(cell: Cell | None, kept: Kept[Cell]) -> str:
    if cell is None or cell not in kept.cells:
        return ""
    return FEW if cell in kept.bounded else KEPT
