"""Who does what in the demo city: its sign-ins, and who of them has a task."""

from hengjian.access.models import Account
from hengjian.demo.accounts import SIGN_INS
from hengjian.demo.city.chances import Chances
from hengjian.lib import clock
from hengjian.matters.models import WorkItem
from hengjian.matters.telling.recipients import doers
from hengjian.organisation.models import Department, Procuratorate
from hengjian.organisation.queries import main_appointment_on


def sign_ins() -> dict[str, Account]:
    """The demo's accounts that stand for a person."""
    names = [each.username for each in SIGN_INS if each.unit is not None]
    found = Account.objects.filter(username__in=names, person__isnull=False)
    return {each.username: each for each in found.select_related("person")}


def account(username: str) -> Account:
    """One of them, by sign-in."""
    found: Account = Account.objects.select_related("person").get(username=username)
    return found


def place_of(by: Account) -> tuple[Procuratorate, Department | None]:
    """Where somebody sits today. Raises ``LookupError``."""
    sitting = (
        main_appointment_on(by.person, clock.today()) if by.person is not None else None
    )
    if sitting is None:
        raise LookupError(by.username)
    return sitting.procuratorate, sitting.department


def who_does(item: WorkItem, chances: Chances) -> Account | None:
    """Whoever has a task, or one of those who may take it; None: nobody signs in."""
    away = set(item.matter.recusals.values_list("person_id", flat=True))
    found = [each for each in doers(item) if each.person_id not in away]
    return chances.choice(sorted(found, key=lambda a: a.username)) if found else None
