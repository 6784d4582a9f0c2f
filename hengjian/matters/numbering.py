"""Numbers of the office's own register: by office, kind and year, without gaps."""

from hengjian.matters.models import MatterRegister
from hengjian.organisation.models import Procuratorate


def next_serial(unit: Procuratorate, kind: str, year: int) -> int:
    """The next number, counted under the register's lock, inside an action.

    Whoever registers next waits for this transaction: a number that was taken by one
    that failed is given again, so that none is missing.
    """
    MatterRegister.objects.bulk_create(
        [MatterRegister(procuratorate=unit, kind=kind, year=year)],
        ignore_conflicts=True,
    )
    register = MatterRegister.objects.select_for_update().get(
        procuratorate=unit, kind=kind, year=year
    )
    register.last += 1
    register.save(update_fields=["last"])
    found: int = register.last
    return found
