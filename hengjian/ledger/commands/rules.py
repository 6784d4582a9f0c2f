"""``hengjian ledger rules``: an office's rules in force; ``--file`` sets them from a file."""

import argparse
import sys
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, said
from hengjian.lib.language import language


HELP = Text("列出或设定积分奖励规则", "list or set rules of points and awards")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", help=said("单位代码", "code of the office"))
    parser.add_argument(
        "--file",
        type=Path,
        metavar="RULES.yaml",
        help=said("按文件设定", "set them from a file"),
    )
    parser.add_argument(
        "--working-rules",
        action="store_true",
        help=said("设定随附的试行规则", "set the working rules that come with it"),
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.engines.points.amounts import written
    from hengjian.ledger.actions.rules import set_rule
    from hengjian.ledger.queries.rules import rules_in_force
    from hengjian.ledger.rules_file import WORKING_RULES, read_rules
    from hengjian.lib import clock
    from hengjian.organisation.queries import procuratorate_with

    unit = procuratorate_with(arguments.unit)
    account = acting_account(arguments, Permission.LEDGER_RULE_CHANGE, unit=unit)
    file = WORKING_RULES if arguments.working_rules else arguments.file
    if file is not None:
        for each in read_rules(file):
            set_rule(unit=unit, said=each, by=account)
    for rule in rules_in_force(unit, clock.today()):
        words = rule.title.in_language(language())
        amount = written(rule.hundredths)
        sys.stdout.write(
            f"{rule.code}\t{rule.version}\t{rule.purpose}\t{rule.kind}\t{amount}\t{words}\n"
        )
    return 0
