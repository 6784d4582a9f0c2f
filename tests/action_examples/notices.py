"""Examples of the actions on notices."""

from datetime import timedelta
from functools import partial

from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.notices import actions
from hengjian.notices.models import Kind
from tests.action_examples import Example
from tests.cast import Cast


BY = System("test")
MODULE = "hengjian.notices.actions"
TELLING = actions.Telling(
    Kind.JOB, "test:1", Text("任务没有完成。", "A job failed."), "/"
)


def _sent(cast: Cast) -> Cast:
    actions.send(telling=TELLING, to=[cast.chen], by=BY)
    return cast


def _old(cast: Cast) -> partial[object]:
    with clock.moved_to(clock.today() - timedelta(days=400)):
        _sent(cast)
    return partial(actions.forget_old, by=BY)


EXAMPLES: dict[str, Example] = {
    f"{MODULE}.send": lambda cast: partial(
        actions.send, telling=TELLING, to=[cast.chen], by=BY
    ),
    f"{MODULE}.mark_read": lambda cast: partial(
        actions.mark_read, account=_sent(cast).chen, by=cast.chen
    ),
    f"{MODULE}.forget_old": _old,
}
