"""The form of a review, filled from a drawn case, before it is registered."""

from collections.abc import Mapping

from hengjian.access.models import Account
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import filling
from hengjian.matters.kinds import kind_named
from hengjian.matters.people import colleagues
from hengjian.matters.recording import record_of
from hengjian.monitoring.actions.draws import Registered, people_kept_away
from hengjian.monitoring.models import DrawnCase
from hengjian.monitoring.places import place_for
from hengjian.organisation.models import Person
from hengjian.warehouse.queries.card_titles import card_titles


KIND = "case_quality_review"
_MODES = {"random": "regular", "key": "key", "special": "special"}


def form_of(case: DrawnCase, typed: Mapping[str, str], by: Account) -> Registered:
    """The form of registration with what the draw knows. Raises ``NoPlace``, ``NoSuchKind``."""
    kind = kind_named(KIND)
    place = place_for(by, case.draw.procuratorate)
    given = {name: text for name, text in typed.items() if text.strip()}
    bound = filling.registration(
        kind, place.unit, place.department, by, {**proposed(case), **given}
    )
    return Registered(kind, bound, place)


def proposed(case: DrawnCase) -> dict[str, str]:
    """What the draw knows, as texts of the form of registration."""
    title = card_titles().get(case.table.name, Text.same(case.table.name))
    draw = case.draw
    concluded = case.concluded_on
    return {
        "case_card": title.zh,
        "case_number": case.case_number,
        "case_concluded_on": concluded.isoformat() if concluded else "",
        "case_handler": case.person.number if case.person is not None else "",
        "case_department": case.department_text,
        "review_mode": _MODES[draw.mode],
        "drawn_how": (
            f"第{draw.pk}次抽取第{case.place}件，种子{draw.seed}，"
            f"总体{draw.population_count}件"
        ),
    }


def reviewers(case: DrawnCase, by: Account) -> list[Person]:
    """Who may review it: the office's people, but for those who handled or approved it."""
    unit = place_for(by, case.draw.procuratorate).unit
    away = {person.pk for person in people_kept_away(case)}
    return [each for each in colleagues(unit) if each.pk not in away]


def is_national(case: DrawnCase, by: Account) -> bool:
    """Whether the office keeps the record of reviews in the national system."""
    unit = place_for(by, case.draw.procuratorate).unit
    return record_of(kind_named(KIND), unit, clock.today()) == "national"
