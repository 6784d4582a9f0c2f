"""``hengjian appraisal sheet``: a stored sheet with its reasons, as far as one may see."""

import argparse
import json
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, add_json, number, said
from hengjian.lib.language import language


HELP = Text("列出自己的考评表，或显示一份", "list one's own score sheets, or show one")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "number",
        nargs="?",
        type=number,
        help=said(
            "考评表编号；不写则列出自己的", "a sheet; without it one's own are listed"
        ),
    )
    add_account(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.appraisal.api import whole
    from hengjian.appraisal.queries.sight import own_sheets, sheet_seen
    from hengjian.appraisal.queries.standing import decided_grades
    from hengjian.appraisal.queries.told_sheets import told
    from hengjian.appraisal.shown_marks import in_digits

    by = acting_account(arguments, Permission.SHEET_READ)
    if arguments.number is None:
        for sheet in own_sheets(by):
            line = f"{sheet.pk}\t{sheet.round.period}\t{in_digits(sheet.total)}"
            sys.stdout.write(f"{line}\t{sheet.round.scheme.name}\n")
        return 0
    found = sheet_seen(by, arguments.number)
    shown = told(found.version)
    if arguments.as_json:
        grade = decided_grades([found.pk]).get(found.pk, "")
        text = json.dumps(whole(shown, grade), ensure_ascii=False, default=str)
        sys.stdout.write(f"{text}\n")
        return 0
    sys.stdout.write(f"{found.person}  {found.round.period}  {shown.total}\n")
    for each in shown.lines:
        score = "–" if each.score is None else str(each.score)
        title, why = (one.in_language(language()) for one in (each.title, each.why))
        sys.stdout.write(f"  {title}  {score}/{each.full}  {why}\n")
    return 0
