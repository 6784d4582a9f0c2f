"""Two packs with checks, a link, a rolled card and a balance, read from their files."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard, ItemType, Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.engines.tables.card_table import MATCH_SUFFIX, ROW
from hengjian.engines.tables.conversion.column import TYPES


PACK = """
pack: {name}
format: 1
title: {{zh: {name}, en: {name}}}
line_of_work: criminal
kind: imported
effective_from: 2020-01-01
basis: [{{title: 人民检察院刑事诉讼规则, article: 第282条}}]
"""
ARREST = """
grain: person
key: [number]
unit: procuratorate
partition_date: accepted_on
items:
  number: {label: 编号, type: text, required: true}
  case_number: {label: 受案号, type: text}
  identity: {label: 证件号, type: text, personal: true, match: true}
  procuratorate: {label: 单位, type: unit}
  accepted_on: {label: 受理日期, type: date, required: true}
  concluded_on: {label: 审结日期, type: date}
  outcome: {label: 审结情况, type: choice, choices: {approved: 批准, refused: 不批准}}
  persons: {label: 人数, type: integer}
  amount: {label: 金额, type: money}
  heard_at: {label: 讯问时间, type: datetime}
  is_minor: {label: 未成年, type: boolean}
links:
  prosecution:
    to: prosecution
    on: {identity: identity}
    where: "there.accepted_on >= here.accepted_on"
    order_by: accepted_on
    take: first
LINKS
checks:
CHECKS
"""
PROSECUTION = """
grain: person
key: [number]
unit: procuratorate
partition_date: accepted_on
items:
  number: {label: 编号, type: text, required: true}
  identity: {label: 证件号, type: text, personal: true, match: true}
  procuratorate: {label: 单位, type: unit}
  accepted_on: {label: 受理日期, type: date, required: true}
  outcome: {label: 审结情况, type: choice, choices: {prosecuted: 起诉, dropped: 不起诉}}
  persons: {label: 人数, type: integer}
"""
CASES = """
from: arrest
key: [case_number]
items:
  cards: {count: true}
  persons: {max: persons}
  accepted_on: {min: accepted_on}
checks:
  - check: persons_of_case
    assert: persons = cards
    level: prompting
    dimension: consistent
    kind: wrong
    message: {zh: 人数与人员卡数不一致, en: Persons and person cards differ}
"""
MEASURES = """
accepted: {agg: count, dated_by: accepted_on}
concluded: {agg: count, dated_by: concluded_on}
pending_start: {agg: count, open: {from: accepted_on, until: concluded_on}, at: start}
pending_end: {agg: count, open: {from: accepted_on, until: concluded_on}, at: end}
claimed: {agg: sum, of: persons, dated_by: accepted_on}
"""
BALANCES = """
- balance: flow
  by: [procuratorate]
  period: month
  assert: pending_start + accepted = concluded + pending_end
  level: blocking
  message: {zh: 上期未结+新收≠审结+未结, en: The flow does not balance}
- balance: persons
  by: [procuratorate]
  period: month
  assert: claimed = accepted
  level: prompting
  message: {zh: 人数与卡数不等, en: Persons and cards differ}
"""
PARAMETERS = """
longest:
  label: 期限
  unit: calendar_days
  values:
    2020-01-01: {value: 7, reference: {title: 人民检察院刑事诉讼规则}}
    2025-02-01: {value: 14, reference: {title: 人民检察院刑事诉讼规则}}
"""

ORDER = "accepted_on <= concluded_on"


def check(assertion: str, name: str = "rule", level: str = "blocking") -> str:
    return (
        f'  - {{check: {name}, assert: "{assertion}", level: {level},'
        f" dimension: consistent, kind: wrong,"
        f" message: {{zh: 违反{name}, en: {name} broken}}}}"
    )


def packs(folder: Path, *checks: str, links: str = "") -> Loaded:
    """Both packs, ``arrest`` with these checks; a fault in them fails the test."""
    card = ARREST.replace("CHECKS", "\n".join(checks or [check(ORDER)]))
    files = {
        "arrest/pack.yaml": PACK.format(name="arrest"),
        "arrest/case_card.yaml": card.replace("LINKS", links),
        "arrest/parameters.yaml": PARAMETERS,
        "arrest/rolled_cards/cases.yaml": CASES,
        "arrest/measures.yaml": MEASURES,
        "arrest/balances.yaml": BALANCES,
        "prosecution/pack.yaml": PACK.format(name="prosecution"),
        "prosecution/case_card.yaml": PROSECUTION,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    loaded = load([folder])
    assert loaded.faults == ()
    return loaded


def card_of(loaded: Loaded, name: str = "arrest") -> CaseCard:
    card = loaded.packs[name].card
    assert card is not None
    return card


DEFAULTS: Mapping[str, Any] = {
    "number": "A1",
    "identity": "p1",
    "procuratorate": "320101",
    "accepted_on": date(2025, 3, 1),
}


def table(card: CaseCard, *rows: Mapping[str, Any]) -> pa.Table:
    """Typed rows as they come from reading; items left out are unknown."""
    columns: dict[str, pa.Array] = {}
    filled = [{**DEFAULTS, "number": f"A{n}", **row} for n, row in enumerate(rows, 1)]
    for item in card.items.values():
        cells = [row.get(item.name) for row in filled]
        columns[item.name] = pa.array(cells, TYPES[ItemType(item.type)])
        if item.personal and item.match:
            columns[item.name + MATCH_SUFFIX] = columns[item.name]
    columns[ROW] = pa.array(range(2, len(rows) + 2), pa.int64())
    return pa.table(columns)
