"""States that earlier releases saved must load: a folder for each version.

Never change a file of a version that was released: a process somewhere stands like that.
"""

import base64
import json
import zlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hengjian.engines.process import definition, running, stored_state
from hengjian.engines.process.definition import Definition
from hengjian.engines.process.reading import read
from hengjian.engines.process.stored_state import StateUnreadable, load
from tests.engines.process.cards import card


STATES = Path(__file__).parent / "states"
SAMPLES = sorted(path.with_suffix("") for path in STATES.glob("*/*.json"))
AT = datetime(2026, 12, 1, tzinfo=UTC)


def sample(path: Path) -> tuple[Definition, dict[str, Any], bytes]:
    told = json.loads(path.with_suffix(".json").read_text("utf-8"))
    drawing = read(path.with_suffix(".bpmn").read_bytes(), file=path.name)
    process = definition.compile(drawing, card(**told["items"]))
    return process, told, base64.b64decode(told["state"])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_state_of_every_version_loads_and_goes_on(path: Path) -> None:
    process, told, state = sample(path)

    now = running.look(process, state)

    assert [[one.task, one.element] for one in now.ready] == told["ready"]
    assert [[one.task, one.element] for one in now.calls] == told["calls"]
    assert [
        [one.task, one.element, one.due_at and one.due_at.isoformat()]
        for one in now.timers
    ] == told["timers"]
    assert now.ended == told["ended"]
    if now.ready:
        after = running.complete(process, state, now.ready[0].task, {}, AT)
        assert after.finished[0] == now.ready[0].element


def test_every_version_has_samples() -> None:
    versions = {int(path.parent.name) for path in SAMPLES}

    assert versions == set(range(1, stored_state.VERSION + 1))


def test_values_of_every_type_come_back_as_they_were() -> None:
    process, _, state = sample(STATES / "1" / "values_of_every_type")

    values = load(state, process.reads).values

    now = running.look(process, state)
    after = running.complete(process, state, now.ready[0].task, {}, AT)
    assert values["day"] == date(2026, 1, 2)
    assert values["heard_at"] == datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    assert [one.element for one in after.ready] == ["a"]


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"\x00",
        b"\x02" + bytes(10),
        b"\x01nothing",
        b"\x01" + zlib.compress(b"[]"),
        b"\x01" + zlib.compress(b'{"drawing": "x"}'),
        b"\x01" + zlib.compress(b" " * 20_000_000),
        b"\x01" + zlib.compress(b"{}")[:-3],
    ],
    ids=["empty", "zero", "later", "torn", "list", "partial", "bomb", "cut"],
)
def test_bytes_that_are_no_state_are_refused(state: bytes) -> None:
    with pytest.raises(StateUnreadable):
        load(state, {})
