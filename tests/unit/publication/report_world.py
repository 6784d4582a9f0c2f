"""A small office with two packs, hand-counted cards and one run, for tests of reports.

Third quarter 2026 in Donghu (429901): nine persons concluded, three of them not arrested;
a year before ten, two of them not arrested; in the second quarter eight and two. Jiangcheng
(429900), the city's own office, has one arrest. Civil cases: Donghu accepted four (a year
before five), one of them ex officio.

Xishan (429902) stands still for 22 months, ten concluded with two not arrested and twelve
civil cases accepted and concluded each month, one a month ex officio; in August 2026 nine
of ten are not arrested, one of twelve civil cases is concluded and none taken up. In August
2024, when places were still ranked, Donghu concluded nine of ten civil cases, Xishan eight.
"""

from pathlib import Path

from hengjian.audit.actors import System
from hengjian.indicators.asking import run_now
from hengjian.indicators.models import Run
from hengjian.packs import actions as packs
from tests.unit.warehouse.card_files_in import as_csv, import_bytes


BY = System("test")

ARREST_PACK = """
pack: arrest_review
format: 1
title: {zh: 审查逮捕, en: Arrest review}
line_of_work: criminal
kind: imported
sensitivity: internal
effective_from: 2020-01-01
"""
ARREST_CARD = """
grain: person
key: [case_number]
unit: procuratorate
department: department
partition_date: accepted_on
items:
  case_number: {label: {zh: 部门受案号, en: Case number}, type: text, required: true}
  procuratorate: {label: {zh: 承办单位, en: Procuratorate}, type: unit, required: true}
  department: {label: {zh: 承办部门, en: Department}, type: department}
  accepted_on: {label: {zh: 受理日期, en: Accepted on}, type: date, required: true}
  concluded_on: {label: {zh: 审结日期, en: Concluded on}, type: date}
  outcome:
    label: {zh: 审结情况, en: Outcome}
    type: choice
    choices: {approved: 批准逮捕, not_approved: 不批准逮捕}
checks:
  - check: outcome_when_concluded
    assert: concluded_on is null or outcome is not null
    level: prompting
    dimension: complete
    kind: missing
    message: {zh: "已审结而未填审结情况:按决定书补填", en: "Concluded without an outcome: fill it in"}
"""
ARREST_MEASURES = """
cases_accepted: {label: {zh: 受理件数, en: Cases accepted}, agg: count, dated_by: accepted_on}
cases_concluded: {label: {zh: 审结件数, en: Cases concluded}, agg: count, dated_by: concluded_on}
arrests: {label: {zh: 批捕人数, en: Arrests}, agg: count, dated_by: concluded_on, where: "outcome = 'approved'"}
non_arrests: {label: {zh: 不捕人数, en: Non-arrests}, agg: count, dated_by: concluded_on, where: "outcome = 'not_approved'"}
"""
NON_ARREST_RATE = """
indicator: non_arrest_rate
code: A01
label: {zh: 不捕率, en: Non-arrest rate}
sentence: {zh: 不捕人数占审结人数的比例, en: "persons not arrested among those concluded"}
value: non_arrests / (arrests + non_arrests)
unit: percent
decimals: 2
direction: neutral
small_counts: {flag_below: 5}
scored: never
valid: [{from: 2020-01-01, status: in_use}]
source: {title: 测试口径, mark: D}
"""
NON_ARREST_COUNT = """
indicator: non_arrest_count
code: AN3
label: {zh: 不捕人数, en: Persons not arrested}
sentence: {zh: 期内不捕人数, en: persons not arrested in the period}
value: non_arrests
unit: count
decimals: 0
direction: neutral
scored: never
valid: [{from: 2020-01-01, status: in_use}]
source: {title: 测试口径, mark: S}
"""
CIVIL_PACK = ARREST_PACK.replace("arrest_review", "civil").replace(
    "{zh: 审查逮捕, en: Arrest review}", "{zh: 民事检察, en: Civil}"
)
CIVIL_CARD = """
grain: case
key: [case_number]
unit: procuratorate
department: department
partition_date: accepted_on
items:
  case_number: {label: {zh: 部门受案号, en: Case number}, type: text, required: true}
  procuratorate: {label: {zh: 承办单位, en: Procuratorate}, type: unit, required: true}
  department: {label: {zh: 承办部门, en: Department}, type: department}
  accepted_on: {label: {zh: 受理日期, en: Accepted on}, type: date, required: true}
  concluded_on: {label: {zh: 审结日期, en: Concluded on}, type: date}
  source:
    label: {zh: 案源, en: Source}
    type: choice
    choices: {application: 依申请, ex_officio: 依职权}
"""
CIVIL_MEASURES = """
accepted: {label: {zh: 受理件数, en: Cases accepted}, agg: count, dated_by: accepted_on}
concluded: {label: {zh: 审结件数, en: Cases concluded}, agg: count, dated_by: concluded_on}
accepted_ex_officio: {label: {zh: 依职权受理件数, en: Cases taken up}, agg: count, dated_by: accepted_on, where: "source = 'ex_officio'"}
"""
CIVIL_RATE = """
indicator: civil_settlement_rate
code: E10
label: {zh: 民事审结率, en: Civil clearance}
sentence: {zh: 审结件数与受理件数之比, en: cases concluded to those accepted}
value: concluded / accepted
unit: percent
decimals: 2
direction: up
small_counts: {flag_below: 10}
valid: [{from: 2020-01-01, status: in_use}]
source: {title: 测试口径, mark: M}
"""
EX_OFFICIO_COUNT = """
indicator: civil_ex_officio_count
code: E13
label: {zh: 民事依职权件数, en: Civil cases taken up}
sentence: {zh: 期内依职权受理件数, en: cases taken up in the period}
value: accepted_ex_officio
unit: count
decimals: 0
direction: up
valid: [{from: 2020-01-01, status: in_use}]
source: {title: 测试口径, mark: I}
"""
CONTENTS = """
format: 1
functions:
  criminal:
    label: {zh: 刑事检察, en: Criminal}
    accepted: arrest_review.cases_accepted
    concluded: arrest_review.cases_concluded
  civil:
    label: {zh: 民事检察, en: Civil}
    accepted: civil.accepted
    concluded: civil.concluded
functions_note: {zh: 按审查逮捕和民事案卡计, en: arrest and civil cards}
ratios:
  civil_share:
    label: {zh: 民事占比, en: Civil share}
    part: civil.accepted
    rest: arrest_review.cases_accepted
    meaning: {zh: 民事受理占全部受理的比例, en: civil cases among all}
    mark: I
lines:
  civil:
    label: {zh: 民事检察, en: Civil cases}
    counted: {zh: 受理、审结, en: "accepted, concluded"}
    unit: cases
    accepted: civil.accepted
    concluded: civil.concluded
  ex_officio:
    label: {zh: 依职权民事, en: Civil ex officio}
    counted: {zh: 依职权受理, en: taken up}
    unit: cases
    accepted: civil.accepted
    concluded: civil.concluded
    where: source = 'ex_officio'
  public_interest:
    label: {zh: 公益诉讼检察, en: Public interest}
    counted: {zh: 立案, en: filed}
    unit: cases
    accepted: public_interest.filed
    concluded: public_interest.filed_concluded
lines_note: {zh: 测试划分, en: a division for tests}
groups:
  arrest_review:
    label: {zh: 审查逮捕, en: Arrest review}
    indicators: [non_arrest_count, non_arrest_rate]
    leading: [non_arrest_rate]
    drawn: [non_arrest_rate]
  civil:
    label: {zh: 民事检察, en: Civil cases}
    indicators: [civil_settlement_rate, civil_ex_officio_count]
    leading: [civil_settlement_rate]
"""
DONGHU, JIANGCHENG, XISHAN = "429901", "429900", "429902"
STILL = [f"2024-{n}" for n in (10, 11, 12)]
STILL += [f"2025-{n:02d}" for n in range(1, 13)]
STILL += [f"2026-{n:02d}" for n in range(1, 8)]


