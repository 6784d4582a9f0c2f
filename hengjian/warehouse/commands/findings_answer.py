"""``hengjian findings answer ID corrected|explained [--reason TEXT]``."""

import argparse
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, number, said
from hengjian.lib.language import language


HELP = Text(
    "答复案卡问题：已改正，或说明理由", "answer a finding: corrected, or explained"
)
NEEDS_DATABASE = True

NO_FINDING = Text("没有这个问题，或无权查看", "no such finding, or not yours to see")
NOT_YOURS = Text("只能答复自己填录的问题", "one answers findings on one's own cards")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "finding",
        type=number,
        metavar="ID",
        help=said("问题的编号", "number of the finding"),
    )
    parser.add_argument(
        "answer",
        choices=["corrected", "explained"],
        help=said("已更正，或者说明理由", "corrected, or explained"),
    )
    parser.add_argument(
        "--reason",
        default="",
        help=said("说明的理由", "why the card is right as it is"),
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.faults import NotAllowed
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.lib.faults import UserFault
    from hengjian.warehouse.actions import findings
    from hengjian.warehouse.plain_reasons import require_plain
    from hengjian.warehouse.queries.sight import findings_seen, may_answer

    by = acting_account(arguments, Permission.FINDING_ANSWER)
    finding = findings_seen(by).filter(pk=arguments.finding).first()
    if finding is None:
        raise UserFault(NO_FINDING, status=404)
    if not may_answer(by, finding):
        raise NotAllowed(NOT_YOURS)
    require_plain(arguments.reason, finding.table, [finding.card_key])
    with coming_from(command_origin()):
        finding = findings.answer(
            finding=finding,
            answer=findings.Answer(arguments.answer),
            reason=arguments.reason,
            by=by,
        )
    said_zh, said_en = finding.get_state_display(), str(finding.state)
    sys.stdout.write(Text(said_zh, said_en).in_language(language()) + "\n")
    return 0
