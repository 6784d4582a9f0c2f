"""``hengjian appraisal verify``: stored sheets against digests, journal and arithmetic."""

import argparse
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, number, said
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


HELP = Text(
    "核对考评表：摘要、留痕、重新计算，指出被改动的一份",
    "verify score sheets by digest, journal and recomputing; locates what was changed",
)
NEEDS_DATABASE = True
DIFFERS = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--round",
        type=number,
        metavar="NUMBER",
        help=said("只核对这一期", "this round alone"),
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.access.queries import visible_units
    from hengjian.appraisal.models import AppraisalRound
    from hengjian.appraisal.queries.verifying import verify

    by = acting_account(arguments, Permission.SHEET_READ_ALL)
    rounds = AppraisalRound.objects.filter(
        scheme__procuratorate__in=visible_units(by, Permission.SHEET_READ_ALL)
    ).select_related("scheme__adopted_version")
    if arguments.round is not None:
        rounds = rounds.filter(pk=arguments.round)
        if not rounds.exists():
            raise UserFault(
                Text("没有这一期，或者无权查看", "no such round, or not for you"),
                where=str(arguments.round),
            )
    versions, found = 0, 0
    for round_ in rounds.order_by("pk"):
        verified = verify(round_)
        versions += verified.versions
        for one in verified.differences:
            found += 1
            told = one.message.in_language(language())
            sys.stdout.write(f"{round_.pk} {round_.period}  {one.what}  {told}\n")
    summary = Text(
        f"核对 {versions} 版，{found} 处不符",
        f"{versions} versions verified, {found} differences",
    )
    sys.stdout.write(f"{summary.in_language(language())}\n")
    return DIFFERS if found else 0
