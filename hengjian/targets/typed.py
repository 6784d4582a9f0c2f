"""What somebody typed about one target, read as the cells of the form are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hengjian.engines.targets.model import Level as EngineLevel
from hengjian.engines.targets.model import Target as EngineTarget
from hengjian.lib.bilingual import Text
from hengjian.targets.faults import TargetFault
from hengjian.targets.form.cells import CellFault, Cells
from hengjian.targets.form.columns import COLUMNS
from hengjian.targets.form.matching import Matching
from hengjian.targets.form.reading import target_of
from hengjian.targets.form.writing import cells_of
from hengjian.targets.models import TargetPlan
from hengjian.targets.policy import catalogue
from hengjian.targets.rows import OF_VERSION, Row, engine_target, wanted_row


NAMES = tuple(column.name for column in COLUMNS)


def row_typed(plan: TargetPlan, typed: Mapping[str, str], day: date) -> Row:
    """A whole target as it was typed. Raises ``TargetFault`` naming every fault."""
    cells = Cells({name: typed.get(name, "").strip() for name in NAMES}, 0)
    target = target_of(cells)
    if target is None or cells.faults:
        raise fault_of(cells.faults)
    matching = Matching(plan.procuratorate, day, catalogue(), {})
    row = matching.row(target)
    if row is None:
        raise fault_of(matching.faults)
    return row


def version_typed(row: Row, typed: Mapping[str, str]) -> Row:
    """A row with what was typed in place of parts of its version.

    Raises ``TargetFault`` naming every fault, and where the kind of the aim would change.
    """
    texts = {**texts_of(row), **{n: t.strip() for n, t in typed.items()}}
    cells = Cells(texts, 0)
    target = target_of(cells)
    if target is None or cells.faults:
        raise fault_of(cells.faults)
    if target.aim is None:
        raise TargetFault(Text("没有写目标值", "the aim is not said"))
    wanted = _version_of(target, row)
    if wanted.aim_kind != row.aim_kind and row.aim_kind:
        raise TargetFault(
            Text(
                "调整前后目标的种类不同，应当终止原目标、另立新目标",
                "an amendment keeps the kind of its aim; end the target and set a new one",
            )
        )
    return wanted


def texts_of(row: Row) -> dict[str, str]:
    """The cells in which a row is written."""
    return {**cells_of(engine_target(row)), "number": row.number}


def fault_of(faults: list[CellFault]) -> TargetFault:
    """All faults of typed cells as one."""
    return TargetFault(
        Text(
            "；".join(f"{each.head.zh}：{each.message.zh}" for each in faults),
            "; ".join(f"{each.head.en}: {each.message.en}" for each in faults),
        )
    )


def _version_of(target: EngineTarget, row: Row) -> Row:
    plain = replace(target, level=EngineLevel(row.level), shares={})
    wanted = wanted_row(plain, row.owner, {}, row.indicator)
    return replace(row, **{name: getattr(wanted, name) for name in OF_VERSION})
