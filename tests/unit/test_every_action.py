"""Every action of the product: its journal entry, and nothing without it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError

from hengjian.audit.models import JournalEntry
from tests.action_examples import examples
from tests.cast import Cast
from tests.failing_journal import everything, failing_journal
from tests.personal_values import entries_with, personal_values


PACKAGE = Path(__file__).resolve().parents[2] / "hengjian"
EXAMPLES = examples()


def actions_in(file: Path) -> Iterator[str]:
    """The dotted names of the functions under ``@journal.action``."""
    text = file.read_text("utf-8")
    if "@journal.action" not in text:
        return
    module = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and any(
            ast.unparse(decorator) == "journal.action"
            for decorator in node.decorator_list
        ):
            yield f"{module}.{node.name}"


ACTIONS = sorted(
    name
    for file in PACKAGE.rglob("*.py")
    if "node_modules" not in file.parts
    for name in actions_in(file)
)


def test_actions_are_found() -> None:
    assert len(ACTIONS) > 30


@pytest.mark.parametrize("name", ACTIONS)
def test_action_has_an_example(name: str) -> None:
    assert name in EXAMPLES, (
        f"put an example of {name} into tests/action_examples/: the tests below prove"
        " on it that a failing journal write changes nothing"
    )


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_example_is_of_an_action_that_there_is(name: str) -> None:
    assert name in ACTIONS


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_action_leaves_an_entry(name: str, cast: Cast) -> None:
    call = EXAMPLES[name](cast)
    before = JournalEntry.objects.count()

    call()

    assert JournalEntry.objects.count() > before
    assert entries_with(personal_values()) == []


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_failing_journal_write_changes_nothing(name: str, cast: Cast) -> None:
    call = EXAMPLES[name](cast)
    before = everything()

    with failing_journal(), pytest.raises(DatabaseError):
        call()

    assert everything() == before
