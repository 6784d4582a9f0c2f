"""The cast with a pack whose cards show limits, and cards of it imported on a day."""

from pathlib import Path
from typing import Any

from hengjian.audit.actors import System
from hengjian.limits import counting
from hengjian.limits.models import CardLimit
from hengjian.limits.tasks import count_card
from hengjian.packs import actions as packs
from hengjian.warehouse.models import Import
from tests.unit.warehouse import small_packs
from tests.unit.warehouse.card_files_in import as_csv, import_bytes


BY = System("test")
LIMITS = """
T10:
  label: {zh: 审查起诉, en: Prosecution review}
  start: {zh: 受理, en: acceptance}
  lengths: {usual: {length: 1 months}}
  custody: if_detained
  extensions: {complex: {length: 15 calendar_days, approver: {zh: 检察长, en: the chief procurator}}}
  basis: [{title: {zh: 刑事诉讼法, en: Criminal Procedure Law}, article: 第172条, mark: V}]
  examples: [{start: 2026-01-31, due: 2026-03-02}]
T35:
  label: {zh: 纠正违法通知书回复, en: Reply to a correction notice}
  start: {zh: 送达, en: service}
  lengths: {usual: {length: 15 calendar_days}}
  basis: [{title: {zh: 惯例, en: Practice}, mark: M}]
  examples: [{start: 2026-10-08, due: 2026-10-23}]
"""
DEADLINES = """
review:
  limit: T10
  applies: kind = 'review'
  start: accepted_on
  done: concluded_on
  custody: detained
  extended: [{extension: complex, on: extended_on}]
  suspended: [{from: returned_on, to: resubmitted_on, reason: {zh: 退回, en: returned}}]
filling:
  limit: T10
  applies: kind = 'overseen'
  start: accepted_on
  done: concluded_on
  custody: detained
  warn: [handler, department_head, case_management]
lapsing:
  limit: T35
  applies: kind = 'lapsing'
  start: accepted_on
  done: concluded_on
  acts: none
reply:
  limit: T35
  start: served_on
  done: replied_on
  acts: other
"""
MORE_ITEMS = """  kind: {label: {zh: 类别, en: Kind}, type: text}
  detained: {label: {zh: 在押, en: Detained}, type: boolean}
  extended_on: {label: {zh: 延长日期, en: Extended on}, type: date}
  returned_on: {label: {zh: 退回日期, en: Returned on}, type: date}
  resubmitted_on: {label: {zh: 重报日期, en: Resubmitted on}, type: date}
  served_on: {label: {zh: 送达日期, en: Served on}, type: date}
  replied_on: {label: {zh: 回复日期, en: Replied on}, type: date}
links:"""
COLUMNS = {
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
    "kind": "类别",
    "detained": "在押",
    "extended_on": "延长日期",
    "returned_on": "退回日期",
    "resubmitted_on": "重报日期",
    "served_on": "送达日期",
    "replied_on": "回复日期",
}
_USUAL = {
    "person_number": "1",
    "procuratorate": "429900",
    "department": "第一检察部",
    "handler": "陈明",
    "accepted_on": "2026-10-12",
    "suspect": "张三",
    "identity_number": "110101199003070011",
    "kind": "review",
    "detained": "否",
}


def release(folder: Path, limits: str = LIMITS) -> None:
    """Release the packs with limits; the day is the home's (Monday 26 October 2026)."""
    packs_folder = small_packs.write(folder / "packs_with_limits")
    card = packs_folder / "arrest_review" / "case_card.yaml"
    card.write_text(card.read_text("utf-8").replace("links:", MORE_ITEMS, 1), "utf-8")
    (packs_folder / "arrest_review" / "deadlines.yaml").write_text(DEADLINES, "utf-8")
    (packs_folder / "_shared").mkdir()
    (packs_folder / "_shared" / "limits.yaml").write_text(limits, "utf-8")
    packs.release(prepared=packs.prepare([packs_folder]), by=BY)


def card(case_number: str, **values: str) -> dict[str, str]:
    """A card under review, with what a test says differently."""
    return {"case_number": case_number, **_USUAL, **values}


def import_cards(*cards: dict[str, str], **more: Any) -> Import:
    """Import cards and count their limits, as the listener does."""
    brought = import_bytes(as_csv(COLUMNS, cards), **more)
    for name in counting.readers_of("arrest_review"):
        count_card(name, by=BY)
    return brought


def limit_of(case_number: str, deadline: str = "review") -> CardLimit:
    """The limit of a card."""
    return CardLimit.objects.get(card_key=f"{case_number}|1", deadline=deadline)
