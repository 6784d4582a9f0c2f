"""``hengjian report analysis``: the quarter's consultation paper, the month's circular."""

import argparse
import json
import shutil
import sys
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, number, said
from hengjian.lib.language import language


HELP = Text(
    "编制会商材料(季度)或通报(月):docx、pdf、xlsx",
    "make the consultation paper (quarter) or circular (month): docx, pdf, xlsx",
)
NEEDS_DATABASE = True

NO_RUN = Text(
    "还没有完成的统计运行，先导入案卡并计算",
    "no run is done yet: import cards and compute first",
)
SHOWN = ("docx", "pdf", "xlsx")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--period",
        required=True,
        metavar="2026-Q3",
        help=said(
            "统计期：2026-Q3 为会商材料，2026-09 为月通报",
            "2026-Q3 for the consultation paper, 2026-09 for the monthly circular",
        ),
    )
    parser.add_argument(
        "--procuratorate",
        required=True,
        metavar="CODE",
        help=said("院代码；市级院含辖区", "its code; a city's takes in all below it"),
    )
    parser.add_argument(
        "--alone",
        action="store_true",
        help=said("只编市级院本院", "the city's own office alone"),
    )
    parser.add_argument(
        "--kind",
        choices=["consultation", "circular"],
        help=said("会商材料或通报，默认由统计期定", "by the period without it"),
    )
    parser.add_argument(
        "--language",
        choices=["zh", "en"],
        default="zh",
        help=said("报告的语言", "language of the report"),
    )
    parser.add_argument(
        "--template",
        type=Path,
        metavar="FILE.docx",
        help=said("另用的 Word 模板", "another Word template"),
    )
    parser.add_argument(
        "--run",
        type=number,
        metavar="N",
        help=said(
            "统计运行编号，默认最近一次", "a run's number; the newest by default"
        ),
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help=said("另存一份到这个目录", "a folder for copies of the files"),
    )
    parser.add_argument(
        "--json", action="store_true", help=said("以 JSON 输出", "print JSON")
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.indicators.models import Run
    from hengjian.indicators.queries.values import latest_run
    from hengjian.lib.faults import UserFault
    from hengjian.organisation.models import Procuratorate
    from hengjian.publication import files
    from hengjian.publication.making import Wish, make_now

    unit = Procuratorate.objects.filter(code=arguments.procuratorate).first()
    by = acting_account(arguments, Permission.REPORT_MAKE, unit=unit)
    chosen = (
        latest_run()
        if arguments.run is None
        else Run.objects.filter(pk=arguments.run, state=Run.State.DONE).first()
    )
    if chosen is None:
        raise UserFault(NO_RUN, status=409)
    wish = Wish(arguments.kind, arguments.alone, arguments.language, arguments.template)
    with coming_from(command_origin()):
        report = make_now(chosen, arguments.procuratorate, arguments.period, by, wish)
    paths = [files.made_file(report, kind) for kind in SHOWN]
    if arguments.out is not None:
        paths = [_copied(path, arguments.out) for path in paths]
    if arguments.json:
        shown = {
            "report": report.pk,
            "run": report.run_id,
            "numbers": report.number_count,
            "files": {p.suffix[1:]: str(p) for p in paths},
            "notices": report.notices,
        }
        sys.stdout.write(json.dumps(shown, ensure_ascii=False) + "\n")
        return 0
    done = Text(
        f"报告 {report.pk}({report.number_count} 个数字，运行 {report.run_id})",
        f"report {report.pk} ({report.number_count} numbers, run {report.run_id})",
    )
    sys.stdout.write(done.in_language(language()) + "\n")
    for path in paths:
        sys.stdout.write(f"{path}\n")
    for notice in report.notices:
        text = Text(notice["zh"], notice["en"]).in_language(language())
        sys.stderr.write(text + "\n")
    return 0


def _copied(path: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / path.name
    shutil.copyfile(path, copy)
    copy.chmod(0o600)
    return copy
