"""``hengjian honours list``: the rounds that an account may see, and where they stand."""

import argparse
import json
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, add_json, number, said
from hengjian.lib.language import language


HELP = Text("列出评选", "list the rounds of honours")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit", type=number, default=50, help=said("最多几轮", "at most so many")
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.honours.catalogue import HONOURS
    from hengjian.honours.queries.rounds import rounds_seen

    by = acting_account(arguments, Permission.HONOUR_READ)
    for each in rounds_seen(by)[: max(0, arguments.limit)]:
        until = each.notice_until_on
        values = {
            "id": each.pk,
            "honour": each.honour,
            "period": each.period,
            "procuratorate": each.procuratorate.code,
            "stage": str(each.stage),
            "notice_until_on": until.isoformat() if until else None,
        }
        if arguments.as_json:
            sys.stdout.write(f"{json.dumps(values, ensure_ascii=False)}\n")
            continue
        told = [
            str(each.pk),
            HONOURS[each.honour].title.in_language(language()),
            each.period,
            each.procuratorate.code,
            each.stage_text.in_language(language()),
            until.isoformat() if until else "—",
        ]
        sys.stdout.write("\t".join(told) + "\n")
    return 0
