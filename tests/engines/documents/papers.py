"""A small paper with everything a paper may hold."""

from decimal import Decimal
from pathlib import Path

from hengjian.engines.documents.content import (
    Bold,
    Heading,
    Number,
    Paper,
    Paragraph,
    Picture,
    Table,
)
from hengjian.engines.documents.drawing import Pen, Series
from hengjian.engines.documents.fonts import Fonts


def small_paper(folder: Path) -> Paper:
    """Headings, a sentence with numbers, a note, a table with its total, a chart."""
    chart = folder / "chart-1.png"
    Pen(Fonts()).bars(
        chart, ["刑事", "民事"], [Series("本期", [Decimal(80), Decimal(20)])], unit="件"
    )
    return Paper(
        "云泽市检察机关2026年第三季度\n业务数据分析研判会商材料",
        (
            Heading("一、总体情况"),
            Heading("（一）办案总量", 2),
            Paragraph(
                (
                    "共受理",
                    Number("n1", "100", Decimal(100), {"indicator": "all"}),
                    "件，其中刑事",
                    Number("n2", "80", Decimal(80)),
                    "件、民事",
                    Number("n3", "20", Decimal(20)),
                    "件，",
                    Bold("同比"),
                    Number("n4", "上升5.00%", Decimal("5.00")),
                    "。",
                )
            ),
            Table(
                "表1  受理情况",
                ("业务", "受理（件）", "占比", "上年同期", "同比"),
                (
                    ("刑事", Number("n5", "80", Decimal(80)), "80%", "76", "+5.26%"),
                    ("民事", "20", "20%", "20", "0.00%"),
                    ("合计", Number("n6", "100", Decimal(100)), "100%", "96", "+4.17%"),
                ),
                frozenset({1, 2, 3, 4}),
                (4, 2, 2, 2, 2),
                has_total=True,
            ),
            Picture(chart, "图1  受理", "刑事80件、民事20件的柱形图"),
            Paragraph(("注：占比合计为100%。",), note=True),
        ),
        {
            "issuer": "云泽市人民检察院",
            "issued_on": "2026年10月20日",
            "signature": "云泽市人民检察院",
        },
        ("没有公文字体",),
    )
