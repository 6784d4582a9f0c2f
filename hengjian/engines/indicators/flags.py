"""Flags: what a reader has to know before leaning on a value."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hengjian.engines.indicators.results import Coded
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Flag:
    """One flag: its word in the column, and what it means."""

    word: str
    meaning: Text


FLAGS: tuple[Flag, ...] = (
    Flag(
        "small",
        Text(
            "分母(平均数、中位数、分位数则为案卡数)小于指标的 small_counts.flag_below",
            "the denominator (for a mean, median or quantile the number of cards) is"
            " below the indicator's small_counts.flag_below",
        ),
    ),
    Flag(
        "dated_formula",
        Text(
            "本期跨越两个有效期不同的算式，分段计算后合并",
            "the period straddles two dated formulas; it was computed by parts",
        ),
    ),
    Flag(
        "not_additive",
        Text(
            "本期跨越两个算式，但其中的度量不能跨段相加，故无数值",
            "the period straddles two dated formulas whose measures cannot be added over"
            " parts, so there is no value",
        ),
    ),
    Flag(
        "clipped",
        Text(
            "所给起止月把本期截短",
            "the asked-for range of months cuts the period short",
        ),
    ),
    Flag(
        "provisional",
        Text(
            "本期在截止日(as-of)时尚未结束", "the period had not ended on the as-of day"
        ),
    ),
    Flag(
        "not_in_force",
        Text(
            "本期末指标(或其算式)尚未生效",
            "at the period's end the indicator, or any formula of it, was not in force yet",
        ),
    ),
    Flag(
        "analysis_only",
        Text(
            "本期末指标只供分析，不作评价",
            "at the period's end the indicator served analysis only",
        ),
    ),
    Flag(
        "retired",
        Text("本期末指标已停用", "at the period's end the indicator was retired"),
    ),
)
_ORDER = {flag.word: position for position, flag in enumerate(FLAGS)}


class FlagColumn:
    """Collects flags by row and writes them joined by ``;`` in the published order."""

    def __init__(self, length: int) -> None:
        self._bits = np.zeros(length, dtype=np.int64)

    def raise_where(self, word: str, rows: npt.NDArray[np.bool_]) -> None:
        """Set a flag on the rows that are true."""
        self._bits |= np.where(rows, 1 << _ORDER[word], 0)

    def coded(self) -> Coded:
        """The column as texts."""
        values, codes = np.unique(self._bits, return_inverse=True)
        texts = [
            ";".join(
                flag.word for bit, flag in enumerate(FLAGS) if (int(value) >> bit) & 1
            )
            for value in values
        ]
        return Coded(codes.astype(np.int64), texts)
