"""Non-prosecution turned into withdrawal: cases that would not be prosecuted are sent
back to the police to be withdrawn, so that they leave the non-prosecution rate."""

from dataclasses import dataclass
from fractions import Fraction

from hengjian.engines.statistics.gaming.moved import chance_of_move
from hengjian.engines.statistics.gaming.signal import AT_MOST, Kind, Signal, signal


@dataclass(frozen=True)
class Endings:
    """Persons of a period by how the review ended: not prosecuted, withdrawn, all."""

    not_prosecuted: int
    withdrawn: int
    concluded: int


def non_prosecution_into_withdrawal(
    before: Endings, after: Endings, *, at_most: float = AT_MOST
) -> Signal | None:
    """Withdrawals that grew by what non-prosecutions lost, the two together unchanged."""
    chance = chance_of_move(
        (before.not_prosecuted, before.withdrawn, before.concluded),
        (after.not_prosecuted, after.withdrawn, after.concluded),
    )
    if chance is None or chance > at_most:
        return None
    return signal(
        Kind.WITHDRAWAL,
        chance,
        f"撤回由{before.withdrawn}人变为{after.withdrawn}人，"
        f"不起诉由{before.not_prosecuted}人变为{after.not_prosecuted}人，"
        "两者合计占比未变，可能以撤回代替不起诉",
        f"Withdrawals went from {before.withdrawn} to {after.withdrawn} persons while "
        f"non-prosecutions went from {before.not_prosecuted} to {after.not_prosecuted}, "
        "and the two together kept their share: withdrawal may stand for non-prosecution",
        withdrawn_before=before.withdrawn,
        withdrawn_after=after.withdrawn,
        withdrawn_share_before=_share(before),
        withdrawn_share_after=_share(after),
    )


def _share(endings: Endings) -> Fraction:
    return Fraction(endings.withdrawn, endings.withdrawn + endings.not_prosecuted)
