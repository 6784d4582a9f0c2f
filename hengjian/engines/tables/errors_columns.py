"""The columns that the errors workbook adds: written with it, ignored when it returns."""

from collections.abc import Sequence


ROW_NUMBER = "行号"
PROBLEM = "问题"
MEND = "怎么改"

ERRORS_COLUMNS = (ROW_NUMBER, PROBLEM, MEND)


def without_errors_columns(names: Sequence[str]) -> list[str]:
    """A header row with the three added columns emptied, where all three lead it.

    A card may have an item called 问题 of its own; only the three together are ours.
    """
    if tuple(names[: len(ERRORS_COLUMNS)]) != ERRORS_COLUMNS:
        return list(names)
    return [*[""] * len(ERRORS_COLUMNS), *names[len(ERRORS_COLUMNS) :]]
