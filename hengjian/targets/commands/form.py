"""``hengjian targets form``: an empty form of targets to fill, with one filled row."""

import argparse
import datetime
from fractions import Fraction
from pathlib import Path

from hengjian.engines.tables.sheets import write_sheets
from hengjian.engines.targets.model import Level, Quantity, Split, Target
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language
from hengjian.targets.example_sheet import example_rows
from hengjian.targets.form.writing import write_form


HELP = Text("写出目标分解表的空表", "write an empty form of targets")
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "form",
        type=Path,
        metavar="FILE",
        help=Text("写到哪个 xlsx 文件", "the xlsx file to write").in_language(
            language()
        ),
    )
    parser.add_argument(
        "--example",
        action="store_true",
        help=Text(
            "写出示例责任分解表(32 项，不是官方清单)",
            "write the example responsibility sheet (32 items, no official list)",
        ).in_language(language()),
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.form.exists():
        raise UserFault(
            Text("文件已存在，不覆盖", "the file is there already; not overwritten"),
            where=arguments.form.as_posix(),
        )
    rows = (
        example_rows(clock.today().year)
        if arguments.example
        else write_form([_example()])
    )
    write_sheets(arguments.form, {"目标分解": rows})
    return 0


def _example() -> Target:
    due = datetime.date(clock.today().year, 12, 31)
    below = Target(
        name="1.1",
        title=Text.same("(示例，填写时删去)办公室信息"),
        level=Level.DEPARTMENT,
        owner="办公室",
        aim=Quantity(Fraction(60)),
        due_on=due,
        measures="每周选题",
        answerable="办公室主任负责",
    )
    return Target(
        name="1",
        title=Text.same("(示例，填写时删去)检察信息"),
        level=Level.PROCURATORATE,
        owner="分管副检察长",
        aim=Quantity(Fraction(60)),
        due_on=due,
        measures="每月讲评",
        answerable="分管副检察长直接负责",
        split=Split.SUM,
        below=(below,),
    )
