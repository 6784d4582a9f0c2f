"""A loaded pack's process made ready to run, with its parameters and limits."""

from collections.abc import Callable
from datetime import date

from hengjian.engines.deadlines.lengths import Unit
from hengjian.engines.expressions.row_context import RowContext, in_force
from hengjian.engines.pack_format.limit_model import LimitLaw
from hengjian.engines.pack_format.model import Loaded, Parameter
from hengjian.engines.process import definition
from hengjian.engines.process.definition import Definition, LengthOn
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_UNITS = frozenset(unit.value for unit in Unit)


class NoProcess(UserFault):
    """The pack draws no process."""

    status = 409

    def __init__(self, pack: str) -> None:
        super().__init__(
            Text(f"业务包“{pack}”没有流程图", f"the pack “{pack}” draws no process")
        )


def ready_process(loaded: Loaded, pack: str) -> Definition:
    """The definition of a checked pack's process; raises ``NoProcess``."""
    found = loaded.packs.get(pack)
    if found is None or found.process is None:
        raise NoProcess(pack)
    return definition.compile(
        found.process,
        found.card,
        found.tables,
        parameters=loaded.parameters_in(pack),
        limits=lengths_by_limit(loaded, pack),
    )


def lengths_by_limit(loaded: Loaded, pack: str) -> dict[str, LengthOn]:
    """What a task's or timer's ``limit`` means: its length on a day, as text.

    Limits of the law (their first length), then the shared and the pack's own
    parameters whose unit is one of time.
    """
    found: dict[str, LengthOn] = {
        name: _of_law(law) for name, law in loaded.limits.items()
    }
    home = loaded.packs.get(pack)
    own = home.parameters if home is not None else {}
    for name, parameter in {**loaded.shared_parameters, **own}.items():
        if parameter.unit in _UNITS and parameter.history.shape == "scalar":
            found[name] = _of_parameter(parameter)
    return found


def _of_law(law: LimitLaw) -> LengthOn:
    def length(day: date) -> str | None:
        lengths = law.lengths_on(day)
        first = next(iter(lengths.values()), None)
        return first.length or None if first is not None else None

    return length


def _of_parameter(parameter: Parameter) -> LengthOn:
    values = [version.value for version in parameter.history.values]
    chosen: Callable[[RowContext], object] = in_force(parameter.history, values)

    def length(day: date) -> str | None:
        value = chosen(RowContext(row_on=day))
        return None if value is None else f"{value} {parameter.unit}"

    return length
