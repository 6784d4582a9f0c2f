"""``hengjian doctor``: check the installation; exit 1 when something is bad."""

import argparse
import json
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_json
from hengjian.lib.language import language


HELP = Text("检查安装", "check the installation")
NEEDS_DATABASE = True

MARKS = {"good": "✓", "warning": "!", "bad": "✗"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from hengjian.administration.health import examine
    from hengjian.administration.health_answers import State

    findings = list(examine())
    if arguments.as_json:
        values = [
            {
                "name": each.name,
                "state": each.state.value,
                "zh": each.message.zh,
                "en": each.message.en,
            }
            for each in findings
        ]
        sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    else:
        for each in findings:
            said = each.message.in_language(language())
            sys.stdout.write(f"{MARKS[each.state]} {each.name}: {said}\n")
    return 1 if any(each.state is State.BAD for each in findings) else 0
