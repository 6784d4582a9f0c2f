"""``hengjian calendars import FILE --as ACCOUNT``: release a notice of days off."""

import argparse
import sys
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, said
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


HELP = Text(
    "导入一年的放假安排，先说明会改动什么", "import a year's notice of days off"
)
NEEDS_DATABASE = True

FIELDS = ("year", "title", "document_number", "source")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help=said("xlsx、csv 或 yaml 文件", "an xlsx, csv or yaml")
    )
    add_account(parser)
    add = parser.add_argument
    add("--year", default="", help=said("年份，文件里没写时", "if not in the file"))
    add("--title", default="", help=said("通知的标题", "title of the notice"))
    add("--document-number", default="", help=said("文号", "its document number"))
    add("--source", default="", help=said("来源", "where it is published"))
    add("--reason", default="", help=said("更正的理由", "why it is corrected"))
    add("--dry-run", action="store_true", help=said("只预览", "only the preview"))


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.calendars import actions, notice_files
    from hengjian.calendars.previewing import effects_of

    by = acting_account(arguments, Permission.CALENDAR_CHANGE)
    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        raise UserFault(
            Text("打不开文件", "cannot open the file"), where=str(arguments.file)
        ) from error
    draft = notice_files.read_file(arguments.file.name, content).with_given(
        **{name: getattr(arguments, name) for name in FIELDS}
    )
    notice = draft.notice()
    effects = effects_of(notice)
    lines = [f"{day.on} {day.words.in_language(language())}" for day in effects.days]
    lines += [
        f"{each.title.in_language(language())} {each.unit_code} "
        f"{each.due_before} → {each.due_after}: {each.count}"
        for each in effects.moving
    ]
    if not arguments.dry_run:
        with coming_from(command_origin()):
            made = actions.release(
                notice=notice,
                described=actions.Described(
                    draft.title, draft.document_number, draft.source
                ),
                reason=arguments.reason,
                seen=effects.seen,
                by=by,
            )
        lines.append(f"{made.year}/{made.number} {made.digest}")
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0
