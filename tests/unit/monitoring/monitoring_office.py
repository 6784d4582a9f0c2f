"""The cast with rules of monitoring and populations of review over small packs."""

import shutil
from pathlib import Path
from typing import Any

from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.monitoring.models import Prompt
from hengjian.monitoring.tasks import check_cards
from hengjian.organisation.models import Procuratorate
from hengjian.packs import actions as packs
from hengjian.warehouse.actions import sealings
from hengjian.warehouse.models import Import, SealingKind
from hengjian.warehouse.sealing.resolving import resolve
from tests.unit.limits import limits_office
from tests.unit.warehouse import small_packs
from tests.unit.warehouse.card_files_in import as_csv, import_bytes


BY = System("test")
PACKS = Path(__file__).parents[3] / "packs"
T44 = """
T44:
  label: {zh: 流程监控通知书回复, en: Reply to a monitoring notice}
  start: {zh: 收到通知书, en: the notice is received}
  lengths: {usual: {length: 10 calendar_days}}
  basis: [{title: {zh: 人民检察院刑事诉讼规则, en: Criminal Procedure Rules}, article: 第665条, mark: V}]
  examples: [{start: 2026-09-23, due: 2026-10-08}]
"""
RULES = """
late:
  label: {zh: 审查超期, en: Review past its limit}
  late: review
  level: report
  ground: limit
  limit: T10
  reply: T44
  message: {zh: 超过法定期限未审结, en: Past its limit}
  basis: [{title: 刑事诉讼法, article: 第172条, mark: V}]
kind_missing:
  label: {zh: 没有写明类别, en: Kind missing}
  when: kind is null and as_of - accepted_on > param.kind_days
  level: oral
  ground: case_card
"""
PARAMETERS = """
kind_days: {unit: calendar_days, values: {2020-01-01: {value: 3}}}
sample_share: {unit: ratio, values: {2020-01-01: {value: 1/2}}}
least_of_handler: {unit: cases, values: {2020-01-01: {value: 1}}}
"""
SAMPLING = """
concluded:
  label: {zh: 审结案件, en: Concluded cases}
  card: arrest_review
  mode: random
  dated_by: concluded_on
  case: case_number
  by: outcome
approved:
  label: {zh: 批准逮捕案件, en: Approved arrests}
  card: arrest_review
  mode: key
  dated_by: concluded_on
  where: outcome = 'approved'
  case: case_number
refused:
  label: {zh: 不批准逮捕案件专项, en: Special review of refused arrests}
  card: arrest_review
  mode: special
  dated_by: concluded_on
  where: outcome = 'not_approved'
  case: case_number
"""
card = limits_office.card
COLUMNS = limits_office.COLUMNS


def release(folder: Path, rules: str = RULES) -> None:
    """Release the small packs, the two packs of case management, their grades and record."""
    packs_folder = small_packs.write(folder / "monitored_packs")
    own = packs_folder / "arrest_review"
    text = (own / "case_card.yaml").read_text("utf-8")
    text = text.replace("links:", limits_office.MORE_ITEMS, 1)
    (own / "case_card.yaml").write_text(text, "utf-8")
    (own / "deadlines.yaml").write_text(limits_office.DEADLINES, "utf-8")
    (own / "monitoring.yaml").write_text(rules, "utf-8")
    (own / "sampling.yaml").write_text(SAMPLING, "utf-8")
    (own / "parameters.yaml").write_text(PARAMETERS, "utf-8")
    shared = packs_folder / "_shared"
    shared.mkdir()
    (shared / "limits.yaml").write_text(limits_office.LIMITS + T44, "utf-8")
    shutil.copy(PACKS / "_shared" / "review_grades.yaml", shared)
    for name in ("process_monitoring", "case_quality_review"):
        kept = shutil.ignore_patterns("tests")
        shutil.copytree(PACKS / name, packs_folder / name, ignore=kept)
    _record_of_reviews(packs_folder / "case_management")
    packs.release(prepared=packs.prepare([packs_folder]), by=BY)


def _record_of_reviews(folder: Path) -> None:
    """A small stand-in for the imported cards of reviews."""
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        "pack: case_management\nformat: 1\ntitle: 案件管理\nkind: imported\n"
        "uses: [_shared/review_grades]\n",
        "utf-8",
    )
    items = {
        "event_number": "{type: text, required: true}",
        "procuratorate": "{type: unit}",
        "happened_on": "{type: date, required: true}",
        "grade": "{type: choice, choices: review_grades}",
        "objected_on": "{type: date}",
        "objection_decided_on": "{type: date}",
    }
    lines = "".join(f"  {name}: {kind}\n" for name, kind in items.items())
    (folder / "case_card.yaml").write_text(
        "grain: event\nkey: [event_number]\nunit: procuratorate\n"
        f"partition_date: happened_on\nitems:\n{lines}",
        "utf-8",
    )


def import_cards(*cards: dict[str, str], **more: Any) -> Import:
    """Import cards and check them, as the listener does."""
    brought = import_bytes(as_csv(COLUMNS, cards), **more)
    check_cards(["arrest_review"], by=BY)
    return brought


def prompt_of(case_number: str, rule: str = "late") -> Prompt:
    """The prompt of a card."""
    found: Prompt = Prompt.bookkeeping.get(
        card_key=f"{case_number}|1", rule=f"arrest_review.{rule}"
    )
    return found


def seal(case_number: str, unit: Procuratorate) -> None:
    """Seal the person of a card."""
    sealings.seal(
        resolved=resolve("arrest_review", f"{case_number}|1"),
        kind=SealingKind.CRIMINAL_RECORD,
        basis=sealings.Basis("中华人民共和国刑事诉讼法", "第286条", "V"),
        procuratorate=unit,
        sealed_on=clock.today(),
        reason="判处三年",
        by=BY,
    )
