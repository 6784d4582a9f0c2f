"""The bound numbers of a paper: each has a name in the text and a value that it cites."""

from collections.abc import Mapping
from decimal import Decimal

from hengjian.engines.documents.content import Number
from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.statistics.comparisons import (
    SMALL_BASE,
    Against,
    Change,
    ChangeUnit,
)
from hengjian.engines.statistics.rounding import half_up
from hengjian.indicators.actions.citing import Cited
from hengjian.indicators.queries.values import Value
from hengjian.lib.bilingual import Text
from hengjian.publication.analysis.asked import Asked
from hengjian.publication.analysis.facts import Compared


MISSING = "—"
OWN = "paper."  # before the names of what is no indicator's value
GROUPED_FROM = 10_000  # below, official papers write no thousands marks
PARTS = {
    Against.LAST_YEAR: "year_on_year",
    Against.LAST_PERIOD: "period_on_period",
}


class Numbers:
    """Makes numbers and keeps what each of them cites."""

    def __init__(
        self, asked: Asked, counted: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.asked = asked
        self.counted = counted or {}  # how the report's own counts are made
        self.language = asked.language
        self.cited: list[Cited] = []

    def value(self, value: Value | None, indicator: Indicator) -> Number | str:
        """A value in its unit; a dash where there is none, which cites nothing."""
        if value is None or value.value is None:
            return MISSING
        shown = half_up(value.value, indicator.decimals)
        if indicator.unit == "yuan" and shown % 1 == 0:
            shown = half_up(shown, 0)
        text = grouped(shown, self.language)
        if indicator.unit == "percent":
            text = f"{text}%"
        elif indicator.unit == "ratio":
            text = f"1:{text}"
        return self._cite(text, shown, value, part="value", kind=indicator.unit)

    def pair(self, value: Value | None) -> Number | str:
        """``312/938``; empty for values that are no division."""
        if value is None or value.denominator is None or value.numerator is None:
            return ""
        top, bottom = (
            grouped(_short_side(n), self.language)
            for n in (value.numerator, value.denominator)
        )
        return self._cite(f"{top}/{bottom}", None, value, part="pair", kind="pair")

    def share(self, share: int, value: Value) -> Number:
        """A share by largest remainder."""
        return self._cite(
            f"{share}%", Decimal(share), value, part="share", kind="percent"
        )

    def change(
        self, compared: Compared, against: Against, *, short: bool = False
    ) -> Number | str:
        """``上升1.20个百分点``, in tables ``+1.20``; the small counts' as cases."""
        then = compared.last_year if against is Against.LAST_YEAR else compared.before
        found = (
            compared.year_on_year
            if against is Against.LAST_YEAR
            else compared.period_on_period
        )
        if compared.now is None or then is None or then.value is None:
            return MISSING
        if _is_small_count(compared, then):
            return self._difference(compared, then, against, short=short)
        if found is None:
            return MISSING
        text = _short(found) if short else _words(found, self.language)
        return self._cite(
            text,
            found.amount,
            compared.now,
            part=PARTS[against],
            kind="points" if found.unit is ChangeUnit.POINTS else str(found.unit),
            amount=found.amount,
        )

    def plain(
        self, number: Decimal | int, name: str, *, period: str = "", unit: str = ""
    ) -> Number:
        """A number of the platform's own records: findings, rules, signals."""
        value = Value(
            f"{OWN}{name}",
            period or self.asked.period,
            self.asked.unit.code,
            "",
            None,
            None,
            Decimal(number),
            (),
        )
        text = grouped(Decimal(number), self.language) + unit
        return self._cite(text, Decimal(number), value, part="value", kind="count")

    def _difference(
        self, compared: Compared, then: Value, against: Against, *, short: bool
    ) -> Number | str:
        assert compared.now is not None  # noqa: S101 (asked by the caller)
        if compared.now.value is None or then.value is None:
            return MISSING
        amount = half_up(compared.now.value - then.value, 0)
        size = grouped(abs(amount), self.language)
        if short:
            text = Text.same(_signed(amount) if amount else "0")
        elif amount == 0:
            text = Text("持平", "unchanged")
        elif amount > 0:
            text = Text(f"增加{size}", f"{size} more")
        else:
            text = Text(f"减少{size}", f"{size} fewer")
        return self._cite(
            text.in_language(self.language),
            amount,
            compared.now,
            part=PARTS[against],
            kind="count",
            amount=amount,
        )

    def _cite(
        self,
        text: str,
        shown: Decimal | None,
        value: Value,
        *,
        part: str,
        kind: str,
        amount: Decimal | None = None,
    ) -> Number:
        name = f"n{len(self.cited) + 1}"
        told = next((n for n in (amount, shown, value.value) if n is not None), None)
        flags = (*value.flags, *(() if part == "value" else (part,)))
        self.cited.append(
            Cited(
                name,
                value.indicator,
                value.period,
                self.asked.level,
                value.unit,
                _text(value.numerator),
                _text(value.denominator),
                _text(told),
                ";".join(flags),
            )
        )
        source: dict[str, str] = {
            **self.counted.get(value.indicator, {}),
            "indicator": value.indicator,
            "period": value.period,
            "unit": value.unit,
            "level": self.asked.level,
            "part": part,
            "kind": kind,
        }
        return Number(name, text, shown, source)


def grouped(number: Decimal, language: str) -> str:
    """Thousands marked from ten thousand on in Chinese, always in English."""
    if language == "zh" and abs(number) < GROUPED_FROM:
        return f"{number:f}"
    return f"{number:,f}"


def _short_side(number: Decimal) -> Decimal:
    """A folded count (2/3 of a case) with two decimals; whole ones as they are."""
    return number if number % 1 == 0 else half_up(number, 2)


def _is_small_count(compared: Compared, then: Value) -> bool:
    return (
        compared.indicator.unit == "count"
        and then.value is not None
        and then.value < SMALL_BASE
    )


def _words(change: Change, language: str) -> str:
    if change.amount == 0:
        return Text("持平", "unchanged").in_language(language)
    size = grouped(abs(change.amount), language)
    way = Text("上升", "up ") if change.amount > 0 else Text("下降", "down ")
    unit = {
        ChangeUnit.POINTS: Text("个百分点", " percentage points"),
        ChangeUnit.PERCENT: Text("%", "%"),
        ChangeUnit.DIFFERENCE: Text("", ""),
    }[change.unit]
    return f"{way.in_language(language)}{size}{unit.in_language(language)}"


def _short(change: Change) -> str:
    """``+1.20`` for rates, ``−3.50%`` for counts."""
    unit = "%" if change.unit is ChangeUnit.PERCENT else ""
    return f"{_signed(change.amount)}{unit}"


def _signed(amount: Decimal) -> str:
    sign = "+" if amount > 0 else ("−" if amount < 0 else "")
    return f"{sign}{abs(amount):,f}"


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"
