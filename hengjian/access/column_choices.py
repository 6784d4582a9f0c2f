"""The columns that a page shows to whoever asks it."""

from django.http import HttpRequest, QueryDict

from hengjian.access.models import Account, ColumnChoice
from hengjian.ui.columns import ShownColumns, TableColumns


def columns_for(
    request: HttpRequest, table: TableColumns, asked: QueryDict | None = None
) -> ShownColumns:
    """By the address (or ``asked``, a form that was sent), else as the person keeps it."""
    given = (request.GET if asked is None else asked).getlist(table.parameter)
    return table.shown(given, kept_columns(request, table.name))


def kept_columns(request: HttpRequest, table: str) -> list[str]:
    """The columns kept for a table; none where nobody signed in or nothing is kept."""
    if not isinstance(request.user, Account):
        return []
    kept = ColumnChoice.objects.filter(account=request.user.pk, table=table)
    names = kept.values_list("columns", flat=True).first()
    return list(names or [])