def write_packs(folder: Path) -> Path:
    """Lay the two packs out."""
    files = {
        "arrest_review/pack.yaml": ARREST_PACK,
        "arrest_review/case_card.yaml": ARREST_CARD,
        "arrest_review/measures.yaml": ARREST_MEASURES,
        "arrest_review/indicators/non_arrest_rate.yaml": NON_ARREST_RATE,
        "arrest_review/indicators/non_arrest_count.yaml": NON_ARREST_COUNT,
        "civil/pack.yaml": CIVIL_PACK,
        "civil/case_card.yaml": CIVIL_CARD,
        "civil/measures.yaml": CIVIL_MEASURES,
        "civil/indicators/civil_settlement_rate.yaml": CIVIL_RATE,
        "civil/indicators/civil_ex_officio_count.yaml": EX_OFFICIO_COUNT,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def build(home: Path, folder: Path) -> Run:
    """Release the packs, import the cards, compute the run; in the present database."""
    templates = home / "templates"
    templates.mkdir(parents=True)
    (templates / "analysis_report.yaml").write_text(CONTENTS, "utf-8")
    packs.release(prepared=packs.prepare([write_packs(folder)]), by=BY)
    import_bytes(_arrests(), "arrests.csv", "arrest_review")
    import_bytes(_civil(), "civil.csv", "civil")
    return run_now(by=BY)


def _arrests() -> bytes:
    rows = []
    for month, concluded, not_arrested in (
        ("2025-08", 10, 2),
        ("2026-05", 8, 2),
        ("2026-08", 9, 3),
    ):
        for number in range(concluded):
            outcome = "不批准逮捕" if number < not_arrested else "批准逮捕"
            rows.append(_arrest(f"{month}-{number}", DONGHU, month, outcome))
    for month in (*STILL, "2026-08"):
        for number in range(10):
            few = 9 if month == "2026-08" else 2
            outcome = "不批准逮捕" if number < few else "批准逮捕"
            rows.append(_arrest(f"x-{month}-{number}", XISHAN, month, outcome))
    rows.append(_arrest("city-1", JIANGCHENG, "2026-08", "批准逮捕"))
    rows.append(_arrest("unfilled", DONGHU, "2026-06", ""))
    columns = {
        "case_number": "部门受案号",
        "procuratorate": "承办单位",
        "accepted_on": "受理日期",
        "concluded_on": "审结日期",
        "outcome": "审结情况",
    }
    return as_csv(columns, tuple(rows))


def _arrest(number: str, unit: str, month: str, outcome: str) -> dict[str, str]:
    return {
        "case_number": number,
        "procuratorate": unit,
        "accepted_on": f"{month}-02",
        "concluded_on": f"{month}-05",
        "outcome": outcome,
    }


def _civil() -> bytes:
    rows = [
        _civil_case(f"{month}-{number}", DONGHU, month, bool(number), not number)
        for month, accepted in (("2025-08", 5), ("2026-05", 3), ("2026-08", 4))
        for number in range(accepted)
    ]
    rows += [
        _civil_case(f"{unit}-{number}", unit, "2024-08", number < concluded)
        for unit, concluded in ((DONGHU, 9), (XISHAN, 8))
        for number in range(10)
    ]
    rows += [
        _civil_case(f"x-{month}-{number}", XISHAN, month, True, not number)
        for month in STILL[:-1]
        for number in range(12)
    ]
    rows += [
        _civil_case(f"x-last-{number}", XISHAN, "2026-08", not number)
        for number in range(12)
    ]
    columns = {
        "case_number": "部门受案号",
        "procuratorate": "承办单位",
        "accepted_on": "受理日期",
        "concluded_on": "审结日期",
        "source": "案源",
    }
    return as_csv(columns, tuple(rows))


def _civil_case(
    number: str,
    unit: str,
    month: str,
    is_concluded: bool,
    is_ex_officio: bool = False,
) -> dict[str, str]:
    return {
        "case_number": number,
        "procuratorate": unit,
        "accepted_on": f"{month}-03",
        "concluded_on": f"{month}-20" if is_concluded else "",
        "source": "依职权" if is_ex_officio else "依申请",
    }
