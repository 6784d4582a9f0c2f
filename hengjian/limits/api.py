"""The API of limits: the same queries as the board."""

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.indicators.api_schemas import Words
from hengjian.lib.bilingual import Text
from hengjian.lib.cursor import page_of
from hengjian.limits.queries.board import Wanted, limits_seen, listed
from hengjian.limits.queries.detail import reasons
from hengjian.limits.queries.telling import Told, told
from hengjian.organisation.queries import procuratorate_with


router = Router(tags=["limits"])
Span = Literal[
    "", "near", "late", "today", "week", "next", "later", "suspended", "untold", "met"
]


class LimitOut(Schema):
    """One limit of one card; ``custody`` null: the card does not say."""

    id: int
    card: str
    card_key: str
    limit: str
    deadline: str
    label: Words
    unit: str
    department: str
    handler: str
    standing: str
    acts: str
    custody: bool | None
    started_on: date
    due_on: date | None
    done_on: date | None
    days_left: int | None
    working_days_left: int | None
    provisional: bool
    state: Words


class LimitsOut(Schema):
    """A page of limits, the last counted first; ``next`` is the cursor of the following."""

    items: list[LimitOut]
    next: int | None


class StepOut(Schema):
    """One step of the count."""

    on: date | None
    text: Words
    rule: str


class ReasonedOut(LimitOut):
    """A limit with the steps of its count and its basis in law."""

    steps: list[StepOut]
    basis: Words


@router.get("", response=LimitsOut, summary="期限")
@api_door(Permission.CARD_READ)
def list_limits(
    request: HttpRequest,
    span: Span = "",
    unit: str = "",
    card: str = "",
    limit_number: str = "",
    custody: bool = False,
    after: int | None = None,
    limit: int = 50,
) -> LimitsOut:
    """Limits that the caller sees; without a span those that run."""
    account = caller(request)
    wanted = Wanted(
        place=procuratorate_with(unit) if unit else None,
        card=card,
        limit=limit_number,
        span=span,
        custody=custody,
    )
    page, following = page_of(listed(account, wanted), after, limit)
    return LimitsOut(
        items=[LimitOut(**values(row)) for row in told(page)], next=following
    )


@router.get("/{number}", response=ReasonedOut, summary="一项期限及其理由")
@api_door(Permission.CARD_READ)
def one_limit(request: HttpRequest, number: int) -> ReasonedOut:
    """One limit: why that day, by which law."""
    found = limits_seen(caller(request)).filter(pk=number).first()
    if found is None:
        raise Http404
    why = reasons(found)
    steps = why.answer.steps if why is not None and why.answer is not None else []
    [row] = told([found])
    return ReasonedOut(
        **values(row),
        steps=[
            StepOut(on=step.on, text=words(step.text), rule=step.rule) for step in steps
        ],
        basis=words(why.basis if why is not None else Text.same("")),
    )


def values(row: Told) -> dict[str, Any]:
    """The fields of a limit, for the API and the command line."""
    limit = row.limit
    return {
        "id": limit.pk,
        "card": limit.table.name,
        "card_key": limit.card_key,
        "limit": limit.limit,
        "deadline": limit.deadline,
        "label": words(row.label).dict(),
        "unit": limit.unit_code,
        "department": limit.department_text,
        "handler": row.person,
        "standing": limit.standing,
        "acts": limit.acts,
        "custody": limit.custody,
        "started_on": limit.started_on,
        "due_on": limit.due_on,
        "done_on": limit.done_on,
        "days_left": row.days_left,
        "working_days_left": row.working_days_left,
        "provisional": limit.provisional,
        "state": words(row.state.words).dict(),
    }


def words(text: Text) -> Words:
    """Both languages of a text."""
    return Words(zh=text.zh, en=text.en)
