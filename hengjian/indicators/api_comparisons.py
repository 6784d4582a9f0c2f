"""The API of named tables and rankings: the same door to policy as the pages."""

from datetime import datetime

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.engines.policies.model import Use
from hengjian.indicators import policy, run_inputs
from hengjian.indicators.actions import named_tables
from hengjian.indicators.models import NamedTable, Run
from hengjian.indicators.queries import several_places
from hengjian.indicators.queries.periods import kind_of
from hengjian.indicators.queries.several_places import PlaceRow
from hengjian.indicators.queries.values import latest_run


router = Router(tags=["indicators"])


class ComparedPlaceOut(Schema):
    """One named place; ``rank`` only where policy allowed a ranking."""

    unit: str
    name: str
    numerator: str | None
    denominator: str | None
    value: str | None
    flags: list[str]
    rank: int | None = None


class NamedTableIn(Schema):
    """What is asked for, why and for whom."""

    indicator: str
    period: str
    units: list[str]
    purpose: str = ""
    recipient: str = ""


class NamedTableOut(Schema):
    """A named table, by the codes of its places; never for appraisal."""

    number: int
    run: int
    indicator: str
    period: str
    purpose: str
    recipient: str
    made_at: datetime
    items: list[ComparedPlaceOut]


@router.post("", response={201: NamedTableOut}, summary="制作具名的多院表")
@api_door(Permission.EXPORT_MAKE)
def make_table(request: HttpRequest, body: NamedTableIn) -> tuple[int, NamedTableOut]:
    """Make a table that names places; without purpose or recipient it is refused."""
    account = caller(request)
    run = _run()
    if body.indicator not in run_inputs.packs_of(run).indicators:
        raise Http404(body.indicator)
    units = several_places.units_named(account, body.units)
    for unit in units:
        caller(request, Permission.EXPORT_MAKE, unit=unit)
    made = named_tables.make(
        run=run,
        indicator=body.indicator,
        period=body.period,
        units=units,
        purpose=body.purpose,
        recipient=body.recipient,
        by=account,
    )
    return 201, _table(made)


@router.get("/ranking", response=list[ComparedPlaceOut], summary="对各院排名")
@api_door(Permission.INDICATOR_READ)
def ranking(
    request: HttpRequest, indicator: str, period: str
) -> list[ComparedPlaceOut]:
    """The caller's places ranked, where policy allows it on both dates."""
    account = caller(request)
    run = _run()
    found = run_inputs.packs_of(run).indicators.get(indicator)
    if found is None:
        raise Http404(indicator)
    policy.require(Use.RANK_PLACES, run, period, channel="api", by=account)
    rows = several_places.side_by_side(
        run,
        indicator,
        period,
        kind_of(period),
        several_places.units_of(account),
    )
    return [_place(row) for row in several_places.ranked(rows, found)]


@router.get("/{number}", response=NamedTableOut, summary="一张具名的多院表")
@api_door(Permission.INDICATOR_READ)
def one_table(request: HttpRequest, number: int) -> NamedTableOut:
    """A named table whose places the caller may all see."""
    account = caller(request)
    found = several_places.visible_table(account, number)
    if found is None:
        raise Http404(str(number))
    return _table(found)


def _run() -> Run:
    run = latest_run()
    if run is None:
        raise Http404("run")
    return run


def _table(table: NamedTable) -> NamedTableOut:
    return NamedTableOut(
        number=table.pk,
        run=table.run_id,
        indicator=table.indicator,
        period=table.period,
        purpose=table.purpose,
        recipient=table.recipient,
        made_at=table.made_at,
        items=[_place(row) for row in several_places.rows_of(table)],
    )


def _place(row: PlaceRow) -> ComparedPlaceOut:
    value = row.value
    numbers = (
        (value.numerator, value.denominator, value.value) if value else (None,) * 3
    )
    numerator, denominator, number = (
        None if each is None else f"{each:f}" for each in numbers
    )
    return ComparedPlaceOut(
        unit=row.unit.code,
        name=row.unit.name,
        numerator=numerator,
        denominator=denominator,
        value=number,
        flags=list(value.flags) if value else [],
        rank=row.rank,
    )
