"""Files of cards as an office would hand them in, and their import in one call."""

import csv
import io
from pathlib import Path
from typing import Any

from django.conf import settings

from hengjian.audit.actors import System
from hengjian.warehouse import incoming
from hengjian.warehouse.actions import imports
from hengjian.warehouse.importing import running
from hengjian.warehouse.models import Import
from tests.remembered import remembered


BY = System("test")

ARREST_COLUMNS = {
    "case_number": "部门受案号",
    "person_number": "人员序号",
    "procuratorate": "承办单位",
    "department": "承办部门",
    "handler": "承办检察官",
    "accepted_on": "受理日期",
    "concluded_on": "审结日期",
    "outcome": "审结情况",
    "suspect": "姓名",
    "identity_number": "证件号",
}
_USUAL = {
    "person_number": "1",
    "procuratorate": "429900",
    "department": "第一检察部",
    "handler": "陈明",
    "accepted_on": "2026-03-02",
    "concluded_on": "2026-03-05",
    "outcome": "批准逮捕",
    "suspect": "张三",
    "identity_number": "110101199003070011",
}


def card(case_number: str, **values: str) -> dict[str, str]:
    """A right card, with what a test says differently."""
    return {"case_number": case_number, **_USUAL, **values}


def arrest_csv(*cards: dict[str, str], without: tuple[str, ...] = ()) -> bytes:
    """A csv with Chinese headers; ``without`` names columns to leave out."""
    columns = {k: v for k, v in ARREST_COLUMNS.items() if k not in without}
    return as_csv(columns, cards)


def as_csv(columns: dict[str, str], cards: tuple[dict[str, str], ...]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns.values())
    for one in cards:
        writer.writerow([one.get(name, "") for name in columns])
    return text.getvalue().encode("utf-8-sig")


def import_bytes(
    content: bytes, name: str = "cards.csv", card: str = "arrest_review", **more: Any
) -> Import:
    """Keep, stage and run at once, as the command does."""
    staged = stage_bytes(content, name, card, **more)
    return running.run(staged, by=BY)


def stage_bytes(
    content: bytes, name: str = "cards.csv", card: str = "arrest_review", **more: Any
) -> Import:
    kept = incoming.keep(name, [content])
    return imports.stage(file=kept, card=card, as_job=False, by=BY, **more)


def import_cards(*cards: dict[str, str], **more: Any) -> Import:
    """Import arrest review cards."""
    return import_bytes(arrest_csv(*cards), **more)


def brought(*cards: dict[str, str], **more: Any) -> Import:
    """What importing these cards gives, for tests that are not about the import.

    Imported once in each process, then put back wherever the same state came before.
    """

    def build() -> Import:
        return import_cards(*cards, **more)

    asked = repr((cards, more))
    return remembered("brought", build, settings.HENGJIAN_HOME, once=asked)


def prosecution_csv(case_number: str, identity_number: str, outcome: str) -> bytes:
    columns = {
        "case_number": "部门受案号",
        "person_number": "人员序号",
        "procuratorate": "承办单位",
        "accepted_on": "受理日期",
        "outcome": "审结情况",
        "identity_number": "证件号",
    }
    one = {
        "case_number": case_number,
        "person_number": "1",
        "procuratorate": "429900",
        "accepted_on": "2026-04-01",
        "outcome": outcome,
        "identity_number": identity_number,
    }
    return as_csv(columns, (one,))


def written(folder: Path, content: bytes, name: str = "cards.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
