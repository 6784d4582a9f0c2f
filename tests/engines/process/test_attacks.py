"""No drawing runs anything or reads a file, whether it is refused or not.

An audit hook of the interpreter watches: code compiled from text, programs started,
connections opened and the one file that holds a secret.
"""

import contextlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hengjian.engines.process import definition, running
from hengjian.engines.process.checking import check
from hengjian.engines.process.reading import read_all
from hengjian.engines.process.specs import NoPython, PythonRefused
from hengjian.engines.process.tokens import empty
from hengjian.lib.faults import UserFault
from tests.engines.process.attacks import BYTES, HARMLESS, REFUSED
from tests.engines.process.cards import card


AT = datetime(2026, 10, 12, 2, tzinfo=UTC)
CARD = card(number="text", amount="money", agreed="boolean", day="date")
WATCHED = ("compile", "os.system", "subprocess.Popen", "socket.connect", "os.exec")
CANARY = "the word of the secret file"


class Watch:
    """Events of the interpreter while it is on."""

    def __init__(self) -> None:
        self.on = False
        self.secret = ""
        self.seen: list[str] = []
        sys.addaudithook(self._heard)

    def _heard(self, event: str, told: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event in WATCHED:
            self.seen.append(event)
        elif event == "open" and self.secret in str(told[0]):
            self.seen.append(f"open {told[0]}")


WATCH = Watch()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(CANARY, "utf-8")
    return path


@contextlib.contextmanager
def nothing_is_run(secret: Path) -> Iterator[None]:
    WATCH.seen, WATCH.secret, WATCH.on = [], str(secret), True
    try:
        yield
    finally:
        WATCH.on = False
    assert WATCH.seen == []


def everything_done(content: bytes, *, checked: bool) -> list[str]:
    """Read, check, and run as far as it goes; gives the rules that were broken."""
    drawing, faults = read_all(content, file="process.bpmn")
    broken = [fault.rule for fault in faults]
    if drawing is not None:
        found = check(
            drawing, card=CARD, forms=(), roles=None, acts=("ok",), limits=(), tables={}
        )
        broken += [fault.rule for fault in found]
    if drawing is not None and not (checked and broken):
        # what is refused is run all the same: the check is not the only wall
        with contextlib.suppress(UserFault, LookupError, StopIteration, ValueError):
            _run(definition.compile(drawing, CARD))
    return broken


def _run(process: definition.Definition) -> None:
    now = running.start(process, {"number": "1"}, AT)
    for _ in range(5):
        for one in (*now.ready, *now.calls):
            with contextlib.suppress(UserFault):
                now = running.complete(process, now.state, one.task, {}, AT)
        now = running.wake(process, now.state, AT + timedelta(days=400))


def test_there_are_enough_attacks() -> None:
    assert len(REFUSED) + len(BYTES) >= 60


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_malicious_drawing_is_refused_and_does_nothing(name: str, secret: Path) -> None:
    content = REFUSED[name].replace("SECRET", str(secret)).encode()

    with nothing_is_run(secret):
        broken = everything_done(content, checked=False)

    assert broken, name
    assert not Path("TRACE").exists()


@pytest.mark.parametrize("name", sorted(BYTES))
def test_bytes_that_are_no_drawing_are_refused(name: str, secret: Path) -> None:
    with nothing_is_run(secret):
        drawing, faults = read_all(BYTES[name], file="process.bpmn")

    assert drawing is None
    assert [fault.rule for fault in faults] == ["drawing_xml"]


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_odd_drawing_runs_and_reads_nothing(name: str, secret: Path) -> None:
    content = HARMLESS[name].replace("SECRET", str(secret)).encode()

    with nothing_is_run(secret):
        broken = everything_done(content, checked=True)

    assert broken == []


def test_secret_never_comes_back_in_a_drawing(secret: Path) -> None:
    for text in (*REFUSED.values(), *HARMLESS.values()):
        content = text.replace("SECRET", str(secret)).encode()

        drawing, faults = read_all(content, file="process.bpmn")

        told = [fault.message.en for fault in faults]
        if drawing is not None:
            told += [one.label.zh for one in drawing.elements.values()]
        assert CANARY not in " ".join(told)


@pytest.mark.parametrize("way", ["validate", "evaluate", "execute", "call_service"])
def test_script_engine_of_the_library_can_do_nothing(way: str) -> None:
    with pytest.raises(PythonRefused):
        getattr(NoPython(), way)(None, "1 + 1", external_context={})


def test_running_workflow_has_the_engine_that_can_do_nothing() -> None:
    drawing, _ = read_all(HARMLESS["documentation"].encode(), file="process.bpmn")
    assert drawing is not None
    process = definition.compile(drawing, CARD)

    workflow = empty(process.specs, asked=None)  # type: ignore[arg-type]

    assert type(workflow.script_engine) is NoPython
    assert workflow.script_engine.environment is None


def test_parser_and_serialiser_of_the_library_are_not_even_loaded() -> None:
    import subprocess

    code = (
        "import sys, hengjian.engines.process.running\n"
        "bad = [m for m in sys.modules if m.startswith('SpiffWorkflow.')"
        " and any(w in m for w in ('parser', 'dmn', '.spiff', 'camunda', 'serializer.'))]\n"
        "print(sorted(bad))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() in ("[]", "['SpiffWorkflow.serializer.base']")
