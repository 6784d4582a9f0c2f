"""Numbers of the office's own register: by office, kind and year, without gaps."""

from django.db import connection

from hengjian.audit.guarded import require_action
from hengjian.matters.models import MatterRegister
from hengjian.organisation.models import Procuratorate


_TABLE = MatterRegister._meta.db_table
_NEXT = (
    f"INSERT INTO {_TABLE} AS held (procuratorate_id, kind, year, last)"  # noqa: S608
    " VALUES (%s, %s, %s, 1) ON CONFLICT (procuratorate_id, kind, year)"
    " DO UPDATE SET last = held.last + 1 RETURNING last"
)


def next_serial(unit: Procuratorate, kind: str, year: int) -> int:
    """The next number, counted under the register's lock, inside an action.

    Whoever registers next waits for this transaction: a number that was taken by one
    that failed is given again, so that none is missing.
    """
    require_action(MatterRegister)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [unit.pk, kind, year])
        (found,) = cursor.fetchone()
    return int(found)
