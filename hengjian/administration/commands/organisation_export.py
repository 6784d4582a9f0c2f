"""``hengjian organisation export FILE --as ACCOUNT``."""

import argparse
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, said


HELP = Text(
    "导出机构人员，可改后再导入", "export the organisation, to change and import"
)
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=said("写到的 xlsx", "xlsx to write"))
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account, command_origin
    from hengjian.access.permissions import Permission
    from hengjian.audit.actions import coming_from
    from hengjian.engines.tables.sheets import write_sheets
    from hengjian.organisation.actions.exporting import note_export
    from hengjian.organisation.workbook.present import as_sheets, offered

    by = acting_account(arguments, Permission.ORGANISATION_CHANGE)
    sheets = as_sheets()
    write_sheets(arguments.file, sheets, choices=offered())
    with coming_from(command_origin()):
        note_export(sheets=sheets, by=by)
    return 0
