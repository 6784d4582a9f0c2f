"""``hengjian matters show ID``: one matter, its tasks with their limits, its time line."""

import argparse
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, number, said
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


HELP = Text("查看一件事项", "show a matter")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "number", type=number, help=said("事项的编号", "id of the matter")
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.matters.queries.detail import tasks_of, time_line
    from hengjian.matters.queries.sight import matters_seen

    account = acting_account(arguments, Permission.MATTER_READ)
    matter = (
        matters_seen(account)
        .filter(pk=arguments.number)
        .select_related("release", "procuratorate")
        .first()
    )
    if matter is None:
        raise UserFault(
            Text("没有这件事项，或您无权查看。", "No such matter, or not for you."),
            status=404,
        )
    spoken = language()
    lines = [
        f"{matter.kind} {matter.number} {matter.title}",
        f"{matter.procuratorate.name} · {matter.state_text.in_language(spoken)}",
        "",
    ]
    for task in tasks_of(matter):
        mark = "·" if task.item.is_open else "✓"
        due = task.item.due_on.isoformat() if task.item.due_on else "—"
        lines.append(f"{mark} {task.item.label.in_language(spoken)}\t{due}")
        steps = task.answer.steps if task.answer is not None else []
        lines += [f"    {step.text.in_language(spoken)}" for step in steps]
    lines.append("")
    for line in time_line(matter):
        at = f"{line.at:%Y-%m-%d %H:%M}"
        lines.append(f"{at}\t{line.words.in_language(spoken)}\t{line.reason}")
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0
