"""A pack with one form, read from files as any pack is."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hengjian.engines.forms.binding import Rules, bind
from hengjian.engines.forms.bound import BoundField, BoundForm
from hengjian.engines.forms.cells import Stored
from hengjian.engines.pack_format.model import Loaded, Pack
from hengjian.engines.pack_format.reading import load


TODAY = date(2026, 3, 2)

PACK = """
pack: supply
format: 1
kind: handled
"""
CARD = """
grain: case
key: [number]
partition_date: asked_on
items:
  number: {type: text, required: true}
  asked_on: {label: {zh: 申请日期, en: Asked on}, type: date, required: true}
  needed_on: {label: {zh: 需用日期, en: Needed on}, type: date}
  article: {label: {zh: 品名, en: Article}, type: text, required: true}
  quantity: {label: {zh: 数量, en: Quantity}, type: integer, required: true}
  price: {label: {zh: 单价, en: Price}, type: money}
  total: {label: {zh: 合计, en: Total}, type: money, derive: "price * quantity"}
  third: {label: {zh: 三分之一, en: Third}, type: decimal, derive: "quantity / 3"}
  is_urgent: {label: {zh: 急用, en: Urgent}, type: boolean}
  reason: {label: {zh: 理由, en: Reason}, type: text}
  decision: {label: {zh: 结论, en: Decision}, type: choice, choices: {granted: {zh: 同意, en: Granted}, refused: {zh: 不同意, en: Refused}}}
  decided_on: {label: {zh: 决定日期, en: Decided on}, type: date}
  decided_by: {label: {zh: 决定人, en: Decided by}, type: person}
  told_at: {label: {zh: 告知时间, en: Told at}, type: datetime}
  reply_due_on: {label: {zh: 答复期限, en: Reply due}, type: date, limit: {start: asked_on, length: "7 calendar_days"}}
checks:
  - {check: at_least_one, assert: "quantity >= 1", level: blocking, message: {zh: 数量至少为 1, en: At least one}}
  - {check: not_too_many, assert: "quantity <= 100", level: prompting, message: {zh: 数量偏大请核对, en: Many}}
  - {check: told_after_decision, assert: "told_at is null or decision is not null", level: blocking, message: 先有结论}
  - {check: needed_later, assert: "needed_on >= as_of", level: prompting, message: {zh: 需用日期已过, en: Already past}}
"""
FORM = """
form: request
title: {zh: 用品申请, en: Request}
sections:
  - title: {zh: 要什么, en: What}
    rows:
      - [asked_on, needed_on]
      - [article, quantity, price]
      - [{item: total, read_only: true}, third, reply_due_on]
  - title: {zh: 急用, en: Urgent}
    rows:
      - [is_urgent]
      - [{item: reason, shown_when: "is_urgent", required_when: "is_urgent and quantity > 10", lines: 3}]
  - title: {zh: 审批, en: Decision}
    shown_when: "is_urgent"
    rows:
      - [decision, {item: told_at, shown_when: "decision = 'granted'"}]
      - [{item: decided_on, read_only: true, otherwise: today}, {item: decided_by, otherwise: me}]
"""
FILLED = {
    "asked_on": "2026-03-02",
    "article": "打印纸",
    "quantity": "5",
    "price": "12.50",
}


@cache
def loaded() -> Loaded:
    with TemporaryDirectory() as folder:
        pack = Path(folder) / "supply"
        (pack / "forms").mkdir(parents=True)
        (pack / "pack.yaml").write_text(PACK, "utf-8")
        (pack / "case_card.yaml").write_text(CARD, "utf-8")
        (pack / "forms" / "request.yaml").write_text(FORM, "utf-8")
        found = load([pack])
    assert not found.faults
    return found


def supply() -> Pack:
    return loaded().packs["supply"]


def rules() -> Rules:
    card = supply().card
    assert card is not None
    return Rules(card, TODAY, me="CHEN")


def opened(values: Mapping[str, Stored] | None = None) -> BoundForm:
    """The form as it is first shown."""
    return bind(supply().forms["request"], rules(), values or {})


def filled(**typed: str) -> BoundForm:
    """The form after somebody filled the usual fields, and these."""
    return bind(supply().forms["request"], rules(), {}, FILLED | typed)


def field(form: BoundForm, name: str) -> BoundField:
    return next(each for each in form.fields if each.item.name == name)
