"""``hengjian report check FILE``: which numbers of an edited report no longer agree."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import number, said
from hengjian.lib.language import language


if TYPE_CHECKING:
    from hengjian.engines.documents.disagreements import Disagreement
    from hengjian.publication.queries.checking import Checked

HELP = Text(
    "核对修改后的报告：与数据不一致、互相矛盾的数字；有则返回 1",
    "check an edited report: numbers that disagree with the run or each other; 1 if any",
)
NEEDS_DATABASE = True

NOT_YOURS = Text("没有这份报告，或无权查看", "no such report, or not yours to see")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE.docx",
        help=said("修改后的报告", "the edited report"),
    )
    parser.add_argument(
        "--report",
        type=number,
        metavar="N",
        help=said(
            "报告编号(文件里没有编号时)", "the report's number, where the file lost it"
        ),
    )
    parser.add_argument(
        "--json", action="store_true", help=said("以 JSON 输出", "print JSON")
    )
    parser.add_argument(
        "--as",
        dest="account",
        metavar="ACCOUNT",
        help=said(
            "以哪个账号办理；密钥属主可不写",
            "the account that acts; the owner of the keys may leave it out",
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import require_key_owner
    from hengjian.lib.faults import UserFault
    from hengjian.publication.models import AnalysisReport
    from hengjian.publication.queries.checking import check_file

    account = None
    if arguments.account is None:
        require_key_owner()
    else:
        account = _reader(arguments)
    report = None
    if arguments.report is not None:
        report = AnalysisReport.objects.filter(pk=arguments.report).first()
        if report is None:
            raise UserFault(NOT_YOURS, status=404)
    checked = check_file(arguments.file, report)
    if account is not None:
        _require_sight(account, checked.report)
    if arguments.json:
        sys.stdout.write(json.dumps(_shown(arguments.file, checked)) + "\n")
    else:
        _tell(checked)
    return 1 if checked.disagreeing else 0


def _reader(arguments: argparse.Namespace) -> Any:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission

    return acting_account(arguments, Permission.REPORT_READ)


def _require_sight(account: Any, report: Any) -> None:
    from hengjian.lib.faults import UserFault
    from hengjian.publication.queries.reports import reports_seen

    if not reports_seen(account).filter(pk=report.pk).exists():
        raise UserFault(NOT_YOURS, status=404)


def _shown(file: Path, checked: "Checked") -> dict[str, Any]:
    def entry(each: "Disagreement") -> dict[str, Any]:
        return {
            "kind": each.kind,
            "place": each.place,
            "shown": each.shown,
            "message": {"zh": each.message.zh, "en": each.message.en},
            "passage": each.passage,
        }

    return {
        "file": str(file),
        "report": checked.report.pk,
        "run": checked.report.run_id,
        "numbers": checked.numbers,
        "disagreements": [entry(each) for each in checked.disagreeing],
        "notices": [entry(each) for each in checked.notices],
        "newer_run": [{"zh": text.zh, "en": text.en} for text in checked.newer],
    }


def _tell(checked: "Checked") -> None:
    from hengjian.engines.documents.disagreements import KINDS

    spoken = language()
    report = checked.report
    head = Text(
        f"报告 {report.pk}({report.period})，运行 {report.run_id}，绑定数字 {checked.numbers} 个",
        f"report {report.pk} ({report.period}), run {report.run_id}, "
        f"{checked.numbers} bound numbers",
    )
    lines = [head.in_language(spoken)]
    for each in checked.disagreeing:
        where = (
            Text(f"第{each.place}段", f"passage {each.place}") if each.place else None
        )
        kind = KINDS[each.kind].in_language(spoken)
        place = f"{where.in_language(spoken)} " if where else ""
        lines.append(f"✗ {place}{kind}: {each.message.in_language(spoken)}")
        if each.passage:
            lines.append(f"    {_short(each.passage)}")
    lines += [f"· {each.message.in_language(spoken)}" for each in checked.notices]
    lines += [f"· {text.in_language(spoken)}" for text in checked.newer]
    count = len(checked.disagreeing)
    end = (
        Text(f"{count} 处不一致", f"{count} disagree")
        if count
        else Text("没有不一致", "nothing disagrees")
    )
    lines.append(end.in_language(spoken))
    sys.stdout.write("\n".join(lines) + "\n")


def _short(passage: str, most: int = 80) -> str:
    return passage if len(passage) <= most else passage[: most - 1] + "…"
