"""A body's voting rules as data: what share of what base, and the chair's part."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_SHARE = re.compile(
    r"(?P<sign>>=|>)\s*(?P<top>[0-9]{1,9}(\.[0-9]{1,9})?)(/(?P<bottom>[1-9][0-9]{0,8}))?"
)


class Base(StrEnum):
    """Of whom a share is taken; ``voting`` are those who voted for or against."""

    MEMBERS = "members"
    PRESENT = "present"
    VOTING = "voting"


class ChairPart(StrEnum):
    """What the chair does: votes like the others, decides alone, or may refer up."""

    VOTES = "votes"
    DECIDES = "decides"
    MAY_REFER_UP = "may_refer_up"


class Recused(StrEnum):
    """Whether recused members still count in the base of members."""

    EXCLUDED = "excluded"
    COUNTED = "counted"


@dataclass(frozen=True)
class Share:
    """An exact share that must be reached (``>=``) or, when ``over``, exceeded (``>``)."""

    value: Fraction
    over: bool

    def needed(self, base: int) -> int:
        """The smallest whole number of people that fulfils the share; never under 1."""
        exact = self.value * base
        whole = exact.numerator // exact.denominator
        if self.over or whole < exact:
            whole += 1
        # nobody decides nothing, whatever the share of an empty base
        return max(1, whole)

    @property
    def asks_nothing(self) -> bool:
        """Whether any number fulfils it: ``>=0``."""
        return self.value == 0 and not self.over

    def in_words(self) -> Text:
        """``more than half`` and the like."""
        if self.asks_nothing:
            return Text("任意人数", "any number")
        if self.value == 1:
            return Text("全部", "all")
        if self.over and self.value == Fraction(1, 2):
            return Text("过半数", "more than half")
        if self.over:
            return Text(f"超过 {self.value}", f"more than {self.value}")
        return Text(f"{self.value} 以上(含)", f"at least {self.value}")

    def as_text(self) -> str:
        """As it is written: ``>1/2``, ``>=2/3``."""
        return f"{'>' if self.over else '>='}{self.value}"


@dataclass(frozen=True)
class ShareOf:
    """A share of a base: a quorum or a majority."""

    of: Base
    share: Share

    def as_json(self) -> dict[str, str]:
        """As it is written in a file."""
        return {"of": self.of.value, "share": self.share.as_text()}


@dataclass(frozen=True)
class VotingRule:
    """How a body decides; without a majority only where the chair decides."""

    quorum: ShareOf
    majority: ShareOf | None
    chair: ChairPart = ChairPart.VOTES
    recused: Recused = Recused.EXCLUDED

    def as_json(self) -> dict[str, Any]:
        """As it is written in a file; ``rule_from_json`` reads it back."""
        return {
            "quorum": self.quorum.as_json(),
            "majority": None if self.majority is None else self.majority.as_json(),
            "chair": self.chair.value,
            "recused": self.recused.value,
        }


def rule_from_json(kept: Mapping[str, Any]) -> VotingRule:
    """The rule that ``VotingRule.as_json`` wrote."""

    def share_of(each: Mapping[str, str]) -> ShareOf:
        return ShareOf(Base(each["of"]), parse_share(each["share"]))

    majority = kept["majority"]
    return VotingRule(
        share_of(kept["quorum"]),
        None if majority is None else share_of(majority),
        ChairPart(kept["chair"]),
        Recused(kept["recused"]),
    )


def parse_share(text: str) -> Share:
    """Read ``>1/2``, ``>=2/3``, ``>=1``; raises ``UserFault`` saying how to write it."""
    found = _SHARE.fullmatch(text.strip())
    if found is None:
        raise UserFault(
            Text(
                f"比例“{text}”读不懂：应写成 “>1/2”、“>=2/3” 或 “>=1”，并加引号",
                f"cannot read the share “{text}”: write “>1/2”, “>=2/3” or “>=1”, quoted",
            )
        )
    share = Share(
        Fraction(found["top"]) / int(found["bottom"] or 1), found["sign"] == ">"
    )
    if share.value > 1 or (share.value == 1 and share.over):
        raise UserFault(
            Text(
                f"比例“{text}”永远达不到：不能超过 1，全部应写成 “>=1”",
                f"the share “{text}” can never be reached: it may not exceed 1; "
                "write “>=1” for all",
            )
        )
    return share
