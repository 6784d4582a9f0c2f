"""The API of indicators: the same queries and actions as the pages."""

from decimal import Decimal
from typing import Literal

from django.http import Http404, HttpRequest
from ninja import Router

from hengjian.access.api_doors import api_door, caller
from hengjian.access.doors import visible_unit
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.engines.indicators.drilling import Cell
from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators import run_inputs
from hengjian.indicators.actions import signals as signal_acts
from hengjian.indicators.api_schemas import (
    CardsOut,
    ExplanationIn,
    IndicatorOut,
    RunOut,
    RunsOut,
    SignalOut,
    SignalsOut,
    ValueOut,
    ValuesOut,
    Words,
)
from hengjian.indicators.asking import ask_standing_run
from hengjian.indicators.models import Run, Signal
from hengjian.indicators.queries.behind import counted_cards
from hengjian.indicators.queries.periods import KINDS
from hengjian.indicators.queries.told_signals import told
from hengjian.indicators.queries.values import RunValues, Value, latest_run
from hengjian.lib.bilingual import Text
from hengjian.lib.cursor import page_of


router = Router(tags=["indicators"])
MOST_KEYS = 500


@router.get("", response=list[IndicatorOut], summary="指标库")
@api_door(Permission.INDICATOR_READ)
def list_indicators(request: HttpRequest) -> list[IndicatorOut]:
    """Every indicator of the newest run's packs."""
    packs = run_inputs.packs_of(_run(None))
    return [_indicator(each) for each in packs.indicators.values()]


@router.get("/values", response=ValuesOut, summary="一个单位的指标值")
@api_door(Permission.INDICATOR_READ)
def list_values(
    request: HttpRequest,
    unit: str,
    kind: str = "month",
    period: str = "",
    indicator: str = "",
    whole: bool = False,
    run: int | None = None,
) -> ValuesOut:
    """Values of one place; ``whole=true`` takes a city with all below it."""
    account = caller(request)
    place = visible_unit(account, Permission.INDICATOR_READ, unit)
    chosen = _run(run)
    level = "city" if whole else "procuratorate"
    found = RunValues(chosen).of_unit(
        place.code, kind if kind in KINDS else "month", level=level
    )
    wanted = [
        _value(value)
        for value in found.values()
        if (not period or value.period == period)
        and (not indicator or value.indicator == indicator)
    ]
    wanted.sort(key=lambda value: (value.indicator, value.period))
    return ValuesOut(
        run=chosen.pk,
        as_of=chosen.as_of,
        level=level,
        unit=place.code,
        kind=kind,
        items=wanted,
    )


@router.get("/{name}/cards", response=CardsOut, summary="数值背后的案卡")
@api_door(Permission.CARDS_BEHIND_READ)
def list_cards(
    request: HttpRequest,
    name: str,
    unit: str,
    period: str,
    measure: str = "",
    whole: bool = False,
    run: int | None = None,
    after: int = 0,
) -> CardsOut:
    """Keys of exactly the cards counted, at the run's pinned versions."""
    account = caller(request)
    place = visible_unit(account, Permission.CARDS_BEHIND_READ, unit)
    chosen = _run(run)
    if name not in run_inputs.packs_of(chosen).indicators:
        raise Http404(name)
    level = "city" if whole else "procuratorate"
    found = counted_cards(chosen, name, Cell(period, {level: place.code}), account)
    one = next((each for each in found if each.name == measure), found[0])
    begin = max(after, 0)
    more = len(one.keys) > begin + MOST_KEYS
    return CardsOut(
        run=chosen.pk,
        measure=one.name,
        counted=None if one.is_small else one.total,
        weight=None if one.is_small else one.weight,
        withheld=None if one.is_small else one.withheld,
        keys=list(one.keys[begin : begin + MOST_KEYS]),
        next=begin + MOST_KEYS if more else None,
    )


@router.get("/runs", response=RunsOut, summary="运行")
@api_door(Permission.INDICATOR_READ)
def list_runs(
    request: HttpRequest, after: int | None = None, limit: int = 50
) -> RunsOut:
    """Runs, newest first."""
    page, following = page_of(Run.objects.all(), after, limit)
    return RunsOut(items=[_run_out(run) for run in page], next=following)


