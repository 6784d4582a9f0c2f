"""Which columns of a table somebody wants to see, kept for the next time."""

import re
from collections.abc import Sequence

from hengjian.access.faults import AccountFault
from hengjian.access.models import Account, ColumnChoice
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


NAME = re.compile(r"[a-z][a-z0-9_.]{0,99}")
MOST_COLUMNS = 300
MOST_TABLES = 300


@journal.action
def keep(
    *, account: Account, table: str, columns: Sequence[str], by: Actor
) -> ColumnChoice | None:
    """Keep a choice for a table; None where it is what was kept already.

    What the names mean is the table's to say: it passes over those it does not have.
    Raises ``AccountFault`` on what is no name, on too many columns or tables.
    """
    names = list(dict.fromkeys(columns))
    _require_names([table, *names])
    found = ColumnChoice.objects.filter(account=account, table=table).first()
    old = found.columns if found is not None else []
    if old == names:
        journal.nothing_changed()
        return None
    if found is None:
        if account.column_choices.count() >= MOST_TABLES:
            raise AccountFault(
                Text(
                    f"最多记住 {MOST_TABLES} 张表的列",
                    f"the columns of at most {MOST_TABLES} tables are kept",
                )
            )
        found = ColumnChoice(account=account, table=table)
    found.columns = names
    found.chosen_at = clock.now()
    found.save()
    _enter(account, table, old, names)
    return found


@journal.action
def forget(*, account: Account, table: str, by: Actor) -> None:
    """Go back to the usual columns of a table."""
    found = ColumnChoice.objects.filter(account=account, table=table).first()
    if found is None:
        journal.nothing_changed()
        return
    old = found.columns
    found.delete()
    _enter(account, table, old, [])


def _require_names(names: Sequence[str]) -> None:
    if len(names) > MOST_COLUMNS or not all(NAME.fullmatch(name) for name in names):
        raise AccountFault(
            Text(
                "列名不对，请从表格上方的“列”重新选择",
                "these are no columns of a table",
            )
        )


def _enter(
    account: Account, table: str, old: Sequence[str], new: Sequence[str]
) -> None:
    journal.enter(
        "access.columns_chosen",
        subject=account,
        old={"columns": list(old)},
        new={"columns": list(new)},
        detail={"table": table},
    )
