"""Prompts and draws without cards."""

from datetime import date
from typing import Any

from hengjian.audit.actors import System
from hengjian.engines.monitoring.drawing import Question
from hengjian.engines.pack_format.model import Place
from hengjian.engines.pack_format.sampling_model import Population
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.monitoring.actions import draws
from hengjian.monitoring.drawing import Asked, Case, Prepared
from hengjian.monitoring.models import Draw, Prompt
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse import card_layout
from hengjian.warehouse.models import CardTable
from hengjian.warehouse.queries.pins import Pin


BY = System("test")


def hit(card_key: str = "A1|1", **more: Any) -> dict[str, Any]:
    """What a rule found, as ``actions.prompts.enter_hits`` takes it."""
    return {
        "card_digest": card_layout.key_digest(card_key).hex(),
        "card_key": card_key,
        "rule": "arrest_review.late",
        "level": "report",
        "ground": "limit",
        "limit": "T01",
        "deadline": "review_detained",
        "due_on": date(2026, 10, 19),
        "custody": True,
        "version": 1,
        "facts": {"started_on": "2026-10-12"},
        "unit_code": "",
        "procuratorate_id": None,
        "department_id": None,
        "department_text": "",
        "person_id": None,
        "handler": "",
        **more,
    }


def prompt(table: CardTable, card_key: str = "A1|1", **more: Any) -> Prompt:
    """A prompt on a card that is in no file."""
    [made] = Prompt.bookkeeping.bulk_create(
        [Prompt(table=table, seen_on=clock.today(), **hit(card_key, **more))]
    )
    return made


def prepared(table: CardTable, unit: Procuratorate) -> Prepared:
    """A population of two cases."""
    population = Population(
        "concluded", table.name, table.name, "random", "concluded_on",
        Text("审结案件", "concluded cases"), Place("sampling.yaml", 1),
    )  # fmt: skip
    asked = Asked(population, unit, date(2026, 10, 1), date(2026, 10, 31))
    cases = [
        Case(
            f"{unit.code}|{number}", number, f"{number}|1",
            card_layout.key_digest(f"{number}|1").hex(),
            unit.code, "第一检察部", "陈明", "", date(2026, 10, 20), ("陈明",),
        )
        for number in ("A1", "A2")
    ]  # fmt: skip
    pins = {table.name: Pin(table.table_id, 1, "0" * 64)}
    return Prepared(asked, pins, {case.key: case for case in cases}, [])


def draw(table: CardTable, unit: Procuratorate) -> Draw:
    """A draw of both cases."""
    return draws.draw_cases(
        prepared=prepared(table, unit), question=Question("seed", 2), by=BY
    )
