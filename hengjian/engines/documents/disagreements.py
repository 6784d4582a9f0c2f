"""What does not agree in a paper, and what is merely told."""

from dataclasses import dataclass

from hengjian.lib.bilingual import Text


# told for information: a sentence may be cut, and its numbers with it
NOTICES = frozenset({"unbound", "typed"})

KINDS: dict[str, Text] = {
    "bound": Text("与数据不一致", "differs from the run"),
    "retyped": Text("重新键入的数字与数据不一致", "typed anew, differs from the run"),
    "copied": Text("引用了别处的数字", "a number of another place"),
    "parts": Text("分项与合计不符", "parts and total disagree"),
    "rate": Text("率与件数、人数不符", "a rate its counts do not give"),
    "change": Text("同比、环比与两期数字不符", "a change the two periods do not give"),
    "impossible": Text("不可能的百分比", "an impossible percentage"),
    "shares": Text("构成比合计不为100", "shares that do not add up to 100"),
    "added": Text("另写的数字或日期", "a number or day written in"),
    "moved_on": Text("事项已改动", "the matter has moved on"),
    "unbound": Text("绑定已删去", "binding deleted"),
    "typed": Text("绑定已删去，数字未变", "binding deleted, number unchanged"),
}


@dataclass(frozen=True)
class Disagreement:
    """One number that does not agree; ``place`` is the passage, counted from 1."""

    kind: str  # one of KINDS
    place: int
    shown: str
    message: Text
    passage: str = ""

    @property
    def is_notice(self) -> bool:
        """Whether it is told for information, and nothing disagrees."""
        return self.kind in NOTICES


def disagreeing(found: list[Disagreement]) -> list[Disagreement]:
    """Those that are more than notices."""
    return [each for each in found if not each.is_notice]
