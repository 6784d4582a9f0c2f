"""The API of notices: an account's own, and nobody else's."""

from datetime import datetime
from typing import Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.api_values import RowNumber
from hengjian.lib.cursor import page_of
from hengjian.notices import actions
from hengjian.notices.models import Kind, Notice
from hengjian.notices.queries import notices_of, unread_count


router = Router(tags=["notices"])


class NoticeOut(Schema):
    """One notice; ``address`` is a path of this installation."""

    number: int
    kind: str
    sentence_zh: str
    sentence_en: str
    address: str
    is_urgent: bool
    made_at: datetime
    read_at: datetime | None


class NoticesOut(Schema):
    """A page of notices; ``next`` is the ``after`` of the following page."""

    items: list[NoticeOut]
    unread: int
    next: int | None


class ReadIn(Schema):
    """Which notices were read; without numbers all of them."""

    numbers: list[RowNumber] | None = None


class ReadOut(Schema):
    """How many were marked, how many are left."""

    marked: int
    unread: int


@router.get("", response=NoticesOut, summary="我的消息")
@api_door(None)
def list_notices(
    request: HttpRequest,
    unread: bool = False,
    kind: Kind | Literal[""] = "",
    after: int | None = None,
    limit: int = 50,
) -> NoticesOut:
    """The caller's notices, newest first."""
    account = caller(request)
    page, following = page_of(
        notices_of(account, unread=unread, kind=kind), after, limit
    )
    return NoticesOut(
        items=[_out(each) for each in page],
        unread=unread_count(account),
        next=following,
    )


@router.get("/{int:number}", response=NoticeOut, summary="一条消息")
@api_door(None)
def one_notice(request: HttpRequest, number: int) -> NoticeOut:
    """One of the caller's notices; reading it here does not mark it read."""
    notice = notices_of(caller(request)).filter(pk=number).first()
    if notice is None:
        raise Http404(str(number))
    return _out(notice)


@router.post("/read", response=ReadOut, summary="标为已读")
@api_door(None)
def mark_read(request: HttpRequest, body: ReadIn) -> ReadOut:
    """Mark the caller's notices read; numbers of others' are passed over."""
    account = caller(request)
    marked = actions.mark_read(account=account, numbers=body.numbers, by=account)
    return ReadOut(marked=marked, unread=unread_count(account))


def _out(notice: Notice) -> NoticeOut:
    return NoticeOut(
        number=notice.pk,
        kind=notice.kind,
        sentence_zh=notice.sentence_zh,
        sentence_en=notice.sentence_en,
        address=notice.address,
        is_urgent=notice.is_urgent,
        made_at=notice.made_at,
        read_at=notice.read_at,
    )
