"""Charts of an indicator as ECharts options; every chart has its table on the page."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators.queries.formatting import rounded
from hengjian.indicators.queries.values import Value
from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.say import in_reader_language


LIMIT, CENTRE = "#b45309", "#7a8591"
WHOLE = 100  # percent


def _number(value: Decimal | None, decimals: int) -> float | None:
    """For drawing only; what people read comes from the table."""
    return None if value is None else float(rounded(value, decimals))


def course_option(
    indicator: Indicator,
    series: Sequence[Value],
    limits: tuple[float, float, float] | None,
    marked: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """The own course; with limits (lower, centre, upper) a control chart."""
    points = [
        {
            "value": _number(value.value, indicator.decimals),
            "symbolSize": 9 if value.period in marked else 4,
            **({"itemStyle": {"color": "#a61b1b"}} if value.period in marked else {}),
        }
        for value in series
    ]
    line: dict[str, Any] = {
        "type": "line",
        "name": in_reader_language(indicator.label),
        "data": points,
        "connectNulls": False,
    }
    if limits is not None:
        names = (Text("下限", "lower"), Text("中线", "centre"), Text("上限", "upper"))
        line["markLine"] = {
            "symbol": "none",
            "silent": True,
            "label": {"formatter": "{b}", "position": "insideEndTop"},
            "lineStyle": {"color": CENTRE},
            "data": [
                {
                    "yAxis": round(level, indicator.decimals),
                    "name": in_reader_language(name),
                    "lineStyle": {"type": "solid" if name.en == "centre" else "dashed"},
                }
                for level, name in zip(limits, names, strict=True)
            ],
        }
    return {
        "grid": {"left": 56, "right": 48, "top": 24, "bottom": 36},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": [value.period for value in series]},
        "yAxis": _axis(indicator, series, limits or ()),
        "series": [line],
    }


def _axis(
    indicator: Indicator, values: Sequence[Value], levels: Sequence[float]
) -> dict[str, Any]:
    """An axis that holds the limits too: the drawing library looks at the points only.

    Shares lie between round tens.
    """
    axis: dict[str, Any] = {"type": "value", "scale": True}
    drawn = [float(v.value) for v in values if v.value is not None] + list(levels)
    if indicator.unit == "percent":
        axis["axisLabel"] = {"formatter": "{value}%"}
        if drawn and min(drawn) >= 0 and max(drawn) <= WHOLE:
            low, high = min(drawn) // 10 * 10, -(-max(drawn) // 10) * 10
            return axis | {"min": low, "max": max(high, low + 10)}
    if not levels:
        return axis
    edge = (max(drawn) - min(drawn)) * 0.08 or 1.0
    low = min(drawn) - edge
    low = max(low, 0.0) if min(drawn) >= 0 else low
    return axis | {"min": round(low, 1), "max": round(max(drawn) + edge, 1)}


def funnel_option(
    indicator: Indicator,
    peers: Sequence[Value],
    own: Value | None,
    bands: Sequence[tuple[int, float, float]],
    centre: float | None,
) -> dict[str, Any]:
    """Peers as unnamed points over their counts, with the limits of chance."""

    def point(value: Value) -> list[float | None]:
        size = value.denominator
        return [
            float(size) if size is not None else None,
            _number(value.value, indicator.decimals),
        ]

    # in the order of their size: the order of codes would tell who is who
    others = sorted(
        (point(v) for v in peers if own is None or v.unit != own.unit),
        key=lambda each: (each[0] or 0, each[1] or 0),
    )
    series: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "name": in_reader_language(
                Text("其他院(不具名)", "other places (unnamed)")
            ),
            "data": others,
            "symbolSize": 7,
            "itemStyle": {"color": "#8a94a0"},
        }
    ]
    if own is not None:
        series.append(
            {
                "type": "scatter",
                "name": in_reader_language(Text("本院", "this place")),
                "data": [point(own)],
                "symbolSize": 12,
                "itemStyle": {"color": "#1f4e79"},
            }
        )
    for position, name in (
        (1, Text("下限", "lower limit")),
        (2, Text("上限", "upper limit")),
    ):
        series.append(
            {
                "type": "line",
                "name": in_reader_language(name),
                "data": [[band[0], band[position]] for band in bands],
                "symbol": "none",
                "itemStyle": {"color": LIMIT},
                "lineStyle": {"type": "dashed", "color": LIMIT, "width": 1},
            }
        )
    if centre is not None and bands:
        series.append(
            {
                "type": "line",
                "name": in_reader_language(Text("总体", "overall")),
                "data": [[bands[0][0], centre], [bands[-1][0], centre]],
                "symbol": "none",
                "itemStyle": {"color": CENTRE},
                "lineStyle": {"color": CENTRE, "width": 1},
            }
        )
    return {
        "grid": {"left": 56, "right": 24, "top": 40, "bottom": 36},
        "legend": {"top": 0, "itemHeight": 8},
        "tooltip": {"trigger": "item"},
        "xAxis": {"type": "value", "name": in_reader_language(Text("分母", "count"))},
        "yAxis": _axis(
            indicator, peers, [level for band in bands for level in band[1:]]
        ),
        "series": series,
    }


def structure_option(
    title: str, parts: Sequence[tuple[str, Decimal]]
) -> dict[str, Any]:
    """Shares of a whole as bars; they sum to one hundred by the largest remainder."""
    return {
        "grid": {"left": 120, "right": 48, "top": 8, "bottom": 24},
        "tooltip": {"trigger": "item"},
        "xAxis": {"type": "value"},
        "yAxis": {
            "type": "category",
            "data": [name for name, _ in parts],
            "inverse": True,
        },
        "series": [
            {
                "type": "bar",
                "name": title,
                "data": [float(share) for _, share in parts],
                "label": {"show": True, "position": "right"},
            }
        ],
    }
