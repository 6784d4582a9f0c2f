"""Where a matter is registered."""

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.queries.sight import registering_units
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.organisation.queries import main_appointment_on


class NoPlace(UserFault):
    """The office does not exist, or the account registers nothing there."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            Text(
                "没有这个单位，或您不能在那里登记。", "No such office, or not for you."
            )
        )


def place_to_register(
    account: Account, code: str = ""
) -> tuple[Procuratorate, Department | None]:
    """The office chosen, else where one sits, with one's department there.

    Raises ``NoPlace``.
    """
    units = registering_units(account)
    person = Person.objects.filter(pk=account.duty_person_id or 0).first()
    sitting = main_appointment_on(person, clock.today()) if person else None
    own = units.filter(pk=sitting.procuratorate_id).first() if sitting else None
    unit = units.filter(code=code).first() if code else own or units.first()
    if unit is None:
        raise NoPlace
    is_own = sitting is not None and sitting.procuratorate_id == unit.pk
    department = sitting.department if sitting is not None and is_own else None
    if not may(account, Permission.MATTER_REGISTER, unit=unit) and not (
        department is not None
        and may(account, Permission.MATTER_REGISTER, department=department)
    ):
        raise NoPlace
    return unit, department
