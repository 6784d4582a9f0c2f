"""``hengjian organisation import FILE --as ACCOUNT``."""

import argparse
import sys
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, said
from hengjian.lib.language import language


HELP = Text(
    "从电子表格导入单位、部门、岗位、人员和任职",
    "import procuratorates, departments, posts, people and appointments",
)
NEEDS_DATABASE = True

NOTHING = Text("与现有机构人员一致，没有改动。", "Nothing is new; nothing was changed.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=said("xlsx 文件", "an xlsx file"))
    add_account(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help=said("只检查，不写入", "only check")
    )


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.engines.tables.sheets import read_sheets
    from hengjian.organisation.actions.importing import import_sheets

    by = acting_account(arguments, Permission.ORGANISATION_CHANGE)
    sheets = read_sheets(arguments.file)
    with coming_from(command_origin()):
        plan = import_sheets(
            sheets=sheets,
            by=by,
            file_name=arguments.file.name,
            dry_run=arguments.dry_run,
        )
    lines = [_line(name, counts) for name, counts in plan.counts().items()]
    said = "\n".join(line.in_language(language()) for line in lines if line)
    sys.stdout.write((said or NOTHING.in_language(language())) + "\n")
    return 0


def _line(name: str, counts: dict[str, int]) -> Text | None:
    from hengjian.organisation.workbook.layout import SHEETS

    if not any(counts.values()):
        return None
    title = next(sheet.title for sheet in SHEETS if sheet.name == name)
    return Text(
        f"{title.zh}：新增 {counts['added']}，改动 {counts['changed']}",
        f"{title.en}: {counts['added']} added, {counts['changed']} changed",
    )
