"""``hengjian indicators cards``: the cards behind a value."""

import argparse
import csv
import sys
from pathlib import Path

from hengjian.engines.indicators.drilling import Cell, MeasureCards, cards_behind
from hengjian.engines.tables.harmless import harmless
from hengjian.engines.tables.writing import write_csv_rows
from hengjian.indicators.file_tool.asking import (
    add_card_arguments,
    files_to_read,
    request_of,
    say,
    words,
)
from hengjian.indicators.file_tool.result_files import (
    check_place,
    refuse_overwriting,
)
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


HELP = Text("一个数值背后的案卡", "the cards behind a value")
NEEDS_DATABASE = False
_OWN_COLUMNS = ("measure", "card", "row", "weight", "value")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "indicator", metavar="CODE", help=words("指标名或编码", "name or code")
    )
    add_card_arguments(parser)
    parser.add_argument(
        "--period",
        default="all",
        metavar="2025-03",
        help=words(
            "统计期的名称，如 2025-03、2025-Q1、all",
            "the period by its name: 2025-03, 2025-Q1, all",
        ),
    )
    parser.add_argument(
        "--procuratorate", metavar="CODE", help=words("院代码", "its code")
    )
    parser.add_argument(
        "--in",
        dest="within",
        action="extend",
        nargs="+",
        default=[],
        metavar="ITEM=VALUE",
        help=words("其他分组及其值", "any other by-value"),
    )
    parser.add_argument(
        "--side",
        choices=["numerator", "denominator", "all"],
        default="all",
        help=words("只列分子或分母", "only the numerator or the denominator"),
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE.csv",
        help=words("默认输出到屏幕", "else stdout"),
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.out is not None:
        check_place(arguments.out)
        refuse_overwriting([arguments.out], files_to_read(arguments))
    request, read = request_of(arguments, ())
    for note in read.notes:
        say(note)
    cell = Cell(arguments.period, _by(arguments))
    found = cards_behind(request, arguments.indicator, cell, side=arguments.side)
    lines = _lines(found)
    if arguments.out is not None:
        write_csv_rows(arguments.out, lines[0], lines[1:])
    else:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([harmless(cell) for cell in line] for line in lines)
    for one in found:
        count = sum(one.cards.column("_weight").to_pylist())
        say(
            Text(
                f"{one.measure.full_name}：{count} 张案卡",
                f"{one.measure.full_name}: {count} cards",
            )
        )
    return 0


def _by(arguments: argparse.Namespace) -> dict[str, str]:
    by = {}
    if arguments.procuratorate is not None:
        by["procuratorate"] = arguments.procuratorate
    for pair in arguments.within:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UserFault(
                Text(f"--in 应写作 项目=值：{pair}", f"--in reads ITEM=VALUE: {pair}")
            )
        by[name] = value
    return by


def _lines(found: tuple[MeasureCards, ...]) -> list[list[str]]:
    """One line for each card; key items of different cards stand in their own columns."""
    keys = list(
        dict.fromkeys(
            name
            for one in found
            for name in one.cards.column_names
            if not name.startswith("_")
        )
    )
    lines = [[*_OWN_COLUMNS, *keys]]
    for one in found:
        for card in one.cards.to_pylist():
            own = [
                one.measure.full_name,
                one.shape.name,
                card.get("_row"),
                card["_weight"],
                card["_value"],
            ]
            line = [*own, *(card.get(key) for key in keys)]
            lines.append(["" if cell is None else str(cell) for cell in line])
    return lines
