"""Numbers of documents: by office, series and year, without gaps."""

from hengjian.documents.models import DocumentRegister
from hengjian.organisation.models import Procuratorate


def next_serial(unit: Procuratorate, series: str, year: int) -> int:
    """The next number, counted under the register's lock, inside an action.

    Whoever issues next waits for this transaction: a number taken by one that failed is
    given again, so that none is missing; one that was given stays given.
    """
    DocumentRegister.objects.bulk_create(
        [DocumentRegister(procuratorate=unit, series=series, year=year)],
        ignore_conflicts=True,
    )
    register = DocumentRegister.objects.select_for_update().get(
        procuratorate=unit, series=series, year=year
    )
    register.last += 1
    register.save(update_fields=["last"])
    found: int = register.last
    return found
