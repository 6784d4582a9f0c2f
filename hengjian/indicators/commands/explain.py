"""``hengjian indicators explain``: the sentence, the plan and the SQL of an indicator."""

import argparse
import sys

from hengjian.engines.indicators.explaining import Explanation, explain
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.indicators.file_tool.asking import (
    add_packs_argument,
    by_of,
    packs_of,
    words,
)
from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


HELP = Text("口径、计划与 SQL", "sentence, plan and SQL")
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "indicator", metavar="CODE", help=words("指标名或编码", "name or code")
    )
    add_packs_argument(parser)
    parser.add_argument(
        "--period",
        choices=[kind.value for kind in PeriodKind],
        default=PeriodKind.MONTH.value,
        help=words("统计期(默认 month)", "kind of period (default: month)"),
    )
    parser.add_argument(
        "--by",
        default="",
        metavar="ITEM[,ITEM…]",
        help=words("按哪些项分组", "by which items"),
    )


def run(arguments: argparse.Namespace) -> int:
    loaded = packs_of(arguments.packs)
    explanation = explain(
        loaded, arguments.indicator, PeriodKind(arguments.period), by_of(arguments.by)
    )
    sys.stdout.write(_written(explanation))
    return 0


def _written(explanation: Explanation) -> str:
    indicator = explanation.indicator
    tongue = language()
    lines = [
        f"{indicator.code} {indicator.label.in_language(tongue)} ({indicator.name})",
        indicator.sentence.in_language(tongue),
        "",
        *(f"- {measure}" for measure in explanation.measures),
        f"- {explanation.division}",
        "",
    ]
    for number, group in enumerate(explanation.groups, start=1):
        lines.append(f"{number}. {group.title}")
        lines += [f"   {step}" for step in group.steps]
        lines += ["", group.sql, ""]
    return "\n".join(lines)
