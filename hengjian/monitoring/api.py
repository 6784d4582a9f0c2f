"""The API of process monitoring: the same queries as the pages."""

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.indicators.api_schemas import Words
from hengjian.lib.bilingual import Text
from hengjian.lib.cursor import page_of
from hengjian.monitoring.queries.detail import why
from hengjian.monitoring.queries.draws import cases_of, draws_seen
from hengjian.monitoring.queries.prompts import Wanted, listed, prompts_seen
from hengjian.monitoring.queries.telling import Told, told
from hengjian.organisation.queries import procuratorate_with


router = Router(tags=["monitoring"])
Span = Literal["waiting", "ended", "raised", "set_aside", "all"]


class PromptOut(Schema):
    """One prompt: a card that a rule hit; a prompt is no verdict and is never scored."""

    id: int
    rule: str
    label: Words
    level: str
    ground: str
    limit: str
    due_on: date | None
    custody: bool
    card: str
    card_key: str
    version: int
    unit: str
    department: str
    handler: str
    seen_on: date
    ended_on: date | None
    decision: str
    reason: str
    matter: int | None


class PromptsOut(Schema):
    """A page of prompts; ``next`` is the cursor of the following."""

    items: list[PromptOut]
    next: int | None


class ReadValueOut(Schema):
    """A value that the rule read."""

    label: Words
    value: Words


class ReasonedPromptOut(PromptOut):
    """A prompt with what the rule read and its basis in law."""

    read: list[ReadValueOut]
    basis: Words


class CaseOut(Schema):
    """A drawn case."""

    place: int
    case_number: str
    unit: str
    handler: str
    stratum: str
    why: str
    concluded_on: date | None
    matter: int | None


class DrawOut(Schema):
    """A draw with all that is needed to draw again."""

    id: int
    population: str
    mode: str
    unit: str
    from_on: date
    until_on: date
    version: int
    seed: str
    size: int
    least_of_handler: int
    population_count: int
    population_digest: str
    exclusions: list[dict[str, Any]]
    drawn_digest: str
    drawn_on: date
    cancelled_on: date | None
    cases: list[CaseOut]


@router.get("/prompts", response=PromptsOut, summary="流程监控提示")
@api_door(Permission.CARD_READ)
def list_prompts(
    request: HttpRequest,
    span: Span = "waiting",
    unit: str = "",
    card: str = "",
    rule: str = "",
    after: int | None = None,
    limit: int = 50,
) -> PromptsOut:
    """Prompts that the caller sees."""
    place = procuratorate_with(unit) if unit else None
    wanted = Wanted(span=span, place=place, card=card, rule=rule)
    page, following = page_of(listed(caller(request), wanted), after, limit)
    return PromptsOut(
        items=[PromptOut(**values(row)) for row in told(page)], next=following
    )


@router.get("/prompts/{number}", response=ReasonedPromptOut, summary="一条提示及其理由")
@api_door(Permission.CARD_READ)
def one_prompt(request: HttpRequest, number: int) -> ReasonedPromptOut:
    """One prompt with what the rule read, at which version of the card table."""
    found = prompts_seen(caller(request)).filter(pk=number).first()
    if found is None:
        raise Http404
    [row] = told([found])
    reason = why(found, row.rule)
    return ReasonedPromptOut(
        **values(row),
        read=[
            ReadValueOut(label=words(each.label), value=words(each.value))
            for each in reason.read
        ],
        basis=words(reason.basis),
    )


@router.get("/draws/{number}", response=DrawOut, summary="一次评查抽取")
@api_door(Permission.REVIEW_DRAW)
def one_draw(request: HttpRequest, number: int) -> DrawOut:
    """A draw with its seed, its population's digest and the drawn cases."""
    draw = draws_seen(caller(request)).filter(pk=number).first()
    if draw is None:
        raise Http404
    return DrawOut(
        id=draw.pk,
        unit=draw.procuratorate.code,
        cases=[
            CaseOut(
                place=case.place,
                case_number=case.case_number,
                unit=case.unit_code,
                handler=case.handler,
                stratum=case.stratum,
                why=case.why,
                concluded_on=case.concluded_on,
                matter=case.matter_id,
            )
            for case in cases_of(draw)
        ],
        **{name: getattr(draw, name) for name in _OF_A_DRAW},
    )


_OF_A_DRAW = (
    "population",
    "mode",
    "from_on",
    "until_on",
    "version",
    "seed",
    "size",
    "least_of_handler",
    "population_count",
    "population_digest",
    "exclusions",
    "drawn_digest",
    "drawn_on",
    "cancelled_on",
)


def values(row: Told) -> dict[str, Any]:
    """The fields of a prompt, for the API and the command line."""
    prompt = row.prompt
    return {
        "id": prompt.pk,
        "rule": prompt.rule,
        "label": words(row.label).dict(),
        "level": prompt.level,
        "ground": prompt.ground,
        "limit": prompt.limit,
        "due_on": prompt.due_on,
        "custody": prompt.custody,
        "card": prompt.table.name,
        "card_key": prompt.card_key,
        "version": prompt.version,
        "unit": prompt.unit_code,
        "department": prompt.department_text,
        "handler": row.person,
        "seen_on": prompt.seen_on,
        "ended_on": prompt.ended_on,
        "decision": prompt.decision,
        "reason": prompt.reason,
        "matter": prompt.matter_id,
    }


def words(text: Text) -> Words:
    """Both languages of a text."""
    return Words(zh=text.zh, en=text.en)
