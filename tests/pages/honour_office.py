"""A procuratorate with a round of honours at any stage, pairs and vetoes."""

from collections.abc import Iterator
from datetime import date

import pytest

from hengjian.access.models import Account
from hengjian.honours.actions import balloting
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import access as make
from tests.factories import honours


@pytest.fixture
def cast_today(cast: Cast) -> Iterator[Cast]:
    with clock.moved_to(date(2026, 10, 19)):
        yield cast


def people(cast: Cast) -> dict[str, Account]:
    """The cast, and Zheng of the appraisal office."""
    zheng = make.account(username="zheng")
    make.grant(zheng, "appraisal_office", cast.jiangcheng)
    return {n: getattr(cast, n) for n in ("chen", "lin", "zhou", "liu")} | {
        "zheng": zheng
    }


def numbers_at(stage: str, cast: Cast) -> dict[str, object]:
    """What fills an address: a round walked to a stage, or pairs and vetoes."""
    if not stage:
        return {
            "pair": honours.pair(cast).pk,
            "veto": honours.proposed_veto(cast).pk,
            "heard": honours.heard_veto(cast).pk,
            "standing": honours.standing_veto(cast).pk,
        }
    is_vote = stage in ("begun", "voted")
    made = honours.walked(cast, "voting" if is_vote else stage)
    found: dict[str, object] = {"round": made.round.pk, "candidate": made.chen.pk}
    if stage == "voting" or is_vote:
        body = honours.seated(cast)
        found["body"] = body.pk
        found["member"] = body.members.order_by("pk")[1].pk
    if stage == "begun":
        balloting.begin(honour_round=made.round, body=body, by=honours.BY)
    if stage == "voted":
        honours.voted(made, cast)
    if stage == "objected":
        found["objection"] = made.objection.pk
    if stage == "awarded":
        found["award"] = made.award.pk
    return found


@pytest.fixture
def numbers(cast_today: Cast) -> dict[str, object]:
    """A round in its notice with an objection, and a veto against Chen."""
    return {
        **numbers_at("objected", cast_today),
        "veto": honours.proposed_veto(cast_today).pk,
    }
