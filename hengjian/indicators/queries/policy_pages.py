"""What policy says of a use, in full: which rule, since when, what one may do instead."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hengjian.engines.policies.answering import USES, allowed
from hengjian.engines.policies.model import Answer, Policies, Profile, Use
from hengjian.indicators.queries.periods import months_of
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Instead:
    """Something that may be done instead: what, why it helps, and the view it is on."""

    label: Text
    why: Text
    view: str


_OWN_HISTORY = Instead(
    Text("看本院自己的走势", "Look at the office's own course"),
    Text(
        "与上期、上年同期和本院过去二十四期比，超出正常波动的才提示",
        "against the last period, the year before and the last 24 periods; only what"
        " leaves the usual range is prompted",
    ),
    "indicators:overview",
)
_PEERS = Instead(
    Text("看同级院的区间", "Look at the range of like offices"),
    Text(
        "其他院是不具名的点，本院在区间之内还是之外，有多少可能只是偶然",
        "others are unnamed points: whether the office lies inside their range, and how"
        " much may be chance",
    ),
    "indicators:overview",
)
_NAMED = Instead(
    Text("制作具名的多院表", "Make a table that names places"),
    Text(
        "写明用途和接收人，按单位代码排列，不排序，不得用于考核",
        "with purpose and recipient, in the order of codes; never for appraisal",
    ),
    "indicators:compare",
)
_CONSULT = Instead(
    Text("数据分析研判会商", "The consultation on analysis"),
    Text(
        "用结构、走势和案件质量说明问题，不用名次",
        "structure, course and case quality say what is wrong, not places",
    ),
    "publication:analysis",
)
_TRAINING = Instead(
    Text("了解过去怎样排名", "See how rankings used to work"),
    Text(
        "只用虚构数字的培训页面，说明它为什么停止",
        "a training page on invented numbers that shows why it ended",
    ),
    "training:training",
)
INSTEAD: Mapping[Use, tuple[Instead, ...]] = {
    Use.RANK_PLACES: (_OWN_HISTORY, _PEERS, _NAMED, _CONSULT, _TRAINING),
    Use.BAND_PLACES: (_OWN_HISTORY, _PEERS, _CONSULT, _TRAINING),
    Use.COMPARE_PLACES: (_NAMED, _PEERS, _CONSULT),
    Use.APPRAISE_PLACES: (_OWN_HISTORY, _CONSULT, _TRAINING),
}


@dataclass(frozen=True)
class Explained:
    """A use as policy answers it today, and the rule of every time."""

    use: Use
    title: Text
    answer: Answer
    rule: Profile | None  # that decides: today's, else one the period touches
    rulings: tuple[Profile, ...]
    period_days: tuple[date, date] | None
    instead: tuple[Instead, ...]


def explained(listed: Policies, use: Use, today: date, period: str = "") -> Explained:
    """What policy says today of a use, with values of a period where one is named."""
    days = days_of_period(period)
    answer = allowed(listed, use, today, *(days or ()))
    return Explained(
        use=use,
        title=USES[use],
        answer=answer,
        rule=_deciding(listed, use, today, days),
        rulings=listed.profiles,
        period_days=days,
        instead=() if answer.allowed else INSTEAD.get(use, (_OWN_HISTORY,)),
    )


def days_of_period(period: str) -> tuple[date, date] | None:
    """The days of a period's name; None for no period, or one that nobody can read."""
    if not re.fullmatch(
        r"20\d\d(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?|20\d\d-(0[1-9]|1[0-2])\.\.20\d\d-(0[1-9]|1[0-2])",
        period,
    ):
        return None
    first, last = (
        [int(part) for part in month.split("-")] for month in months_of(period)
    )
    end = date(last[0], last[1], calendar.monthrange(last[0], last[1])[1])
    start = date(first[0], first[1], 1)
    return (start, end) if start <= end else None


def _deciding(
    listed: Policies, use: Use, today: date, days: tuple[date, date] | None
) -> Profile | None:
    on_day = [each for each in listed.profiles if each.covers(today)]
    touched = [each for each in listed.profiles if days and each.overlaps(*days)]
    for each in (*on_day, *touched):
        if not each.rulings[use].is_allowed:
            return each
    return on_day[0] if on_day else None
