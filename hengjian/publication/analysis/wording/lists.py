"""四、空白项与后进项: against the own course; places stand in order only where allowed."""

from decimal import Decimal

from hengjian.engines.documents.content import Number
from hengjian.engines.statistics.rounding import half_up
from hengjian.indicators.queries.overview import OverviewRow
from hengjian.lib.bilingual import Text
from hengjian.publication.analysis.facts import League
from hengjian.publication.analysis.numbers import MISSING
from hengjian.publication.analysis.wording.indicators import label
from hengjian.publication.analysis.wording.pen import Wording


def blank_and_lagging(pen: Wording) -> None:
    """Both lists, and the policy's sentence where a ranking would have stood."""
    facts = pen.facts
    pen.paragraph(
        pen.say(
            Text(
                "本期空白项{blank}项，后进项{lagging}项。空白项是以往有而本期没有业务发生的指标；"
                "后进项是有方向的指标中，本期处于自身近期最低一成的。两者都只与自身比较。",
                "There are {blank} blank and {lagging} lagging indicators. Blank: what used to "
                "occur and did not; lagging: in the lowest tenth of the own recent course. "
                "Both are compared with the own past alone.",
            ),
            blank=pen.numbers.plain(len(facts.blank), "list.blank"),
            lagging=pen.numbers.plain(len(facts.lagging), "list.lagging"),
        )
    )
    if facts.blank:
        _blank(pen)
    if facts.lagging:
        _lagging(pen)
    if not facts.ranking.allowed:
        pen.note(
            Text(
                "各院之间不作排名：{reason}。其他院不具名、不排序。",
                "Places are not ranked: {reason}. Other procuratorates are neither named "
                "nor put in order.",
            ),
            reason=pen.words(facts.ranking.reason),
        )
    for league in facts.leagues:
        _league(pen, league)


def _blank(pen: Wording) -> None:
    pen.table(
        Text("空白项", "Blank indicators"),
        (
            Text("指标", "Indicator"),
            Text("业务", "Pack"),
            Text("以往有数值的期数", "Earlier periods with a value"),
        ),
        [
            [
                label(pen, row.indicator),
                pen.words(row.pack.title),
                pen.numbers.plain(
                    _earlier(row),
                    f"{row.indicator.name}.earlier",
                ),
            ]
            for row in pen.facts.blank
        ],
        numeric=(2,),
        widths=(70, 46, 40),
    )


def _earlier(row: OverviewRow) -> int:
    """In how many earlier periods something occurred."""
    is_count = row.indicator.unit == "count"
    return sum(1 for v in row.course[:-1] if v is not None and (v or not is_count))


def _lagging(pen: Wording) -> None:
    pen.table(
        Text("后进项（对照自身）", "Lagging indicators (own course)"),
        (
            Text("指标", "Indicator"),
            Text("本期", "Value"),
            Text("分子/分母", "Counts"),
            Text("自身近期中位", "Own median"),
            Text("方向", "Better"),
        ),
        [_lagging_row(pen, row) for row in pen.facts.lagging],
        numeric=(1, 2, 3),
        widths=(54, 24, 28, 28, 22),
    )


def _lagging_row(pen: Wording, row: OverviewRow) -> list[Number | str]:
    middle = _median(row)
    unit = "%" if row.indicator.unit == "percent" else ""
    rises = row.indicator.direction == "up"
    return [
        label(pen, row.indicator),
        pen.numbers.value(row.value, row.indicator),
        pen.numbers.pair(row.value),
        MISSING
        if middle is None
        else pen.numbers.plain(middle, f"{row.indicator.name}.median", unit=unit),
        pen.words(Text("越高越好", "higher") if rises else Text("越低越好", "lower")),
    ]


def _median(row: OverviewRow) -> Decimal | None:
    known = sorted(value for value in row.course[:-1] if value is not None)
    if not known:
        return None
    return half_up(known[len(known) // 2], row.indicator.decimals)


def _league(pen: Wording, league: League) -> None:
    """Only reached where the policies of the act's day and of the period both allow it."""
    pen.table(
        Text(
            f"各院{league.indicator.label.zh}位次",
            f"Order of places: {league.indicator.label.en}",
        ),
        (
            Text("位次", "Place"),
            Text("单位", "Procuratorate"),
            Text("数值", "Value"),
            Text("分子/分母", "Counts"),
        ),
        [
            [
                str(number),
                name,
                pen.numbers.value(value, league.indicator),
                pen.numbers.pair(value),
            ]
            for number, (name, value) in enumerate(league.places, start=1)
        ],
        numeric=(0, 2, 3),
        widths=(16, 76, 30, 34),
    )
