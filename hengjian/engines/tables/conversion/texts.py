"""Texts, and the ids that a spreadsheet has spoilt on the way."""

import re

from hengjian.engines.tables.conversion.problem import Problem, not_read
from hengjian.engines.tables.normalising import tidy


DIGITS_LOST = not_read(
    "表格软件把长号码当成了数值，末尾几位已经丢失；请把该列设为“文本”格式后从原系统重新导出",
    "a spreadsheet turned the long number into a rounded one and its last digits are lost:"
    " set the column to text and export it again from where it came",
)

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+\d{1,3}")
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2}) 00:00:00")

SUSPECT_DIGITS = 16  # a spreadsheet keeps 15


def read_text(text: str) -> str | Problem:
    """A text as it stands; a number in scientific notation has lost its digits."""
    value = tidy(text)
    if _SCIENTIFIC.fullmatch(value):
        return DIGITS_LOST
    midnight = _MIDNIGHT.fullmatch(value)
    return midnight[1] if midnight else value
