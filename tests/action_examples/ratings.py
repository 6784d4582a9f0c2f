"""Examples of the actions of ratings."""

from collections.abc import Callable
from functools import partial

from hengjian.lib import clock
from hengjian.ratings.actions import releasing, rounds, rubrics, year_notes
from hengjian.ratings.actions.rounds import Wanted
from hengjian.ratings.actions.year_notes import Wording
from hengjian.ratings.models import RatingRound
from hengjian.ratings.putting_in import put_in
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import ratings as make


ROUNDS = "hengjian.ratings.actions.rounds"
NOTES = "hengjian.ratings.actions.year_notes"
RELEASING = "hengjian.ratings.actions.releasing"


def _days() -> dict[str, object]:
    today = clock.today()
    return {"opens_on": today, "closes_on": today, "from_on": today, "until_on": today}


def _named(cast: Cast) -> RatingRound:
    return make.round_of(cast.first_department, is_anonymous=False, **_days())


def _open(cast: Cast) -> Callable[[], object]:
    round_ = _named(cast)
    fields = Wanted.__dataclass_fields__
    wanted = Wanted(**{name: getattr(round_, name) for name in fields})
    return partial(rounds.open_round, wanted=wanted, by=cast.wang)


def _give(cast: Cast) -> Callable[[], object]:
    return partial(
        rounds.give_ratings,
        round_=_named(cast),
        rater=cast.person(cast.chen),
        ballot=make.ballot([cast.person(cast.lin)]),
        by=cast.chen,
    )


def _count(cast: Cast) -> Callable[[], object]:
    make.colleagues(cast.first_department, 3)
    round_ = make.round_of(cast.first_department, **_days())
    put_in(round_, cast.person(cast.chen), make.ballot([cast.person(cast.lin)]))
    return partial(releasing.count_ballots, by=make.BY)


def _seal_anew(cast: Cast) -> Callable[[], object]:
    make.colleagues(cast.first_department, 3)
    make.round_of(cast.first_department, **_days())
    return partial(releasing.seal_urns_anew, by=make.BY)


def _release(cast: Cast) -> Callable[[], object]:
    round_ = _named(cast)
    for account in (cast.chen, cast.lin, cast.zhou):
        other = cast.lin if account is not cast.lin else cast.chen
        rounds.give_ratings(
            round_=round_,
            rater=cast.person(account),
            ballot=make.ballot([cast.person(other)]),
            by=account,
        )
    return partial(releasing.release_round, round_=round_, by=cast.wang)


EXAMPLES: dict[str, Example] = {
    "hengjian.ratings.actions.rubrics.adopt_rubric": lambda cast: partial(
        rubrics.adopt_rubric,
        procuratorate=cast.jiangcheng,
        name="colleagues",
        title="同事评议",
        scale=5,
        criteria=make.CRITERIA,
        by=cast.wang,
    ),
    f"{ROUNDS}.open_round": _open,
    f"{ROUNDS}.give_ratings": _give,
    f"{ROUNDS}.cancel_round": lambda cast: partial(
        rounds.cancel_round, round_=_named(cast), reason="评议表有误", by=cast.wang
    ),
    f"{RELEASING}.count_ballots": _count,
    f"{RELEASING}.release_round": _release,
    f"{RELEASING}.seal_urns_anew": _seal_anew,
    f"{NOTES}.write_note": lambda cast: partial(
        year_notes.write_note,
        person=cast.person(cast.chen),
        wording=Wording(clock.today(), "带新人出庭"),
        by=cast.chen,
    ),
    f"{NOTES}.remove_note": lambda cast: partial(
        year_notes.remove_note, note=make.year_note(cast), by=cast.chen
    ),
    f"{NOTES}.hand_in": lambda cast: partial(
        year_notes.hand_in,
        person=make.year_note(cast).person,
        year=clock.today().year,
        by=cast.chen,
    ),
}
