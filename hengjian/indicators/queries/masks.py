"""What stands instead of numbers that are not told."""

from collections.abc import Iterable
from dataclasses import dataclass

from hengjian.engines.statistics.suppression import Kept
from hengjian.indicators.queries.kept_cells import Cell, Cells
from hengjian.lib.bilingual import Text


FEW, KEPT = "<10", "*"
"""How a small count is told that may hold a sealed card, and one that would betray it."""

FLAG = "withheld"
NOT_YET = "being_worked_out"  # kept back until a job has looked through the run
NOT_READ = "older_run"  # kept back because newer runs are read instead

_REASONS = {
    NOT_YET: Text(
        "封存刚有变动，正在推算哪些数字可以显示，推算完之前显示为“*”，一般几分钟，"
        "请稍后刷新。",
        "Something was sealed or lifted just now: which numbers may be told is being"
        " worked out, and until then they read “*”. Come back in a few minutes.",
    ),
    NOT_READ: Text(
        "这次统计已被更新的统计取代，没有与它们一起推算哪些数字可以显示，因此显示为“*”。"
        "请看最新的统计。",
        "Newer runs are read instead of this one, and it was not held against them:"
        " these numbers read “*”. Look at the newest run.",
    ),
    FLAG: Text(
        "为保护已封存的案卡，含有它的小数字显示为“<10”，能据以倒推的数字显示为“*”。",
        "To protect sealed cards a small number that holds one reads “<10”, and what it"
        " could be subtracted from reads “*”.",
    ),
}


def reason(flags: Iterable[str]) -> Text | None:
    """Why a number is not told; None: nothing is kept back."""
    known = set(flags)
    return next((words for flag, words in _REASONS.items() if flag in known), None)


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
