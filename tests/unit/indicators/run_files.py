"""A small pack and its cards for ``indicators run``, and the command in one call."""

import csv
from pathlib import Path

import pytest

from hengjian.config.cli import main


PACK = """
pack: arrest
format: 1
title: Arrest
line_of_work: criminal
kind: imported
sensitivity: internal
effective_from: 2000-01-01
"""
CARD = """
grain: person
key: [number]
unit: procuratorate
items:
  number: {label: {zh: 编号, en: Number}, type: text, required: true}
  procuratorate: {label: {zh: 承办单位, en: Procuratorate}, type: unit}
  name: {label: {zh: 姓名, en: Name}, type: text, personal: true}
  identity: {label: {zh: 证件号, en: Identity}, type: integer, personal: true}
  outcome: {label: {zh: 审结情况, en: Outcome}, type: choice, choices: {approved: 批准逮捕, refused: 不批准逮捕}}
  accepted_on: {label: {zh: 受理日期, en: Accepted}, type: date, required: true}
  concluded_on: {label: {zh: 审结日期, en: Concluded}, type: date}
checks:
  - {check: order_of_dates, assert: accepted_on <= concluded_on, level: blocking, dimension: consistent, kind: wrong, message: {zh: 审结早于受理, en: Concluded before accepted}}
  - {check: concluded_at_once, assert: accepted_on <> concluded_on, level: prompting, dimension: correct, kind: careless, message: {zh: 当日审结, en: Concluded at once}}
"""
MEASURES = """
refused: {agg: count, dated_by: concluded_on, where: "outcome = 'refused'"}
decided: {agg: count, dated_by: concluded_on, where: outcome is not null}
findings: {agg: count, card: _system.finding, dated_by: found_on}
"""
INDICATOR = """
indicator: {name}
code: {code}
label: {name}
sentence: {name}
value: {value}
unit: percent
decimals: 2
direction: neutral
source: {{title: drawn}}
"""
CARDS = """编号,承办单位,姓名,证件号,审结情况,受理日期,审结日期
1,420101,=cmd(),1,批准逮捕,2025-01-01,2025-01-10
2,420101,赵四,2,不批准逮捕,2025/1/2,2025-01-26
3,420102,孙五,x123456,不批准逮捕,2025-01-03,2025-01-11
4,420102,周六,4,不批准逮捕,2025-01-05,2025-01-04
5,,吴七,5,approved,2025-02-03,2025-02-03
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")
    home = tmp_path / "packs" / "arrest"
    (home / "indicators").mkdir(parents=True)
    (home / "pack.yaml").write_text(PACK, "utf-8")
    (home / "case_card.yaml").write_text(CARD, "utf-8")
    (home / "measures.yaml").write_text(MEASURES, "utf-8")
    for name, code, value in (
        ("refusal_rate", "A01", "refused / decided"),
        ("error_rate", "J01", "findings / decided"),
    ):
        text = INDICATOR.format(name=name, code=code, value=value)
        (home / "indicators" / f"{name}.yaml").write_text(text, "utf-8")
    (tmp_path / "cards.csv").write_text(CARDS, "utf-8")
    return tmp_path


def run(folder: Path, *options: str, out: str = "out.csv") -> int:
    words = ["indicators", "run", "--packs", str(folder / "packs")]
    words += ["--cards", f"arrest={folder / 'cards.csv'}", "--out", str(folder / out)]
    return main([*words, *options])


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
