"""Examples of the acts on prompts about people's sheets."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from hengjian.access.models import Account
from hengjian.appraisal.actions import fairness_signals
from hengjian.appraisal.fairness_seeing import Seen
from hengjian.appraisal.models import FairnessSignal
from hengjian.appraisal.models.fairness_signal import About
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import appraisal as make


HERE = "hengjian.appraisal.actions.fairness_signals"
SENTENCE = Text("“作风”一项请看", "please look at “conduct”")


def _raise(cast: Cast) -> partial[list[FairnessSignal]]:
    """Chen's sheet of an open month asks something of him."""
    month = make.round_(make.adopted_scheme(procuratorate=cast.jiangcheng), "2026-10")
    chen = cast.person(cast.chen)
    make.whole_facts(month, chen)
    make.computed(month)
    seen = [Seen(chen.number, About.ONE_ITEM, "conduct", SENTENCE)]
    return partial(fairness_signals.raise_signals, round_=month, seen=seen, by=make.BY)


def signal(cast: Cast) -> FairnessSignal:
    """Something asked of Chen."""
    [found] = _raise(cast)()
    return found


def _answer(cast: Cast) -> Callable[[], object]:
    by: Account = cast.chen
    return partial(
        fairness_signals.answer, signal=signal(cast), words="已补材料", by=by
    )


def _lapse(cast: Cast) -> Callable[[], object]:
    lapses_on = signal(cast).lapses_on

    def later() -> object:
        with clock.moved_to(lapses_on + timedelta(days=1)):
            return fairness_signals.let_lapse(by=make.BY)

    return later


EXAMPLES: dict[str, Example] = {
    f"{HERE}.raise_signals": _raise,
    f"{HERE}.answer": _answer,
    f"{HERE}.let_lapse": _lapse,
}
