"""What holds for every command: it stands without a database where it says so."""

import json
import subprocess
import sys
from collections.abc import Iterator

from hengjian.config.cli import module_of
from hengjian.config.commands import COMMANDS, Command, Group
from hengjian.ledger import rules_format
from hengjian.ledger.models import Purpose, RuleKind, Span
from tests.child import bare_environment


# imports each command and builds its help as the entry does, without any settings
STAND_ALONE = """
import argparse, importlib, json, sys
needing = []
for module in json.loads(sys.argv[1]):
    command = importlib.import_module(module)
    command.add_arguments(argparse.ArgumentParser())
    if "django" in sys.modules:
        needing.append(module)
        break
print(json.dumps(needing))
"""


def test_commands_of_files_alone_need_neither_settings_nor_django() -> None:
    alone = [each.module for each in commands() if not module_of(each).NEEDS_DATABASE]

    answer = subprocess.run(
        [sys.executable, "-c", STAND_ALONE, json.dumps(alone)],
        env={**bare_environment(), "DJANGO_SETTINGS_MODULE": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.stderr == ""
    assert json.loads(answer.stdout) == []


def test_form_of_ledger_rules_names_the_choices_of_the_models() -> None:
    assert tuple(Purpose.values) == rules_format.PURPOSES
    assert tuple(RuleKind.values) == rules_format.KINDS
    assert tuple(Span.values) == rules_format.SPANS


def commands() -> Iterator[Command]:
    for entry in COMMANDS.values():
        if isinstance(entry, Group):
            yield from entry.acts.values()
        else:
            yield entry
