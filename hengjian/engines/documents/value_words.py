"""How a value of a matter reads in a document: days, money, numbers, in Chinese."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from hengjian.lib.clock import SHANGHAI


DIGITS = "〇一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_SCALES = ("", "万", "亿", "万亿")
LARGEST = Decimal("9999999999999999.99")  # yuan that can be written in capitals


@dataclass(frozen=True)
class Value:
    """A value and its usual words; ``words`` empty: nothing is known yet.

    ``raw`` is what the matter holds, ``label`` what the item is called.
    """

    raw: str | int | Decimal | bool | date | datetime | None
    words: str
    label: str = ""
    is_money: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.words.strip())


def in_form(value: Value, form: str) -> str:
    """A value as a field asks for it; what the form does not fit reads as usual."""
    raw = value.raw
    if isinstance(raw, datetime):
        raw = raw.astimezone(SHANGHAI)
        if form == "plain":
            return f"{raw:%Y-%m-%d %H:%M}"
        if not form:
            return moment(raw)
        raw = raw.date()
    if isinstance(raw, date):
        if form == "chinese":
            return chinese_day(raw)
        return raw.isoformat() if form == "plain" else day(raw)
    if form == "capital" and isinstance(raw, int | Decimal):
        return capital(Decimal(raw))
    if form == "plain" and isinstance(raw, Decimal):
        return f"{raw:f}"
    return value.words


def day(when: date) -> str:
    """2026年3月5日."""
    return f"{when.year}年{when.month}月{when.day}日"


def moment(when: datetime) -> str:
    """2026年3月5日8时30分; on the hour without minutes."""
    minutes = f"{when.minute:02d}分" if when.minute else ""
    return f"{day(when)}{when.hour}时{minutes}"


def chinese_day(when: date) -> str:
    """二〇二六年三月五日."""
    year = "".join(DIGITS[int(digit)] for digit in str(when.year))
    return f"{year}年{_to_hundred(when.month)}月{_to_hundred(when.day)}日"


def capital(amount: Decimal) -> str:
    """Money in capitals: 壹仟贰佰元整; beyond ``LARGEST`` as digits."""
    if abs(amount) > LARGEST:
        return f"{amount:,} 元"
    cents = int((abs(amount) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    sign = "负" if amount < 0 and cents else ""
    yuan, rest = divmod(cents, 100)
    tenths, hundredths = divmod(rest, 10)
    text = f"{_capital_number(yuan)}元" if yuan or not rest else ""
    if not rest:
        return f"{sign}{text}整"
    if tenths:
        text += f"{_CAPITALS[tenths]}角"
    elif text:
        text += "零"
    if hundredths:
        return f"{sign}{text}{_CAPITALS[hundredths]}分"
    return f"{sign}{text}整"


def _to_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{DIGITS[tens]}十")
    return head + (DIGITS[ones] if ones else "")


def _capital_number(number: int) -> str:
    if number == 0:
        return _CAPITALS[0]
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    text = ""
    for position in reversed(range(len(groups))):
        group = groups[position]
        if group == 0:
            continue
        skipped = position + 1 < len(groups) and (
            group < 1000 or groups[position + 1] == 0
        )
        zero = _CAPITALS[0] if text and skipped else ""
        text += zero + _group(group) + _SCALES[position]
    return text


def _group(number: int) -> str:
    text, gap = "", False
    for position in reversed(range(4)):
        digit = number // 10**position % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (_CAPITALS[0] if gap else "") + _CAPITALS[digit] + _PLACES[position]
        gap = False
    return text
