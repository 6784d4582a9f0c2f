"""Why one text could not be read as the item's type, and what to do."""

from dataclasses import dataclass

from hengjian.lib.bilingual import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot stand; ``rule`` is ``type`` or ``code``."""

    rule: str
    message: Text


def not_read(zh: str, en: str) -> Problem:
    """A value that is not of the item's type."""
    return Problem("type", Text(zh, en))


FORMULA_ERRORS = frozenset(
    [
        "#N/A",
        "#REF!",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
    ]
)

FORMULA_ERROR = not_read(
    "这一格是公式错误值，请改为实际的值，没有就留空",
    "the cell holds a formula error: put in the real value, or leave it empty",
)
