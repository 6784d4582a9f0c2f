"""A year of targets is ended on its page or over the API, and its results are read."""

from collections.abc import Iterator
from datetime import date
from http import HTTPStatus

import pytest
from django.http import HttpResponse

from hengjian.access.models import Account
from hengjian.lib import clock
from hengjian.targets.models import TargetPlan, TargetProposal, TargetResult
from tests.cast import Cast
from tests.factories import targets
from tests.pages.asking import events_since, last_entry, signed_in, text_of


pytestmark = pytest.mark.django_db
WORDS = "督办完成八成；开放日只办一次，因场地维修"


@pytest.fixture
def plan(cast: Cast) -> Iterator[TargetPlan]:
    """Adopted and set; December has come."""
    adopted = targets.adopted(cast)
    targets.process_closed(adopted)
    with clock.moved_to(date(2026, 12, 28)):
        yield adopted


def posted(account: Account, address: str, body: dict[str, str]) -> HttpResponse:
    return signed_in(account).post(
        f"/api/targets/{address}", body, content_type="application/json"
    )


def test_the_leader_ends_the_year_on_its_page_and_everybody_reads_what_came_of_it(
    cast: Cast, plan: TargetPlan
) -> None:
    address, since = f"/targets/plans/{plan.pk}/end/", last_entry()
    assert "结束这一年的目标" in text_of(cast.liu, "/targets/results/")
    assert "结束这一年的目标" not in text_of(cast.chen, "/targets/results/")

    for account in (cast.chen, cast.lin):
        refused = signed_in(account).post(address, {"words": WORDS})
        assert refused.status_code == HTTPStatus.FORBIDDEN
    answer = signed_in(cast.liu).post(address, {"words": WORDS})

    assert answer.status_code == HTTPStatus.FOUND
    assert "targets.plan_ended" in events_since(since)
    read = text_of(cast.chen, "/targets/results/")
    assert WORDS in read
    assert "督办（一部）" in read
    assert "提请终止" not in text_of(
        cast.lin, f"/targets/{targets.target(plan, '1.1').pk}/"
    )


def test_the_api_ends_a_target_by_approval_and_a_year_by_its_leader(
    cast: Cast, plan: TargetPlan
) -> None:
    number = targets.target(plan, "2").pk
    ended = {"from_month": "2026-12", "reason": "上级取消专项"}

    assert posted(cast.chen, f"{number}/end", ended).status_code == 403
    proposed = posted(cast.lin, f"{number}/end", ended)
    assert (proposed.status_code, proposed.json()["kind"]) == (200, "ending")
    waiting = posted(cast.liu, f"plans/{plan.pk}/end", {"words": WORDS})
    assert waiting.status_code == HTTPStatus.CONFLICT
    decided = TargetProposal.objects.get().pk
    posted(cast.liu, f"proposals/{decided}/decide", {"approved": "true"})

    assert posted(cast.lin, f"plans/{plan.pk}/end", {"words": WORDS}).status_code == 403
    answer = posted(cast.liu, f"plans/{plan.pk}/end", {"words": WORDS})
    assert answer.status_code == HTTPStatus.OK
    assert TargetResult.objects.get(target=number).standing == "ended"
