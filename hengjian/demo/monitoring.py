"""The rules of monitoring asked once, and a draw for review, in the invented city."""

from datetime import date

from hengjian.audit.actors import Actor
from hengjian.demo.accounts import COUNTY_CODE
from hengjian.engines.monitoring.drawing import Question
from hengjian.monitoring.actions.draws import draw_cases
from hengjian.monitoring.drawing import Asked, population_named, prepare
from hengjian.monitoring.models import Draw
from hengjian.monitoring.rules import monitored_cards
from hengjian.monitoring.tasks import check_cards
from hengjian.organisation.models import Procuratorate


POPULATION = "prosecution_review.concluded_prosecutions"
SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))


def monitor(*, by: Actor) -> None:
    """Check every card; draw Linhu's September cases once."""
    check_cards(monitored_cards(), by=by)
    if Draw.objects.exists():
        return
    unit = Procuratorate.objects.get(code=COUNTY_CODE)
    asked = Asked(population_named(POPULATION), unit, *SEPTEMBER)
    prepared = prepare(asked)
    if prepared.cases:
        question = Question("2026-09 摇号 0421", 6, least_of_handler=1)
        draw_cases(prepared=prepared, question=question, by=by)
