"""Packs of meetings, the month and office services are whole: each has its nine parts."""

from pathlib import Path

import pytest

from hengjian.engines.pack_format.demo_reading import read_demo
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load


ROOT = Path(__file__).parents[2]
PACKS, JOURNEYS = ROOT / "packs", ROOT / "tests" / "journeys"
WHOLE = (
    "meeting_item",
    "monthly_cycle",
    "information_item",
    "supply_request",
    "vehicle_request",
    "archive_loan",
    "circulation",
    "task_follow_up",
)


@pytest.fixture(scope="module")
def read() -> Loaded:
    return load([PACKS / name for name in WHOLE])


@pytest.mark.parametrize("name", WHOLE)
def test_pack_has_its_nine_parts(read: Loaded, name: str) -> None:
    pack = read.packs[name]
    assert pack.process is not None
    # what a person does; service tasks act by themselves and at once
    done_by_people = {n: t for n, t in pack.process.tasks.items() if t.form}

    parts = {
        "process": done_by_people,
        "forms": {t.form for t in done_by_people.values()} <= set(pack.forms),
        "card": pack.card,
        "limits": all(task.limit for task in done_by_people.values()),
        "documents": pack.documents,
        "integrity gates": pack.gates,
        "indicators": pack.indicators,
        "demo": read_demo(pack, dict(read.parameters_in(name)), FaultList()),
        "journeys": "def test_" in (JOURNEYS / f"test_{name}.py").read_text("utf-8"),
    }

    assert [part for part, there in parts.items() if not there] == []
