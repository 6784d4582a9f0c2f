"""A version of a sheet as people read it: lines with sentences, evidence, level."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hengjian.access.actor_names import actor_names
from hengjian.appraisal.item_sources import SOURCE_LABELS, SourceKind, sources_of
from hengjian.appraisal.models import (
    AppraisalFact,
    DepartmentSheet,
    DepartmentSheetVersion,
    ScoreSheet,
    SheetVersion,
)
from hengjian.appraisal.queries.sealed_evidence import sealed_evidence
from hengjian.appraisal.scheme_reading import scheme_of
from hengjian.appraisal.sheet_payload import lines_of_payload, read_payload
from hengjian.engines.scoring.lines import Line, State
from hengjian.engines.scoring.rules import Deduction
from hengjian.engines.scoring.sentences import why
from hengjian.lib.bilingual import Text
from hengjian.matters.queries.unsealed import SEALED


@dataclass(frozen=True)
class ToldEvidence:
    """One thing that a value rests on; ``address`` opens it."""

    kind: str
    label: Text
    told: Text
    address: str
    digest: str
    reference: str


@dataclass(frozen=True)
class ToldLine:
    """One line: marks of full marks, why, from what, and where it stands in the sum."""

    place: int
    item: str
    title: Text
    component: str
    state: State
    score: Decimal | None
    full: Decimal
    why: Text
    source: Text
    evidence: tuple[ToldEvidence, ...]
    before: Decimal  # the sum of the lines above it
    is_deduction: bool  # begins with its full mark and loses


@dataclass(frozen=True)
class ToldSheet:
    """A version with everything that its page, files and interface show."""

    sheet: ScoreSheet | DepartmentSheet
    version: SheetVersion | DepartmentSheetVersion
    total: Decimal
    is_final: bool
    proposed: str
    verdict: Mapping[str, Any]
    lines: tuple[ToldLine, ...]
    level: tuple[Decimal, Decimal] | None
    earlier: Mapping[str, Any] | None

    @property
    def full(self) -> Decimal:
        """What the lines could come to."""
        return sum((line.full for line in self.lines), Decimal(0))

    @property
    def is_open(self) -> list[ToldLine]:
        """The lines whose marks are not known yet."""
        return [line for line in self.lines if line.score is None]


EVIDENCE_LABELS = {
    "run": Text("业务数据", "run"),
    "fact": Text("核对过的事实", "confirmed fact"),
    "ledger": Text("台账记录", "ledger entry"),
    "rating": Text("评议结果", "rating"),
    "target": Text("目标", "target"),
    "matter": Text("事项", "matter"),
    "veto": Text("一票否决", "veto"),
    "review": Text("案件质量评查", "quality review"),
    "document": Text("制发的文书", "issued paper"),
    "department": Text("部门考评表", "the department's sheet"),
    "absence": Text("经批准的折算", "granted adjustment"),
    "objection": Text("异议处理", "objection"),
}


def told(version: SheetVersion | DepartmentSheetVersion) -> ToldSheet:
    """A version told by the scheme it was scored by; sentences are the engine's."""
    sheet = version.sheet
    adopted = sheet.round.scheme.version
    payload = read_payload(version.payload)
    scheme = scheme_of(adopted.text)
    lines = lines_of_payload(payload, scheme)
    sources = sources_of(adopted.sources, [item.item for item in scheme.items])
    outcome = payload["outcome"]
    rows = payload["evidence"].values()
    hidden = sealed_evidence(row for each in rows for row in each)
    checked = _checked(payload["evidence"])
    shown, before = [], Decimal(0)
    for place, (item, state, score, full) in enumerate(outcome["lines"]):
        marks = None if score is None else Decimal(score)
        shown.append(
            ToldLine(
                place,
                item,
                sources[item].title,
                lines[item].item.component or "",
                State(state),
                marks,
                Decimal(full),
                sentence(lines[item]),
                SOURCE_LABELS[SourceKind(sources[item].kind)],
                _evidence(payload["evidence"].get(item, []), hidden, checked),
                before,
                isinstance(lines[item].item.rule, Deduction),
            )
        )
        before += marks or Decimal(0)
    total = Decimal(outcome["total"])
    full = max(sum((line.full for line in shown), Decimal(0)), total)
    return ToldSheet(
        sheet,
        version,
        total,
        outcome["final"],
        payload["verdict"]["grade"] or "",
        payload["verdict"],
        tuple(shown),
        _level(payload["level"], full),
        payload["earlier"],
    )


