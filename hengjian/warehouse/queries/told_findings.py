"""What findings on cards that are not sealed may tell: they quote others that are.

A finding names the keys of cards that its own is linked with; one on a balance says by
how much two counts differ, in which a sealed card may be counted. Read here, not stored:
the computing behind it stays right.
"""

from datetime import timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import permutations

from hengjian.engines.indicators.periods import CutOff, read_period
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.warehouse import card_layout
from hengjian.warehouse.models import Finding
from hengjian.warehouse.queries.sealed import (
    WITHHELD,
    SealedPlace,
    sealed_places,
    withheld_digests,
)


SMALL = 10
_MONTH = timedelta(days=31)  # a month may be cut off on another day
_MEND = Text(
    "请核对该期间有关案卡；相差数可能透露已封存的案卡，不予显示。",
    "Check the cards of the period. The difference may give a sealed card away: not shown.",
)


class ToldFindings:
    """Tells findings; asks once what is sealed."""

    def values(self, finding: Finding) -> dict[str, str]:
        """The items as found, without keys of sealed cards and differences with them."""
        told = dict(finding.values)
        if not self._digests:
            return told
        if self._hides_difference(finding):
            return {**told, "difference": WITHHELD.zh}
        hidden = {
            name
            for size in (1, 2)
            for names in permutations(told, size)
            if self._is_key("|".join(str(told[name]) for name in names))
            for name in names
        }
        return {n: WITHHELD.zh if n in hidden else told[n] for n in told}

    def mend(self, finding: Finding) -> Text:
        """What is to be done, without the difference where it is not told."""
        if "difference" in finding.values and self._hides_difference(finding):
            return _MEND
        return Text(finding.mend_zh, finding.mend_en)

    def _is_key(self, text: str) -> bool:
        return card_layout.key_digest(text).hex() in self._digests

    def _hides_difference(self, finding: Finding) -> bool:
        told = finding.values
        if "difference" not in told or "period" not in told:
            return False
        return _is_small(str(told["difference"])) and any(
            finding.unit_code in {"", place.unit_code}
            and _meets(place, str(told["period"]))
            for place in self._places
        )

    @cached_property
    def _digests(self) -> frozenset[str]:
        return withheld_digests()

    @cached_property
    def _places(self) -> frozenset[SealedPlace]:
        return sealed_places()


def _is_small(difference: str) -> bool:
    try:
        return abs(Decimal(difference)) < SMALL
    except InvalidOperation:
        return True


def _meets(place: SealedPlace, period: str) -> bool:
    try:
        _, months = read_period(period)
    except UserFault:
        return True
    if months is None or place.first_on is None or place.last_on is None:
        return True
    cutoff = CutOff()
    first, last = cutoff.first_day(months[0]), cutoff.last_day(months[1])
    # a stock counts a card from its first day on, for as long as it is open
    return place.first_on <= last + _MONTH and first - _MONTH <= max(
        place.last_on, last
    )
