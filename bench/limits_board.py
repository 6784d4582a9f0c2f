"""The limits board: 100,000 open limits counted, entered, shown and moved by a calendar."""

import statistics
import time
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from bench.base_city import ROOT
from bench.measuring import Rounds, in_own_process
from bench.own_home import own_home, release_packs
from bench.tables import seconds, table
from hengjian.engines.limits.counting import count
from hengjian.engines.limits.facts import answer
from hengjian.engines.limits.reading import Window, running_rows
from hengjian.engines.pack_format.reading import load


TITLE = "the limits board over 100,000 open limits"
CARDS = 100_000
TODAY = date(2026, 10, 20)
PLACES = 120
DEADLINE = "review"


def run() -> str:
    """Counting against one explanation each; the board on SQLite."""
    counted = in_own_process("counted", _count)
    explained = in_own_process("explained one by one", _explain)
    shown = in_own_process("board", _board, limit_seconds=1200)
    rows = [
        [each.name, each.failed or seconds(each.median), _rate(each)]
        for each in (counted, explained)
    ]
    told = table(["100,000 prosecution reviews", "median", "limits in a second"], rows)
    if shown.failed:
        return f"{told}\n\n{shown.failed}"
    same = counted.result == explained.result
    lines = [[what, seconds(taken)] for what, taken in shown.result.items()]
    return (
        f"{told}\n\nthe same days: {'yes' if same else 'NO'}\n\n"
        f"{table(['the board, SQLite', 'time'], lines)}"
    )


def _rate(timed: Any) -> str:
    return f"{CARDS / timed.median:,.0f}/s" if timed.seconds else "–"


def cards() -> pa.Table:
    """Pending reviews: one in five detained, one in ten extended, one in fifty returned."""
    random = np.random.default_rng(7)
    accepted = np.datetime64(TODAY, "D") - random.integers(0, 40, CARDS)

    def some(share: float, days: np.ndarray) -> pa.Array:
        return pa.array(
            np.where(random.random(CARDS) < share, days, np.datetime64("NaT", "D"))
        )

    returned = random.random(CARDS) < 0.02
    nat = np.datetime64("NaT", "D")
    return pa.table(
        {
            "case_number": [f"检审〔2026〕{i:06d}号" for i in range(CARDS)],
            "person_number": ["01"] * CARDS,
            "procuratorate": [f"99{i % PLACES:04d}" for i in range(CARDS)],
            "accepted_on": pa.array(accepted),
            "measure_at_acceptance": np.where(
                random.random(CARDS) < 0.2, "arrest", "bail"
            ).tolist(),
            "first_extended_on": some(0.1, accepted + 28),
            "first_returned_on": pa.array(np.where(returned, accepted + 10, nat)),
            "first_resubmitted_on": pa.array(np.where(returned, accepted + 30, nat)),
        }
    )


def _rows() -> tuple[Any, Any, Any]:
    packs = load([ROOT / "packs"])
    window = Window(TODAY, TODAY - timedelta(days=30))
    return packs, window, cards()


def _counted(packs: Any, window: Any, given: pa.Table) -> Any:
    for deadline, rows in running_rows(
        packs,
        "prosecution_review",
        {"prosecution_review": given},
        ["case_number"],
        window,
    ):
        if deadline.name == DEADLINE:
            return rows, count(rows, deadline, packs.limits[deadline.limit])
    raise LookupError(DEADLINE)


def _count(rounds: Rounds) -> str:
    packs, window, given = _rows()
    rows, counted = rounds.time(lambda: _counted(packs, window, given), 3)
    assert rows.num_rows == CARDS
    return _told(counted.due.astype(str).tolist())


def _explain(rounds: Rounds) -> str:
    packs, window, given = _rows()
    _, counted = _counted(packs, window, given)
    law = packs.limits["T10"]
    open_ones = [
        facts if not counted.standing[i] else None
        for i, facts in enumerate(counted.facts)
    ]
    days = rounds.time(
        lambda: [
            "NaT" if facts is None else str(answer(facts, law).due)
            for facts in open_ones
        ],
        1,
    )
    return _told(days)


def _told(days: list[str]) -> str:
    import hashlib

    return hashlib.sha256("\n".join(days).encode()).hexdigest()


def _board(rounds: Rounds) -> dict[str, float]:
    with own_home():
        release_packs()
        return _on_the_board()


def _on_the_board() -> dict[str, float]:
    from django.conf import settings
    from django.test import Client

    from hengjian.audit.actors import System
    from hengjian.calendars.queries import calendar_in_force
    from hengjian.limits import actions
    from hengjian.limits.open_limits import CARD_LIMITS
    from hengjian.warehouse.actions import tables
    from tests import cast
    from tests.factories import organisation

    settings.ALLOWED_HOSTS = ["*"]
    by = System("bench")
    people = cast.assemble()
    places = [
        organisation.procuratorate(
            code=f"99{i:04d}", name=f"第{i}检察院", parent=people.jiangcheng
        ).pk
        for i in range(PLACES)
    ]
    held = tables.open_table(name="prosecution_review", by=by)
    rows = list(_entered(places))
    told = {}

    def enter() -> None:
        actions.enter_limits(
            table=held, version=1, rests_on="0" * 64, rows=iter(rows), by=by
        )

    told["100,000 limits entered the first time"] = _taken(enter)
    told["entered again, nothing changed"] = _taken(enter)
    client = Client()
    client.force_login(people.wang, "hengjian.access.backend.AccountBackend")
    for name, address in (
        ("the board, whole city", "/limits/"),
        ("the board, late only", "/limits/?span=late"),
        ("the board, one place", "/limits/?unit=990007"),
        ("the summary by handler", "/limits/summary/?by=person"),
    ):
        _open(client, address)  # the packs are read once in a process
        times = [_taken(lambda at=address: _open(client, at)) for _ in range(30)]
        told[f"{name}, median"] = statistics.median(times)
        told[f"{name}, p95"] = statistics.quantiles(times, n=20)[-1]
    calendar = calendar_in_force()
    told["what another calendar would move, found"] = _taken(
        lambda: list(CARD_LIMITS.moving(calendar, calendar))
    )
    return told


def _open(client: Any, address: str) -> None:
    answered = client.get(address)
    assert answered.status_code == 200, answered.status_code


def _entered(places: list[int]) -> Any:
    from hengjian.warehouse import card_layout

    packs, window, given = _rows()
    rows, counted = _counted(packs, window, given)
    keys = rows["case_number"].to_pylist()
    digests = card_layout.key_digests(pa.array(keys))
    for i, key in enumerate(keys):
        facts = counted.facts[i]
        yield {
            "card_digest": digests[i].tobytes().hex(),
            "card_key": key,
            "deadline": DEADLINE,
            "limit": "T10",
            "unit_code": f"99{i % PLACES:04d}",
            "procuratorate_id": places[i % PLACES],
            "department_id": None,
            "department_text": f"第{i % 5}检察部",
            "person_id": None,
            "handler": f"承办{i % 900}",
            "standing": "suspended" if counted.standing[i] else "running",
            "acts": "office",
            "custody": facts.custody,
            "started_on": facts.start,
            "due_on": counted.due[i].astype(object),
            "done_on": None,
            "provisional": bool(counted.provisional[i]),
            "untold": "",
            "facts": facts.as_json(),
        }


def _taken(function: Any) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start
