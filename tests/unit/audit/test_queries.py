"""The journal as people look at it, and every event in words."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hengjian.audit import actions as journal
from hengjian.audit import queries
from hengjian.audit.actors import Actor, System
from hengjian.lib import clock


PACKAGE = Path(__file__).resolve().parents[3] / "hengjian"
ENTERED = re.compile(r'journal\.enter\(\s*"([^"]+)"')
NAMED = re.compile(r'"([a-z_]+\.[a-z_]+)"')


@journal.action
def note(*, event: str, subject: str, by: Actor) -> None:
    journal.enter(event, subject=subject)


@pytest.fixture
def _three(db: None) -> None:
    for day, event, subject, name in (
        (1, "thing.begun", "thing:1", "chen"),
        (2, "thing.ended", "thing:1", "liu"),
        (3, "other.begun", "other:1", "chen"),
    ):
        with clock.moved_to(datetime(2026, 10, day, tzinfo=UTC)):
            note(event=event, subject=subject, by=System(name))


@pytest.mark.usefixtures("_three")
@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({}, [3, 2, 1]),
        ({"event": "thing"}, [2, 1]),
        ({"event": "thing.ended"}, [2]),
        ({"by": "system:chen"}, [3, 1]),
        ({"subject": "thing:1"}, [2, 1]),
        ({"subject": "other"}, [3]),
        ({"since": datetime(2026, 10, 2, tzinfo=UTC)}, [3, 2]),
        ({"until": datetime(2026, 10, 2, tzinfo=UTC)}, [1]),
        ({"event": "thing", "by": "system:chen"}, [1]),
    ],
)
def test_entries_are_found(asked: dict[str, object], numbers: list[int]) -> None:
    found = queries.entries(**asked)  # type: ignore[arg-type]

    assert [entry.number for entry in found] == numbers


def test_event_is_told_in_words() -> None:
    assert queries.event_text("access.signed_in").zh == "登录"
    assert queries.event_text("thing.done").zh == "thing.done"


@pytest.mark.parametrize("file", sorted(PACKAGE.glob("*/events.py")), ids=str)
def test_app_describes_every_event_it_enters(file: Path) -> None:
    sources = [
        source.read_text("utf-8")
        for source in file.parent.rglob("*.py")
        if source != file
    ]
    entered = {event for text in sources for event in ENTERED.findall(text)}
    named = {event for text in sources for event in NAMED.findall(text)}
    described = {
        event
        for event in queries.described_events()
        if event.startswith(f"{file.parent.name}.")
    }

    assert entered <= described
    assert described <= named
