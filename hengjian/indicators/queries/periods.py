"""Names of periods: what comes before, what was a year ago, how people read them."""

import re

from hengjian.lib.bilingual import Text


KINDS: dict[str, Text] = {
    "month": Text("月", "Month"),
    "quarter": Text("季度", "Quarter"),
    "half": Text("半年", "Half-year"),
    "year": Text("年", "Year"),
    "to_date": Text("年初至今", "Year to date"),
}


def a_year_before(period: str) -> str:
    """The same period of the year before: every year in the name is one less."""
    return re.sub(r"\d{4}", lambda year: f"{int(year[0]) - 1:04d}", period)


def before(period: str, periods: list[str]) -> str | None:
    """The period just before, of the same kind; for the year to date there is none."""
    if ".." in period:
        return None
    position = periods.index(period) if period in periods else 0
    return periods[position - 1] if position > 0 else None


def in_words(period: str) -> Text:
    """``2026-Q3`` → 2026年第三季度 / 2026 Q3."""
    if found := re.fullmatch(r"(\d{4})-Q(\d)", period):
        return Text(
            f"{found[1]}年第{'一二三四'[int(found[2]) - 1]}季度",
            f"Q{found[2]} {found[1]}",
        )
    if found := re.fullmatch(r"(\d{4})-H(\d)", period):
        return Text(
            f"{found[1]}年{'上下'[int(found[2]) - 1]}半年", f"H{found[2]} {found[1]}"
        )
    if found := re.fullmatch(r"(\d{4})-(\d\d)", period):
        return Text(f"{found[1]}年{int(found[2])}月", f"{found[1]}-{found[2]}")
    if found := re.fullmatch(r"(\d{4})-(\d\d)\.\.(\d{4})-(\d\d)", period):
        if found[1] != found[3]:
            return Text(
                f"{found[1]}年{int(found[2])}月至{found[3]}年{int(found[4])}月",
                f"{found[1]}-{found[2]} to {found[3]}-{found[4]}",
            )
        return Text(
            f"{found[1]}年{int(found[2])}至{int(found[4])}月",
            f"{found[1]}-{found[2]} to {found[4]}",
        )
    if re.fullmatch(r"\d{4}", period):
        return Text(f"{period}年", period)
    return Text.same(period)


def months_of(period: str) -> tuple[str, str]:
    """The first and last month of a period's name."""
    year = period[:4]
    if found := re.fullmatch(r"\d{4}-Q(\d)", period):
        last = int(found[1]) * 3
        return f"{year}-{last - 2:02d}", f"{year}-{last:02d}"
    if found := re.fullmatch(r"\d{4}-H(\d)", period):
        last = int(found[1]) * 6
        return f"{year}-{last - 5:02d}", f"{year}-{last:02d}"
    if ".." in period:
        first, _, last_month = period.partition("..")
        return first, last_month
    if re.fullmatch(r"\d{4}-\d\d", period):
        return period, period
    return f"{year}-01", f"{year}-12"


def kind_of(period: str) -> str:
    """Which kind of period a name is."""
    if ".." in period:
        return "to_date"
    if "-Q" in period:
        return "quarter"
    if "-H" in period:
        return "half"
    return "month" if "-" in period else "year"
