"""``hengjian import FILE --card NAME --as ACCOUNT``: one file of cards, at once."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, add_json, said
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


if TYPE_CHECKING:
    from hengjian.warehouse.models import Import

HELP = Text(
    "导入一个案卡文件(xlsx、xls、ods、csv)：核查、写入、发现问题",
    "import a file of case cards (xlsx, xls, ods, csv): check, write, find faults",
)
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=said("案卡文件", "the file of cards")
    )
    parser.add_argument(
        "--card", required=True, metavar="NAME", help=said("案卡(业务包)", "the card")
    )
    parser.add_argument(
        "--procuratorate",
        metavar="CODE",
        help=said(
            "文件中没有单位时，是哪个单位的案卡",
            "whose cards they are, where the file does not say",
        ),
    )
    parser.add_argument("--sheet", default="", help=said("工作表", "the sheet"))
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        dest="mapping",
        metavar="HEADER=ITEM",
        help=said("表头对应的项目，记住供下次使用", "what a header means; remembered"),
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.organisation.queries import procuratorate_with
    from hengjian.warehouse import exporting
    from hengjian.warehouse.actions import header_mappings
    from hengjian.warehouse.commands.progress import shown
    from hengjian.warehouse.importing import intake, running
    from hengjian.warehouse.queries.imports import place_of_imports

    code = arguments.procuratorate
    unit = procuratorate_with(code) if code else None
    by = acting_account(arguments, Permission.CARD_IMPORT, unit=unit)
    within = unit or place_of_imports(by)
    mapping = _mapping(arguments.mapping)
    if not arguments.file.is_file():
        raise UserFault(Text("找不到文件", "no such file"), where=str(arguments.file))
    with coming_from(command_origin()):
        staged = intake.take_in_path(
            arguments.file,
            card=arguments.card,
            procuratorate=unit,
            within=within,
            sheet=arguments.sheet,
            mapping=mapping,
            as_job=False,
            by=by,
        )
        with shown() as progress:
            done = running.run(staged, by=by, progress=progress)
        if mapping:
            header_mappings.remember(
                card=arguments.card,
                unit_code=unit.code if unit else "",
                mapping=mapping,
                by=by,
            )
        beside = arguments.file.with_name(f"{arguments.file.name}.rejected.xlsx")
        # whoever brings a file has its rows already: they lie beside it to be mended
        kept_aside = exporting.write_rejected(
            beside, done, reason="改正后重新导入", by=by
        )
    if arguments.as_json:
        sys.stdout.write(json.dumps(_values(done, kept_aside, beside)) + "\n")
    else:
        lines = (line.in_language(language()) for line in _lines(done))
        sys.stdout.write("\n".join(lines) + "\n")
        if kept_aside:
            sys.stdout.write(f"{beside}\n")
    return 0


def _mapping(pairs: list[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        header, equals, item = pair.rpartition("=")
        if not equals or not header:
            raise UserFault(
                Text(
                    f"--map 应写作 表头=项目：{pair}",
                    f"--map reads HEADER=ITEM: {pair}",
                )
            )
        mapping[header] = item
    return mapping


def _values(done: "Import", kept_aside: int, beside: Path) -> dict[str, Any]:
    return {
        "import": done.pk,
        "state": str(done.state),
        "card": done.table.name,
        "version": done.version,
        "read": done.rows_read,
        "new": done.rows_new,
        "changed": done.rows_changed,
        "unchanged": done.rows_unchanged,
        "rejected": done.rows_rejected,
        "rejected_file": str(beside) if kept_aside else None,
        "findings": {
            "raised": done.findings_raised,
            "closed": done.findings_closed,
            "reopened": done.findings_reopened,
        },
        "notices": done.notices,
        "computing": _waits_for_a_worker(done),
    }


def _lines(done: "Import") -> list[Text]:
    lines = [
        Text(
            f"已导入 {done.table.name}：新增 {done.rows_new}，变更 {done.rows_changed}，"
            f"不变 {done.rows_unchanged}，挡下 {done.rows_rejected} 行",
            f"{done.table.name}: {done.rows_new} new, {done.rows_changed} changed, "
            f"{done.rows_unchanged} unchanged, {done.rows_rejected} rows kept aside",
        ),
        Text(
            f"问题：新发现 {done.findings_raised}，办结 {done.findings_closed}，"
            f"重新打开 {done.findings_reopened}",
            f"findings: {done.findings_raised} raised, {done.findings_closed} closed, "
            f"{done.findings_reopened} reopened",
        ),
    ]
    lines += [Text(each["zh"], each["en"]) for each in done.notices]
    if _waits_for_a_worker(done):
        lines.append(
            Text(
                "指标：已交后台重新计算，正在运行的后台任务会立即接手"
                "(没有运行时，执行 hengjian worker)",
                "indicators: handed to the worker, which takes them up at once"
                " (where none runs: hengjian worker)",
            )
        )
    return lines


def _waits_for_a_worker(done: "Import") -> bool:
    """Whether a job waits that computes what rests on the cards."""
    from hengjian.jobs.models import Job, JobState
    from hengjian.warehouse.actions.imports import IMPORT_LIVE

    waiting = Job.objects.filter(state=JobState.QUEUED)
    return waiting.filter(key__startswith=f"{IMPORT_LIVE}:{done.pk}:").exists()
