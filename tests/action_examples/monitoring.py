"""Examples of the actions of process monitoring."""

from collections.abc import Callable
from functools import partial

from hengjian.audit.actors import System
from hengjian.engines.monitoring.drawing import Question
from hengjian.matters import filling
from hengjian.monitoring.actions import draws, prompts
from hengjian.monitoring.actions.draws import Registered
from hengjian.monitoring.actions.prompts import Place
from tests.action_examples import Example
from tests.action_examples.warehouse import table
from tests.cast import Cast
from tests.factories import matters as make_matters
from tests.factories import monitoring as make


BY = System("test")
PROMPTS = "hengjian.monitoring.actions.prompts"
DRAWS = "hengjian.monitoring.actions.draws"


def _form(cast: Cast) -> Registered:
    """Any kind will do: the pack says what is filled."""
    kind = make_matters.kind("supply_request")
    place = Place(cast.jiangcheng, cast.first_department, cast.chen.person)
    bound = filling.registration(
        kind, place.unit, place.department, cast.chen, make_matters.SUPPLIES
    )
    return Registered(kind, bound, place)


def _raise(cast: Cast) -> Callable[[], object]:
    form = _form(cast)
    return partial(
        prompts.raise_prompts,
        prompts=[make.prompt(table())],
        kind=form.kind,
        bound=form.bound,
        place=form.place,
        by=cast.wang,
    )


def _take_up(cast: Cast) -> Callable[[], object]:
    prompt = prompts.set_aside(prompt=make.prompt(table()), reason="在途", by=BY)
    return partial(prompts.take_up, prompt=prompt, reason="未补", by=cast.wang)


def _review(cast: Cast) -> Callable[[], object]:
    case = make.draw(table(), cast.jiangcheng).cases.get(place=1)
    return partial(draws.register_review, case=case, form=_form(cast), by=cast.wang)


EXAMPLES: dict[str, Example] = {
    f"{PROMPTS}.enter_hits": lambda cast: partial(
        prompts.enter_hits,
        table=table(),
        version=1,
        rests_on="0" * 64,
        rows=[make.hit()],
        by=BY,
    ),
    f"{PROMPTS}.raise_prompts": _raise,
    f"{PROMPTS}.set_aside": lambda cast: partial(
        prompts.set_aside, prompt=make.prompt(table()), reason="在途", by=cast.wang
    ),
    f"{PROMPTS}.take_up": _take_up,
    f"{DRAWS}.draw_cases": lambda cast: partial(
        draws.draw_cases,
        prepared=make.prepared(table(), cast.jiangcheng),
        question=Question("seed", 1),
        by=cast.wang,
    ),
    f"{DRAWS}.cancel_draw": lambda cast: partial(
        draws.cancel_draw,
        draw=make.draw(table(), cast.jiangcheng),
        reason="期间写错",
        by=cast.wang,
    ),
    f"{DRAWS}.register_review": _review,
}
