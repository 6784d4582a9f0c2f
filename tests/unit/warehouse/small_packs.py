"""Two small packs for tests: arrest review and prosecution review of the same persons."""

from pathlib import Path


_PACK = """
pack: {name}
format: 1
title: {{zh: {title}, en: {name}}}
line_of_work: criminal
kind: imported
sensitivity: internal
effective_from: 2020-01-01
"""

ARREST = """
grain: person
key: [case_number, person_number]
unit: procuratorate
department: department
handler: handler
partition_date: accepted_on
items:
  case_number: {label: {zh: 部门受案号, en: Case number}, type: text, required: true}
  person_number: {label: {zh: 人员序号, en: Person number}, type: text, required: true}
  procuratorate: {label: {zh: 承办单位, en: Procuratorate}, type: unit, required: true}
  department: {label: {zh: 承办部门, en: Department}, type: department}
  handler: {label: {zh: 承办检察官, en: Handler}, type: person}
  accepted_on: {label: {zh: 受理日期, en: Accepted on}, type: date, required: true}
  concluded_on: {label: {zh: 审结日期, en: Concluded on}, type: date}
  outcome:
    label: {zh: 审结情况, en: Outcome}
    type: choice
    choices: {approved: 批准逮捕, not_approved: 不批准逮捕}
  suspect: {label: {zh: 姓名, en: Name}, type: text, personal: true}
  identity_number: {label: {zh: 证件号, en: Identity number}, type: text, personal: true, match: true}
  days: {label: {zh: 办案天数, en: Days}, type: integer, derive: "concluded_on - accepted_on"}
  decide_by_on: {label: {zh: 审结期限, en: Decide by}, type: date, limit: {start: accepted_on, length: "7 calendar_days"}}
links:
  prosecution: {to: prosecution_review, on: {identity_number: identity_number}, order_by: accepted_on, take: first}
checks:
  - check: order_of_dates
    assert: accepted_on <= concluded_on
    level: blocking
    dimension: consistent
    kind: wrong
    message: {zh: 审结日期早于受理日期, en: Concluded before accepted}
  - check: outcome_when_concluded
    assert: concluded_on is null or outcome is not null
    level: prompting
    dimension: complete
    kind: missing
    message: {zh: 已审结而未填审结情况, en: Concluded without an outcome}
  - check: decided_in_time
    assert: concluded_on <= decide_by_on
    level: prompting
    dimension: timely
    kind: late
    message: {zh: 超过审查逮捕期限, en: Decided too late}
  - check: prosecuted_after_arrest
    assert: prosecution.outcome is null or outcome is null or outcome = 'approved'
    level: prompting
    dimension: consistent
    kind: wrong
    message: {zh: 已起诉而审查逮捕卡为不批准, en: Prosecuted though not arrested}
"""

PROSECUTION = """
grain: person
key: [case_number, person_number]
unit: procuratorate
partition_date: accepted_on
items:
  case_number: {label: {zh: 部门受案号, en: Case number}, type: text, required: true}
  person_number: {label: {zh: 人员序号, en: Person number}, type: text, required: true}
  procuratorate: {label: {zh: 承办单位, en: Procuratorate}, type: unit, required: true}
  accepted_on: {label: {zh: 受理日期, en: Accepted on}, type: date, required: true}
  outcome:
    label: {zh: 审结情况, en: Outcome}
    type: choice
    choices: {prosecuted: 起诉, not_prosecuted: 不起诉}
  identity_number: {label: {zh: 证件号, en: Identity number}, type: text, personal: true, match: true}
"""


def pack_yaml(name: str, title: str) -> str:
    """The head of a pack of imported cards."""
    return _PACK.format(name=name, title=title)


def write(folder: Path) -> Path:
    """Lay the two packs out in a folder of packs."""
    for name, title, card in (
        ("arrest_review", "审查逮捕", ARREST),
        ("prosecution_review", "审查起诉", PROSECUTION),
    ):
        pack = folder / name
        pack.mkdir(parents=True)
        (pack / "pack.yaml").write_text(pack_yaml(name, title), "utf-8")
        (pack / "case_card.yaml").write_text(card, "utf-8")
    return folder
