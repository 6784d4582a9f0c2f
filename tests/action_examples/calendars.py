"""Examples of the actions on calendars."""

from datetime import date
from functools import partial

from hengjian.audit.actors import System
from hengjian.calendars import actions
from hengjian.calendars.queries import calendar_in_force
from hengjian.warehouse.open_limits import FINDINGS
from tests.action_examples import Example
from tests.action_examples.notices import TELLING
from tests.action_examples.warehouse import finding
from tests.cast import Cast
from tests.factories import calendars as make


BY = System("test")
MODULE = "hengjian.calendars.actions"


def _move(cast: Cast) -> partial[object]:
    finding()  # raised on Monday 2 March 2026, three working days
    before = calendar_in_force()
    release = make.release(make.year_notice(off=(date(2026, 3, 4),), worked=()))
    return partial(
        actions.move_limits,
        release=release,
        limits=FINDINGS,
        moving=list(FINDINGS.moving(before, calendar_in_force())),
        by=BY,
    )


EXAMPLES: dict[str, Example] = {
    f"{MODULE}.release": lambda cast: partial(
        actions.release,
        notice=make.year_notice(),
        described=actions.Described(make.TITLE),
        by=BY,
    ),
    f"{MODULE}.move_limits": _move,
    f"{MODULE}.tell_handlers": lambda cast: partial(
        actions.tell_handlers, tellings=[(TELLING, cast.chen)], by=BY
    ),
}
