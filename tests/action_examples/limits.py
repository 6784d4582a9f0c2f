"""Examples of the actions on limits of cards."""

from datetime import date
from functools import partial

from hengjian.audit.actors import System
from hengjian.limits import actions
from tests.action_examples import Example
from tests.action_examples.warehouse import table
from tests.cast import Cast
from tests.factories import limits as make


BY = System("test")
MODULE = "hengjian.limits.actions"


def _note(cast: Cast) -> partial[object]:
    limit = make.card_limit(table())
    warned = [(limit.pk, 5, date(2026, 10, 26))]
    return partial(actions.note_warnings, warned=warned, on=date(2026, 10, 21), by=BY)


EXAMPLES: dict[str, Example] = {
    f"{MODULE}.enter_limits": lambda cast: partial(
        actions.enter_limits,
        table=table(),
        version=1,
        rests_on="0" * 64,
        rows=[make.values()],
        by=BY,
    ),
    f"{MODULE}.note_warnings": _note,
}
