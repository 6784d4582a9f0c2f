"""Measures and indicators over the small arrest cards, and the policies of the product."""

import shutil
from pathlib import Path

from tests.unit.warehouse import small_packs


MEASURES = """
accepted: {label: {zh: 受理件数, en: Accepted}, agg: count, dated_by: accepted_on}
concluded: {label: {zh: 审结件数, en: Concluded}, agg: count, dated_by: concluded_on}
approved: {label: {zh: 批准逮捕件数, en: Approved}, agg: count, dated_by: concluded_on, where: "outcome = 'approved'"}
refused: {label: {zh: 不捕件数, en: Refused}, agg: count, dated_by: concluded_on, where: "outcome = 'not_approved'"}
quick: {label: {zh: 五日内审结件数, en: Within five days}, agg: count, dated_by: concluded_on, where: "concluded_on - accepted_on <= 5"}
days: {label: {zh: 用时, en: Days}, agg: mean, of: "concluded_on - accepted_on", dated_by: concluded_on}
pending: {label: {zh: 期末未结件数, en: Pending}, agg: count, open: {from: accepted_on, until: concluded_on}, at: end}
handlers: {label: {zh: 办案人数, en: Handlers}, agg: count_distinct, of: handler, dated_by: concluded_on}
"""
_INDICATOR = """
indicator: {name}
code: {code}
label: {{zh: {zh}, en: {en}}}
sentence: {{zh: {zh}的说明, en: What {en} says}}
value: {value}
unit: {unit}
decimals: 2
direction: {direction}
{more}
valid: [{{from: 2020-01-01, status: in_use}}]
source: {{title: 测试口径, mark: I}}
"""
INDICATORS = (
    (
        "refusal_rate",
        "T01",
        "不捕率",
        "Refusal rate",
        "refused / (approved + refused)",
        "percent",
        "neutral",
        "read_with: [quick_rate]\nsmall_counts: {flag_below: 3}\nscored: never",
    ),
    (
        "quick_rate",
        "T02",
        "五日审结率",
        "Quick rate",
        "quick / concluded",
        "percent",
        "up",
        "read_with: [refusal_rate]\nsmall_counts: {flag_below: 3}",
    ),
    ("days", "T03", "平均用时", "Days", "arrest_review.days", "day", "down", ""),
    (
        "accepted",
        "T04",
        "受理数",
        "Accepted",
        "arrest_review.accepted",
        "count",
        "neutral",
        "",
    ),
    (
        "pending",
        "T05",
        "未结数",
        "Pending",
        "arrest_review.pending",
        "count",
        "down",
        "",
    ),
    (
        "handlers",
        "T06",
        "办案人数",
        "Handlers",
        "arrest_review.handlers",
        "count",
        "neutral",
        "",
    ),
)
POLICIES = Path(__file__).resolve().parents[3] / "packs" / "_shared" / "policies.yaml"


def write(folder: Path) -> Path:
    """Lay the packs out in a folder, with their indicators and the policies."""
    small_packs.write(folder)
    pack = folder / "arrest_review"
    (pack / "measures.yaml").write_text(MEASURES, "utf-8")
    (pack / "indicators").mkdir()
    for name, code, zh, en, value, unit, direction, more in INDICATORS:
        text = _INDICATOR.format(
            name=name,
            code=code,
            zh=zh,
            en=en,
            value=value,
            unit=unit,
            direction=direction,
            more=more,
        )
        (pack / "indicators" / f"{name}.yaml").write_text(text, "utf-8")
    (folder / "_shared").mkdir()
    shutil.copy(POLICIES, folder / "_shared" / "policies.yaml")
    return folder