@router.post("/runs", response={202: RunOut}, summary="运行统计")
@api_door(Permission.INDICATOR_RUN)
def ask_run(request: HttpRequest) -> tuple[int, RunOut]:
    """Ask for a run over what is in force; the same question is the same run."""
    account = caller(request)
    return 202, _run_out(ask_standing_run(by=account))


@router.get("/signals", response=SignalsOut, summary="异动提示")
@api_door(Permission.INDICATOR_READ)
def list_signals(
    request: HttpRequest,
    state: Signal.State | Literal[""] = "",
    after: int | None = None,
    limit: int = 50,
) -> SignalsOut:
    """Prompts of the caller's places, newest first."""
    account = caller(request)
    units = visible_units(account, Permission.INDICATOR_READ).values("code")
    found = Signal.objects.filter(unit__in=units)
    if state:
        found = found.filter(state=state)
    page, following = page_of(found, after, limit)
    return SignalsOut(items=[_signal(each) for each in told(page)], next=following)


@router.post("/signals/{number}/explanation", response=SignalOut, summary="说明异动")
@api_door(Permission.INDICATOR_READ)
def explain_signal(request: HttpRequest, number: int, body: ExplanationIn) -> SignalOut:
    """Answer a signal in words."""
    account = caller(request)
    units = visible_units(account, Permission.INDICATOR_READ).values("code")
    signal = Signal.objects.filter(pk=number, unit__in=units).first()
    if signal is None:
        raise Http404(str(number))
    explained = signal_acts.explain(
        signal=signal, explanation=body.explanation, by=account
    )
    return _signal(*told([explained]))


@router.get("/{name}", response=IndicatorOut, summary="一个指标的口径")
@api_door(Permission.INDICATOR_READ)
def one_indicator(request: HttpRequest, name: str) -> IndicatorOut:
    """The definition of one indicator."""
    found = run_inputs.packs_of(_run(None)).indicators.get(name)
    if found is None:
        raise Http404(name)
    return _indicator(found)


def _run(number: int | None) -> Run:
    found = (
        latest_run()
        if number is None
        else Run.objects.filter(pk=number, state=Run.State.DONE).first()
    )
    if found is None:
        raise Http404("run")
    return found


def _words(text: Text) -> Words:
    return Words(zh=text.zh, en=text.en)


def _indicator(each: Indicator) -> IndicatorOut:
    return IndicatorOut(
        name=each.name,
        code=each.code,
        pack=each.pack,
        label=_words(each.label),
        sentence=_words(each.sentence),
        unit=each.unit,
        decimals=each.decimals,
        direction=each.direction,
        scored=each.scored,
        read_with=list(each.read_with),
        formulas=[dated.formula.text for dated in each.value],
        source_mark=each.source.mark if each.source else "",
    )


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _value(value: Value) -> ValueOut:
    return ValueOut(
        indicator=value.indicator,
        period=value.period,
        unit=value.unit,
        department=value.department,
        numerator=value.masks.numerator or _text(value.numerator),
        denominator=value.masks.denominator or _text(value.denominator),
        value=_text(value.value),
        flags=list(value.flags),
    )


def _run_out(run: Run) -> RunOut:
    return RunOut(
        id=run.pk,
        state=run.state,
        first_month=run.first_month,
        last_month=run.last_month,
        as_of=run.as_of,
        packs=run.packs,
        result_digest=run.result_digest,
        value_count=run.value_count,
        requested_at=run.requested_at,
        finished_at=run.finished_at,
    )


def _signal(each: Signal) -> SignalOut:
    return SignalOut(
        id=each.pk,
        kind=each.kind,
        indicator=each.indicator,
        period=each.period,
        unit=each.unit,
        sentence=Words(zh=each.sentence_zh, en=each.sentence_en),
        state=each.state,
        lapses_on=each.lapses_on,
        explanation=each.explanation,
    )
