"""The commands that the documents print are commands as they stand."""

import argparse
import re
import shlex
from pathlib import Path

import pytest

from hengjian.config.cli import module_of
from hengjian.config.commands import COMMANDS, Group
from hengjian.engines.pack_format.reading import load


ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    *sorted(ROOT.glob("docs/**/*.md")),
]
_FENCED = re.compile(r"^[ ]*```\w*\n(.*?)^[ ]*```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\s*(?:\$ )?(?:[A-Z_]+=\S+ )*(?:\S*/bin/)?hengjian (.+)$")


def printed() -> list[tuple[str, str]]:
    """Page and words of every command in a fenced block."""
    found = []
    for page in PAGES:
        for block in _FENCED.findall(page.read_text("utf-8")):
            for line in block.replace("\\\n", " ").splitlines():
                match = _COMMAND.match(line)
                if match:
                    name = page.relative_to(ROOT).as_posix()
                    found.append((name, match[1]))
    return found


@pytest.mark.parametrize(("page", "line"), printed())
def test_printed_command_is_read_whole(page: str, line: str) -> None:
    name, *words = shlex.split(line, comments=True)
    command = COMMANDS[name]
    if isinstance(command, Group):
        command = command.acts[words.pop(0)]
    parser = argparse.ArgumentParser(exit_on_error=False)
    module_of(command).add_arguments(parser)

    if any("[" in word for word in words):  # a synopsis: what it names is there
        known = set(parser._option_string_actions)
        assert set(re.findall(r"--[a-z-]+", line)) <= known, page
    else:
        parser.parse_args(words)


def test_conditions_that_are_printed_can_be_asked() -> None:
    loaded = load([ROOT / "packs"])
    pages = "".join(page.read_text("utf-8") for page in PAGES)
    conditions = re.findall(r'--where "([^"]+)"', pages)

    assert conditions
    for condition in conditions:
        asked = re.findall(r"[a-z_]+(?= =)", condition)
        assert set(asked) <= loaded.packs["arrest_review"].card.items.keys()
