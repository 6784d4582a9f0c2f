"""Examples of what the process of an objection to an appraisal does."""

from collections.abc import Callable
from functools import partial

from hengjian.appraisal.actions import freezing, objections
from hengjian.appraisal.models import ScoreSheet
from hengjian.appraisal.objecting import KIND, bound_form, reference_of
from hengjian.matters.actions.registering import register
from hengjian.matters.models import Matter
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import appraisal as make
from tests.factories import matters


HERE = "hengjian.appraisal.actions.objections"
WORDS = {"ground": "left_out", "contested": "作风", "words": "扣分事项不属实"}
DECIDED = {
    "proposal": "correct",
    "corrections": "conduct=0",
    "decision": "adopted",
    "decision_words": "同意更正",
}


def _sheet(cast: Cast) -> ScoreSheet:
    """Chen's sheet of an open month."""
    month = make.round_(make.adopted_scheme(procuratorate=cast.jiangcheng), "2026-10")
    make.whole_facts(month, cast.person(cast.chen))
    make.computed(month)
    found: ScoreSheet = month.sheets.get(person=cast.person(cast.chen))
    return found


def _raised(cast: Cast) -> tuple[Matter, ScoreSheet]:
    """Chen's objection, registered: its process has frozen the sheet."""
    sheet = _sheet(cast)
    matters.release_kinds((KIND,))
    kind, bound, (unit, department) = bound_form(sheet, WORDS, cast.chen)
    matter: Matter = register(
        kind=kind,
        bound=bound,
        unit=unit,
        department=department,
        registrant=cast.chen.person,
        by=cast.chen,
    )
    return matter, sheet


def _freeze(cast: Cast) -> Callable[[], object]:
    matter, sheet = _raised(cast)
    freezing.release_sheet(sheet=sheet, reference=reference_of(matter), by=make.BY)
    return partial(objections.freeze, matter=matter, by=make.BY)


def _settle(cast: Cast) -> Callable[[], object]:
    matter, _ = _raised(cast)
    matter.values |= DECIDED
    return partial(objections.settle, matter=matter, by=make.BY)


EXAMPLES: dict[str, Example] = {
    f"{HERE}.freeze": _freeze,
    f"{HERE}.settle": _settle,
}
