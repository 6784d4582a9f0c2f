"""What holds for every command: its help, what it refuses, and how it is stopped."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hengjian.config.cli import main, module_of
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
EXPLAIN = ["deadlines", "explain", "--start", "2025-09-28", "--length", "3 months"]


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


def test_every_argument_of_every_command_says_what_it_does() -> None:
    silent = []
    for command in commands():
        parser = argparse.ArgumentParser()
        module_of(command).add_arguments(parser)
        silent += [
            f"{command.module}: {action.option_strings or action.dest}"
            for action in parser._actions
            if not action.help
        ]

    assert silent == []


def test_help_and_refusals_are_in_chinese_by_default(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HENGJIAN_LANGUAGE", raising=False)

    with pytest.raises(SystemExit):
        main(["deadlines", "explain", "--help"])
    told = capsys.readouterr().out
    with pytest.raises(SystemExit) as refused:
        main(["deadlines", "explain"])
    refusal = capsys.readouterr().err

    assert told.startswith("用法：hengjian deadlines explain")
    assert "选项:" in told
    assert "usage" not in told + refusal
    assert refused.value.code == 2
    assert "缺少参数：--start, --length" in refusal


def test_help_and_refusals_are_in_english_where_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")

    with pytest.raises(SystemExit):
        main(["deadlines", "explain"])

    assert "arguments are required: --start" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["matters", "list", "--limit", "-1"], "a whole number from 1"),
        (["findings", "list", "--limit", "9" * 19], "a whole number from 1"),
        (["findings", "list", "--import", "1_0"], "a whole number from 1"),
        (["audit", "verify", "--last", "0"], "a whole number from 1"),
        (["serve", "--port", "99999"], "from 1 to 65535: 99999"),
        (["demo", "--size", "nan"], "a number from 0.02"),
        (["demo", "--size", "-1"], "a number from 0.02"),
        (["ledger", "show", "1001", "--since", "May"], "a date reads 2025-12-31: May"),
        (["meetings", "rules", "--on", "2026-02-30"], "a date reads 2025-12-31"),
    ],
)
def test_arguments_out_of_bounds_are_refused_in_words(
    words: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")

    with pytest.raises(SystemExit) as refused:
        main(words)

    assert refused.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", ["empty", "folder", "bytes", "deep"])
def test_what_is_no_file_of_checkpoints_is_refused_in_words(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").touch()
    (tmp_path / "bytes").write_bytes(bytes(range(256)))
    (tmp_path / "deep").write_text("[" * 5000, "ascii")
    words = ["audit", "countersign", str(tmp_path / name), "--public", "00" * 32]
    words += ["--key", str(tmp_path / "key"), "--by", "somebody"]

    code = main(words)

    assert code == 2
    assert capsys.readouterr().err.startswith(f"hengjian: {tmp_path / name}: ")


def test_file_that_cannot_be_written_is_named_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "absent" / "targets.xlsx"

    code = main(["targets", "form", str(path)])

    assert code == 2
    assert str(path) in capsys.readouterr().err


def test_reader_that_goes_early_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = bare_environment()
    environment.pop("PYTHONUNBUFFERED", None)

    answer = subprocess.run(
        [sys.executable, "-m", "hengjian.config.cli", *EXPLAIN],
        env=environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)

    assert (answer.returncode, answer.stderr) == (0, "")


def commands() -> Iterator[Command]:
    for entry in COMMANDS.values():
        if isinstance(entry, Group):
            yield from entry.acts.values()
        else:
            yield entry
