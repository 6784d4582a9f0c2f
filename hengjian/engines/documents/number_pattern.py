"""How a document's number is written: 云检建〔2026〕3号 from the pattern of its series."""

import re

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


PARTS: dict[str, Text] = {
    "office": Text("本院代字", "the office's own mark"),
    "year": Text("四位年份", "the year"),
    "serial": Text("顺序号，不补零", "the serial, without leading zeros"),
}
_PART = re.compile(r"\{([^{}]*)\}")
LONGEST = 60  # characters of a pattern, and of a number


class NumberPatternFault(UserFault):
    """A pattern that would not give every document its own number."""


def check_pattern(pattern: str) -> None:
    """Raises ``NumberPatternFault`` for one that lacks year or serial, or is unclear."""
    found = _PART.findall(pattern)
    unknown = [part for part in found if part not in PARTS]
    rest = _PART.sub("", pattern)
    if unknown or "{" in rest or "}" in rest:
        raise NumberPatternFault(
            Text(
                f"文号样式里只能有 {_names()}",
                f"a number's pattern knows only {_names()}",
            )
        )
    if found.count("year") != 1 or found.count("serial") != 1:
        raise NumberPatternFault(
            Text(
                "文号样式里 {year} 与 {serial} 各有且只有一个",
                "a number's pattern holds {year} and {serial} once each",
            )
        )
    if len(pattern) > LONGEST:
        raise NumberPatternFault(
            Text("文号样式过长", f"a pattern has at most {LONGEST} characters")
        )


def written(pattern: str, *, office: str, year: int, serial: int) -> str:
    """The number: ``written("{office}检建〔{year}〕{serial}号", …)``."""
    values = {"office": office, "year": str(year), "serial": str(serial)}
    return _PART.sub(lambda match: values[match[1]], pattern)


def _names() -> str:
    return " ".join(f"{{{part}}}" for part in PARTS)
