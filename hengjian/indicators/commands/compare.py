"""``hengjian indicators compare CODE --period P --procuratorate C …``: named places."""

import argparse
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, said


HELP = Text(
    "制作具名的多院表(须写明用途和接收人)",
    "a table that names places, with its purpose and recipient",
)
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "indicator", metavar="CODE", help=said("指标名或编码", "name or code")
    )
    parser.add_argument(
        "--period", required=True, help=said("统计期，如 2026-09", "2026-09, 2026-Q3 …")
    )
    parser.add_argument(
        "--procuratorate",
        action="append",
        default=[],
        metavar="CODE",
        help=said("院代码，可多次给出", "a code; may be given again"),
    )
    parser.add_argument("--purpose", default="", help=said("用途", "purpose"))
    parser.add_argument("--recipient", default="", help=said("接收人", "recipient"))
    parser.add_argument(
        "--rank",
        action="store_true",
        help=said("按数值排名(须政策允许)", "rank by value, if policy allows it"),
    )
    parser.add_argument(
        "--out", required=True, type=Path, help=said("写到的 xlsx", "xlsx to write")
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.indicators.commands.comparing import compared
    from hengjian.ui.downloads import workbook_bytes

    by = acting_account(arguments, Permission.EXPORT_MAKE)
    with coming_from(command_origin()):
        sheet = compared(
            indicator_named=arguments.indicator,
            period=arguments.period,
            codes=arguments.procuratorate,
            purpose=arguments.purpose,
            recipient=arguments.recipient,
            rank=arguments.rank,
            by=by,
        )
    arguments.out.write_bytes(workbook_bytes(sheet))
    arguments.out.chmod(0o600)
    return 0
