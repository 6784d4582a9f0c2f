"""Acts on draws: cases drawn, a draw cancelled, the review of a drawn case registered."""

from dataclasses import dataclass

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.forms.bound import BoundForm
from hengjian.engines.monitoring.drawing import Question
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.actions.allocating import recuse
from hengjian.matters.actions.registering import register
from hengjian.matters.faults import reason_given
from hengjian.matters.kinds import Kind
from hengjian.matters.models import Matter
from hengjian.matters.people import person_named
from hengjian.monitoring.actions.prompts import Place
from hengjian.monitoring.drawing import Prepared, drawn_digest
from hengjian.monitoring.faults import MonitoringFault
from hengjian.monitoring.models import Draw, DrawnCase
from hengjian.organisation.models import Person, Procuratorate
from hengjian.warehouse.models import CardTable


@journal.action
def draw_cases(*, prepared: Prepared, question: Question, by: Actor) -> Draw:
    """Draw cases and keep how: what is kept lets anyone draw the same again.

    Raises ``MonitoringFault`` for a population without cases or a draw of none.
    """
    if not question.seed.strip():
        raise MonitoringFault(Text("请写明种子", "say the seed"))
    drawn = prepared.draw(question)
    if not drawn:
        raise MonitoringFault(
            Text("总体里没有可抽的案件", "the population has no case to draw")
        )
    asked, today = prepared.asked, clock.today()
    table = CardTable.objects.get(name=asked.population.card)
    record = Draw(
        population=asked.population.full_name,
        mode=asked.population.mode,
        procuratorate=asked.unit,
        from_on=asked.from_on,
        until_on=asked.until_on,
        table=table,
        version=prepared.pins[asked.population.card].version,
        pins={card: vars(pin) for card, pin in prepared.pins.items()},
        as_of=today,
        seed=question.seed[:64],
        size=question.size,
        by_item=asked.population.by or "",
        least_of_handler=question.least_of_handler,
        population_count=len(prepared.cases),
        population_digest=prepared.digest,
        exclusions=prepared.exclusions,
        drawn_count=len(drawn),
        drawn_digest=drawn_digest(drawn),
        drawn_on=today,
        drawn_by=by.journal_name,
    )
    record.save()
    units = {unit.code: unit for unit in Procuratorate.objects.all()}
    DrawnCase.objects.bulk_create(
        [
            _drawn_case(
                record, table, place, prepared, each.candidate.key, each.why, units
            )
            for place, each in enumerate(drawn, 1)
        ],
        batch_size=500,
    )
    journal.enter(
        "monitoring.cases_drawn",
        subject=record,
        new={
            "population": record.population,
            "period": f"{record.from_on}..{record.until_on}",
            "seed": record.seed,
            "size": record.size,
            "least_of_handler": record.least_of_handler,
            "version": record.version,
            "population_count": record.population_count,
            "population_digest": record.population_digest,
            "drawn": record.drawn_count,
            "drawn_digest": record.drawn_digest,
        },
    )
    return record


def _drawn_case(
    record: Draw,
    table: CardTable,
    place: int,
    prepared: Prepared,
    key: str,
    why: str,
    units: dict[str, Procuratorate],
) -> DrawnCase:
    case = prepared.cases[key]
    unit = units.get(case.unit_code)
    person = person_named(case.handler, unit, clock.today()) if unit else None
    return DrawnCase(
        draw=record,
        place=place,
        table=table,
        card_digest=case.card_digest,
        card_key=case.card_key[:400],
        case_number=case.case_number[:200],
        unit_code=case.unit_code[:20],
        department_text=case.department[:200],
        handler=case.handler[:200],
        person=person,
        stratum=case.stratum[:200],
        why=why,
        concluded_on=case.concluded_on,
        kept_away=list(case.kept_away),
    )


@journal.action
def cancel_draw(*, draw: Draw, reason: str, by: Actor) -> Draw:
    """Cancel a draw of which no review is registered, with the reason; it stays on record.

    Raises ``ReasonMissing``; ``MonitoringFault`` for one that is cancelled or in use.
    """
    reason = reason_given(reason)[:500]
    draw = Draw.objects.select_for_update().get(pk=draw.pk)
    if draw.cancelled_on is not None:
        raise MonitoringFault(Text("抽取已作废", "the draw is cancelled"))
    if DrawnCase.bookkeeping.filter(draw=draw, matter__isnull=False).exists():
        raise MonitoringFault(
            Text(
                "已有案件登记评查，不能作废",
                "a review of it is registered: it cannot be cancelled",
            )
        )
    draw.cancelled_on, draw.cancelled_by = clock.today(), by.journal_name
    draw.reason = reason
    draw.save(update_fields=["cancelled_on", "cancelled_by", "reason"])
    journal.enter("monitoring.draw_cancelled", subject=draw, new={"reason": reason})
    return draw


@dataclass(frozen=True)
class Registered:
    """The form of a review, where and by whom."""

    kind: Kind
    bound: BoundForm
    place: Place


@journal.action
def register_review(*, case: DrawnCase, form: Registered, by: Actor) -> Matter:
    """Register the review of a drawn case; who handled or approved it keeps away.

    Raises ``MonitoringFault`` where it is registered already or its draw was cancelled;
    ``NotFilled``.
    """
    case = DrawnCase.objects.select_for_update().select_related("draw").get(pk=case.pk)
    if case.matter_id is not None or case.draw.cancelled_on is not None:
        raise MonitoringFault(
            Text(
                "已登记评查，或抽取已作废",
                "registered already, or the draw is cancelled",
            )
        )
    matter = register(
        kind=form.kind,
        bound=form.bound,
        unit=form.place.unit,
        department=form.place.department,
        registrant=form.place.registrant,
        by=by,
    )
    for person in people_kept_away(case):
        recuse(matter=matter, person=person, reason="承办或者审批过本案", by=by)
    case.matter = matter
    case.save(update_fields=["matter"])
    journal.enter(
        "monitoring.review_registered", subject=matter, new={"draw": case.draw_id}
    )
    return matter


def people_kept_away(case: DrawnCase) -> list[Person]:
    """The people of the office who handled or approved a case, as far as they are known."""
    unit = Procuratorate.objects.filter(code=case.unit_code).first()
    if unit is None:
        return []
    found = [person_named(text, unit, clock.today()) for text in case.kept_away]
    named = {
        person.pk: person for person in (case.person, *found) if person is not None
    }
    return sorted(named.values(), key=lambda person: person.number)
