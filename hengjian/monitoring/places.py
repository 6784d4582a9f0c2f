"""Where a matter of case management is registered: the office meant, else one's own."""

from hengjian.access.models import Account
from hengjian.matters.queries.places import NoPlace, place_to_register
from hengjian.monitoring.actions.prompts import Place
from hengjian.organisation.models import Person, Procuratorate


def place_for(by: Account, office: Procuratorate | None) -> Place:
    """The office whose card it is, where one may register; else where one sits oneself.

    The city's case management monitors and reviews the counties' cases from its own
    office. Raises ``NoPlace``.
    """
    code = office.code if office is not None else ""
    try:
        unit, department = place_to_register(by, code)
    except NoPlace:
        unit, department = place_to_register(by)
    registrant = Person.objects.filter(pk=by.duty_person_id or 0).first()
    return Place(unit, department, registrant)
