"""A scheme as rows of a form, read back with every fault at its place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from hengjian.appraisal.item_sources import ItemSource, SourceKind
from hengjian.engines.pack_format.kinds import exact
from hengjian.engines.scoring.model import (
    Grade,
    Missing,
    Normalise,
    Problem,
    Scheme,
    ScoredItem,
)
from hengjian.engines.scoring.rules import (
    Bonus,
    Deduction,
    Linear,
    PerOccurrence,
    Rated,
    Rule,
    Steps,
    Veto,
)
from hengjian.lib.bilingual import Text


RULES: dict[str, Text] = {
    "linear": Text("按比例（起点、目标）", "linear (floor, target)"),
    "steps": Text("分档（每行 数值: 得分）", "steps (threshold: marks)"),
    "per_occurrence": Text("按件（每件分；类型: 系数）", "per occurrence (points)"),
    "rated": Text("评分（最高分）", "rated (scale)"),
    "bonus": Text("加分（每次）", "bonus (each)"),
    "deduction": Text("扣分（每次）", "deduction (each)"),
    "veto": Text("一票否决（等次）", "veto (grade)"),
}
SPARE_ROWS = 2


@dataclass
class Row:
    """One item as it stands in the form; ``faults`` are told beside it."""

    name: str = ""
    zh: str = ""
    en: str = ""
    component: str = ""
    full: str = ""
    rule: str = "rated"
    a: str = ""
    b: str = ""
    table: str = ""
    missing: str = "unknown"
    kind: str = "typed"
    reference: str = ""
    faults: list[Text] = field(default_factory=list)


@dataclass
class SchemeForm:
    """The whole form."""

    name: str = ""
    components: str = ""
    rows: list[Row] = field(default_factory=list)
    grades: str = ""
    normalise: str = "none"
    cap_total: str = ""
    decimals: str = "2"
    published_to: str = "nobody"
    reason: str = ""
    faults: list[Text] = field(default_factory=list)
    component_faults: list[Text] = field(default_factory=list)
    grade_faults: list[Text] = field(default_factory=list)

    @property
    def is_faultless(self) -> bool:
        """Whether everything could be read."""
        told = [self.faults, self.component_faults, self.grade_faults]
        return not any(told) and not any(row.faults for row in self.rows)

    def place(self, problem: Problem) -> None:
        """Put a problem of the scheme where its cause stands."""
        part = problem.part
        message = problem.message
        if part and part[0] == "items" and len(part) > 1:
            rows = [row for row in self.rows if row.name]
            number = part[1]
            if isinstance(number, int) and number < len(rows):
                rows[number].faults.append(message)
                return
        if part and part[0] == "components":
            self.component_faults.append(message)
        elif part and part[0] == "grades":
            self.grade_faults.append(message)
        else:
            self.faults.append(message)


def form_of(
    scheme: Scheme, sources: Mapping[str, ItemSource], published_to: str
) -> SchemeForm:
    """The form that a scheme fills."""
    return SchemeForm(
        name=scheme.scheme,
        components=_pairs(scheme.components),
        rows=[_row(scheme, item, sources.get(item.item)) for item in scheme.items],
        grades="\n".join(
            f"{grade.grade}: {grade.at_least}"
            + (f", {grade.quota}" if grade.quota is not None else "")
            for grade in scheme.grades
        ),
        normalise=scheme.normalise.value,
        cap_total="" if scheme.cap_total is None else str(scheme.cap_total),
        decimals=str(scheme.decimals),
        published_to=published_to,
    )


def _pairs(table: Mapping[str, Fraction]) -> str:
    return "\n".join(f"{name}: {number}" for name, number in table.items())


def _row(scheme: Scheme, item: ScoredItem, source: ItemSource | None) -> Row:
    a, b, table, name = "", "", "", ""
    rule = item.rule
    if isinstance(rule, Linear):
        name, a, b = "linear", str(rule.floor), str(rule.target)
    elif isinstance(rule, Steps):
        name = "steps"
        table = "\n".join(f"{at}: {marks}" for at, marks in rule.steps)
    elif isinstance(rule, PerOccurrence):
        name, a = "per_occurrence", str(rule.points)
        table = _pairs(rule.coefficients)
    elif isinstance(rule, Rated):
        name, a = "rated", str(rule.scale)
    elif isinstance(rule, Bonus):
        name, a = "bonus", str(rule.each)
    elif isinstance(rule, Deduction):
        name, a = "deduction", str(rule.each)
    else:
        name, a = "veto", rule.grade
    title = source.title if source else Text.same(item.item)
    return Row(
        item.item,
        title.zh,
        title.en,
        item.component or "",
        str(item.full) if item.full else "",
        name,
        a,
        b,
        table,
        scheme.when_missing(item.item).value,
        source.kind.value if source else "typed",
        source.reference if source else "",
    )


def typed_form(posted: Mapping[str, Any]) -> SchemeForm:
    """The form as it was typed, row by row."""
    count = min(int(posted.get("rows") or 0), 80)
    rows = []
    for number in range(count):
        names = [one for one in Row.__dataclass_fields__ if one != "faults"]
        typed = {
            one: str(posted.get(f"row-{number}-{one}", "")).strip() for one in names
        }
        rows.append(Row(**typed))  # type: ignore[arg-type]
    names = ["name", "components", "grades", "normalise", "cap_total", "decimals"]
    names += ["published_to", "reason"]
    form = SchemeForm(rows=rows)
    for one in names:
        setattr(form, one, str(posted.get(one, "")).strip())
    return form


def read_form(form: SchemeForm) -> tuple[Scheme, dict[str, ItemSource]] | None:
    """The scheme of a form; None with faults told in it."""
    components = _table(form.components, form.component_faults)
    grades = _grades(form)
    items, sources, missing = [], {}, {}
    for row in form.rows:
        if not row.name:
            continue
        rule = _rule(row)
        full = _number(row.full or "0", row.faults)
        if rule is None or full is None:
            continue
        component = None if isinstance(rule, Veto) else row.component or None
        items.append(ScoredItem(row.name, rule, component, full))
        sources[row.name] = ItemSource(
            Text(row.zh or row.name, row.en or row.name),
            SourceKind(row.kind or "typed"),
            row.reference,
        )
        if row.missing and row.missing != Missing.ZERO:
            missing[row.name] = Missing(row.missing)
    cap = _number(form.cap_total, form.faults) if form.cap_total else None
    if not items:
        form.faults.append(Text("至少要有一个考评项", "at least one item is needed"))
    if not form.is_faultless:
        return None
    decimals = int(form.decimals) if form.decimals in set("0123456") else 2
    scheme = Scheme(
        form.name or "scheme",
        components,
        tuple(items),
        missing,
        Normalise(form.normalise or "none"),
        grades,
        cap,
        decimals,
    )
    return scheme, sources


def _number(text: str, faults: list[Text]) -> Fraction | None:
    try:
        return exact(text)
    except (ValueError, ZeroDivisionError):
        faults.append(
            Text(f"“{text}”不是数（可写 2/3）", f"“{text}” is no number (2/3 may be)")
        )
        return None


def _table(text: str, faults: list[Text]) -> dict[str, Fraction]:
    found = {}
    for line in text.replace("：", ":").splitlines():
        name, sign, number = line.rpartition(":")
        if not line.strip():
            continue
        value = _number(number.strip(), faults) if sign else None
        if not sign:
            faults.append(
                Text(f"“{line}”应写成 名称: 数", f"“{line}” is to read name: number")
            )
        if value is not None:
            found[name.strip()] = value
    return found


def _grades(form: SchemeForm) -> tuple[Grade, ...]:
    found = []
    for line in form.grades.replace("：", ":").replace("，", ",").splitlines():
        if not line.strip():
            continue
        name, _, rest = line.partition(":")
        at_least, _, quota = rest.partition(",")
        threshold = _number(at_least.strip(), form.grade_faults)
        share = _number(quota.strip(), form.grade_faults) if quota.strip() else None
        if threshold is not None:
            found.append(Grade(name.strip(), threshold, share))
    return tuple(found)


def _rule(row: Row) -> Rule | None:
    if row.rule == "veto":
        return Veto(row.a)
    if row.rule == "steps":
        return _steps(row)
    first = _number(row.a, row.faults)
    if first is None:
        return None
    if row.rule == "linear":
        second = _number(row.b, row.faults)
        return None if second is None else Linear(first, second)
    if row.rule == "per_occurrence":
        return PerOccurrence(first, _table(row.table, row.faults))
    maker = _OF_ONE_NUMBER.get(row.rule)
    if maker is None:
        row.faults.append(Text("请选规则", "choose a rule"))
        return None
    return maker(first)


_OF_ONE_NUMBER: dict[str, Callable[[Fraction], Rule]] = {
    "rated": Rated,
    "bonus": Bonus,
    "deduction": Deduction,
}


def _steps(row: Row) -> Steps:
    pairs = []
    for line in row.table.replace("：", ":").splitlines():
        at, _, marks = line.partition(":")
        one = _number(at.strip(), row.faults)
        other = _number(marks.strip(), row.faults)
        if one is not None and other is not None:
            pairs.append((one, other))
    return Steps(tuple(pairs))
