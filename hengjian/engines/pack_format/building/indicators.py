"""Indicators and balances: formulas over measures."""

from collections.abc import Callable

from hengjian.engines.pack_format.building.parameters import reference_of
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import nearest
from hengjian.engines.pack_format.formulas import FormulaError, parse_formula
from hengjian.engines.pack_format.model import (
    Balance,
    DatedFormula,
    Formula,
    Indicator,
    Validity,
)
from hengjian.engines.pack_format.nodes import ScalarNode
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


_DECIMALS = {"count": 0, "day": 1}
_NO_TEXT = Text("", "")


def build_indicators(draft: Draft, pack: str) -> dict[str, Indicator]:
    """The indicators of a pack whose formulas could be read."""
    indicators = {}
    for file_name, entry in draft.packs[pack].indicators.items():
        name = entry.get("indicator", file_name)
        formulas = _formulas(draft, pack, entry)
        if formulas and "unit" in entry:
            indicators[name] = _indicator(pack, name, entry, formulas)
    return indicators


def _indicator(
    pack: str, name: str, entry: Entry, formulas: tuple[DatedFormula, ...]
) -> Indicator:
    band = entry.get("band")
    small = entry.get("small_counts")
    return Indicator(
        name=name,
        pack=pack,
        code=entry.get("code", ""),
        label=entry.get("label", Text.same(name)),
        sentence=entry.get("sentence", _NO_TEXT),
        value=formulas,
        unit=entry["unit"],
        decimals=entry.get("decimals", _DECIMALS.get(entry["unit"], 2)),
        direction=entry.get("direction", "neutral"),
        place=entry.place(),
        band=(band[0], band[1]) if band is not None and len(band) == 2 else None,
        read_with=tuple(entry.get("read_with", ())),
        flag_below=small.get("flag_below") if small is not None else None,
        scored=entry.get("scored", ""),
        valid=tuple(
            Validity(item["from"], item["status"])
            for item in entry.get("valid", ())
            if "from" in item and "status" in item
        ),
        source=reference_of(entry.get("source")),
    )


def _formulas(draft: Draft, pack: str, entry: Entry) -> tuple[DatedFormula, ...]:
    value = entry.get("value")
    if isinstance(value, str):
        formula = formula_at(draft, pack, entry.scalar("value"))
        return (DatedFormula(None, formula),) if formula is not None else ()
    dated = []
    for part in value or ():
        if "from" not in part or "value" not in part:
            return ()
        formula = formula_at(draft, pack, part.scalar("value"))
        if formula is None:
            return ()
        dated.append(DatedFormula(part["from"], formula))
    return tuple(sorted(dated, key=lambda d: str(d.from_on)))


def formula_at(
    draft: Draft, pack: str, node: ScalarNode, text: str | None = None, shift: int = 0
) -> Formula | None:
    """Parse the formula of a node, or of the part of it that begins at ``shift``."""
    try:
        return parse_formula(
            node.text if text is None else text, _resolver(draft, pack)
        )
    except FormulaError as error:
        if not isinstance(error, _AlreadyToldError):
            draft.faults.add(
                node.at(error.position + shift),
                error.message,
                error.suggestion,
                rule="formula",
            )
        return None


class _AlreadyToldError(FormulaError):
    """The measure stands in its file, where its own fault is told."""


def _resolver(draft: Draft, pack: str) -> Callable[[str, int], str]:
    def resolve(name: str, position: int) -> str:
        owner, _, measure = name.rpartition(".")
        owner = owner or pack
        source = draft.packs.get(owner)
        if source is None:
            raise FormulaError(
                Text(f"业务包“{owner}”未载入", f"the pack “{owner}” is not loaded"),
                position=position,
                suggestion=nearest(owner, draft.packs)
                or Text(
                    f"把“{owner}”的文件夹也给出", f"give the folder of “{owner}” too"
                ),
            )
        if measure in source.measures:
            return f"{owner}.{measure}"
        if not source.measures and (source.folder / "measures.yaml").exists():
            raise _AlreadyToldError(Text("", ""))
        where = _pack_with(draft, measure)
        raise FormulaError(
            Text(
                f"业务包“{owner}”没有度量“{measure}”",
                f"the pack “{owner}” has no measure “{measure}”",
            ),
            position=position,
            suggestion=nearest(measure, source.measures) or where,
        )

    return resolve


def _pack_with(draft: Draft, measure: str) -> Text | None:
    for name, source in draft.packs.items():
        if measure in source.measures:
            return Text(
                f"是否应为“{name}.{measure}”？", f"did you mean “{name}.{measure}”?"
            )
    return None


def build_balances(draft: Draft, pack: str) -> tuple[Balance, ...]:
    """The balances of a pack; each side of the ``=`` is a formula."""
    balances = []
    for entry in draft.packs[pack].balances:
        if "assert" not in entry or "balance" not in entry:
            continue
        sides = _sides(draft, pack, entry.scalar("assert"))
        if sides is None:
            continue
        text = entry["assert"]
        balances.append(
            Balance(
                name=entry["balance"],
                pack=pack,
                by=tuple(entry.get("by", ())),
                period=entry.get("period", "month"),
                left=sides[0],
                right=sides[1],
                level=entry.get("level", "prompting"),
                message=entry.get(
                    "message", Text(f"不平衡：{text}", f"does not balance: {text}")
                ),
                place=entry.place(),
            )
        )
    return tuple(balances)


def _sides(draft: Draft, pack: str, node: ScalarNode) -> tuple[Formula, Formula] | None:
    left, equals, right = node.text.partition("=")
    if not equals or "=" in right:
        draft.faults.add(
            node.place,
            Text(
                "平衡关系要有一个等号：左 = 右", "a balance has one “=”: left = right"
            ),
            rule="formula",
        )
        return None
    first = formula_at(draft, pack, node, left)
    second = formula_at(draft, pack, node, right, len(left) + 1)
    return (first, second) if first is not None and second is not None else None
