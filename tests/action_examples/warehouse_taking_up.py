"""Examples of the actions on new cards of national records."""

from functools import partial

from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.warehouse.actions import taking_up
from hengjian.warehouse.models import TakingUp, TakingUpAct
from tests.action_examples import Example
from tests.action_examples.warehouse import staged
from tests.cast import Cast


BY = System("test")


def _settling(cast: Cast) -> partial[TakingUp]:
    return partial(
        taking_up.settle_taking_up,
        kind="petition",
        card="complaint",
        unit=cast.jiangcheng,
        act=TakingUpAct.OPEN,
        person=cast.zhou.person,
        from_on=clock.today(),
        reason="来访都要办",
        by=BY,
    )


def _noting(cast: Cast) -> partial[None]:
    return partial(
        taking_up.note_taken_up,
        card_import=staged(),
        event=taking_up.OPENED,
        setting=_settling(cast)(),
        counted={"registered": 1},
        by=BY,
    )


EXAMPLES: dict[str, Example] = {
    "hengjian.warehouse.actions.taking_up.settle_taking_up": _settling,
    "hengjian.warehouse.actions.taking_up.note_taken_up": _noting,
}