def _level(kept: list[str] | None, full: Decimal) -> tuple[Decimal, Decimal] | None:
    """The range of chance, as far as marks reach: chance gives nobody more than full."""
    if not kept:
        return None
    least, most = Decimal(kept[0]), Decimal(kept[1])
    return least, min(most, full)


def sentence(line: Line) -> Text:
    """Why a line has its marks, as the engine says it."""
    return why(line)


def _checked(evidence: Mapping[str, list[list[str]]]) -> dict[str, Text]:
    """By whom each typed fact was entered and confirmed, by its reference."""
    kept = [one for of_item in evidence.values() for one in of_item]
    facts = [int(reference) for kind, reference, *_ in kept if kind == "fact"]
    if not facts:
        return {}
    rows = AppraisalFact.objects.filter(pk__in=facts).order_by("pk")
    found = list(rows.values_list("pk", "entered_by", "decided_by"))
    names = actor_names(name for _, *both in found for name in both)
    nobody = Text.same("—")
    told = {}
    for number, entered_by, decided_by in found:
        one, other = (names.get(name, nobody) for name in (entered_by, decided_by))
        told[str(number)] = Text(
            f"（{one.zh} 填报，{other.zh} 核对）",
            f" (entered by {one.en}, confirmed by {other.en})",
        )
    return told


def _evidence(
    kept: list[list[str]],
    hidden: Container[tuple[str, str]],
    checked: Mapping[str, Text],
) -> tuple[ToldEvidence, ...]:
    nothing = Text.same("")
    found = []
    for kind, ref, words, address, digest, *english in kept:
        label = EVIDENCE_LABELS.get(kind, Text.same(kind))
        by = checked.get(ref, nothing) if kind == "fact" else nothing
        en = (english[0] if english else words) or ref
        told = Text(f"{words or ref}{by.zh}", f"{en}{by.en}")
        if (kind, ref) in hidden:
            found.append(ToldEvidence(kind, label, SEALED, "", "", ref))
        else:
            found.append(ToldEvidence(kind, label, told, address, digest, ref))
    return tuple(found)


def progress_words(sheet: ToldSheet) -> Text | None:
    """Level and progress are two scales; this is the sentence on the second."""
    if sheet.earlier is None:
        return None
    if not sheet.is_final:
        return Text(
            "本期尚为暂定，不与上年相比",
            "provisional: not compared with the year before",
        )
    before = Decimal(sheet.earlier["total"])
    change = sheet.total - before
    period = sheet.earlier["period"]
    if _overlap(sheet.level, sheet.earlier["level"]):
        return Text(
            f"比 {period} 变化 {change:+f} 分，两期的偶然范围有重叠，看不出真有进退",
            f"{change:+f} since {period}; what chance may do overlaps, so that no "
            "real change can be told",
        )
    if not sheet.level or not sheet.earlier["level"]:
        return Text(
            f"比 {period} 变化 {change:+f} 分；背后件数不全，不能说多少属于偶然",
            f"{change:+f} since {period}; without the counts behind it nobody can say "
            "how much of it is chance",
        )
    return Text(
        f"比 {period} 变化 {change:+f} 分，超出两期的偶然范围",
        f"{change:+f} since {period}, beyond what chance does in either",
    )


def _overlap(one: tuple[Decimal, Decimal] | None, other: list[str] | None) -> bool:
    if one is None or not other:
        return False
    return one[0] <= Decimal(other[1]) and Decimal(other[0]) <= one[1]


MEAN_NOTE = Text(
    "特别高或特别低的一期，下一期多半会向平均靠拢，这不说明工作变差或变好；进步与水平分开看，不相加。",
    "After a very high or very low period the next one mostly falls back towards the "
    "mean, which says nothing about better or worse work; progress stands beside level "
    "and is not added to it.",
)
