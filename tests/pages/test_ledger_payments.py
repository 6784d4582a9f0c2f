"""A payment list from its drawing to the paper it goes out as."""

import io
from http import HTTPStatus

import pytest
from docx import Document

from hengjian.ledger.models import PaymentState
from tests.factories import access
from tests.pages.asking import signed_in, text_of
from tests.pages.ledger_office import World, world


__all__ = ["world"]


def test_list_is_drawn_checked_approved_and_paid_by_different_people(
    world: World,
) -> None:
    cast, address = world.cast, world.filled("/ledger/payments/{drawn}/act/")
    access.grant(cast.zhou, "office_staff", cast.jiangcheng)

    own = signed_in(cast.wang).post(address, {"act": "check"})
    early = signed_in(cast.liu).post(address, {"act": "approve"})
    signed_in(cast.zhou).post(address, {"act": "check"})
    signed_in(cast.liu).post(address, {"act": "approve"})
    signed_in(cast.zhou).post(address, {"act": "pay"})
    late = signed_in(cast.zhou).post(address, {"act": "withdraw", "reason": "错"})

    world.drawn.refresh_from_db()
    assert own.status_code == HTTPStatus.FORBIDDEN
    assert early.status_code == late.status_code == HTTPStatus.CONFLICT
    assert world.drawn.state == PaymentState.PAID
    assert world.drawn.fen == 10_050
    page = text_of(cast.wang, world.filled("/ledger/payments/{drawn}/"))
    assert "与批准时一致" in page
    assert "100.5" in page


@pytest.mark.parametrize("kind", ["spreadsheetml", "wordprocessingml"])
def test_clerk_of_payments_takes_the_list_away_as_a_sheet_or_a_paper(
    world: World, kind: str
) -> None:
    wish = {"spreadsheetml": "xlsx", "wordprocessingml": "docx"}[kind]
    for address in ("/ledger/", "/ledger/payments/{drawn}/"):
        asked = f"{world.filled(address)}?export={wish}"
        answer = signed_in(world.cast.wang).get(asked)

        assert answer.status_code == HTTPStatus.OK
        assert kind in answer["Content-Type"]


def test_payment_paper_has_every_line_its_sum_and_who_did_what(world: World) -> None:
    address = world.filled("/ledger/payments/{drawn}/?export=docx")

    answer = signed_in(world.cast.wang).get(address)

    paper = Document(io.BytesIO(answer.content))
    rows = [[cell.text for cell in row.cells] for row in paper.tables[-1].rows]
    assert rows[1][1:] == ["陈明", "2025-03-10 信息采用奖励 100.5", "100.5"]
    assert rows[-1][1:] == ["合计", "", "100.5"]
    assert "编制：王案" in "\n".join(each.text for each in paper.paragraphs)
