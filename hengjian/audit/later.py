"""Writes of an action that nothing reads before its end: said now, written together.

Whatever statement follows in the act finds them written (``audit.pending``), so they may
stand wherever ``save`` would. Not for a row whose refusal by the database is caught.
"""

from typing import Any

from django.db import models

from hengjian.audit import act
from hengjian.audit.guarded import require_action
from hengjian.audit.pending import Deleted, Inserted, Pending


def insert(row: models.Model) -> None:
    """Write a new row; its key is known after the next statement, or ``write_now``."""
    _pending(type(row)).insert(Inserted(row))


def insert_or_update(
    row: models.Model, *, meeting: tuple[str, ...], changing: tuple[str, ...]
) -> None:
    """Write a row, or the columns ``changing`` of the one that stands under its key."""
    _pending(type(row)).insert(Inserted(row, meeting, changing))


def update(row: models.Model, *names: str) -> None:
    """Write columns of a row that moved; as they are when it is written."""
    _pending(type(row)).update(row, names)


def delete(model: type[models.Model], **having: Any) -> None:
    """Delete the rows with these values, of a table on which nothing hangs."""
    _pending(model).delete(Deleted(model, having))


def write_now() -> None:
    """Write everything said so far: keys of new rows are known."""
    running = act.current()
    if running is not None:
        running.pending.write()


def _pending(model: type[models.Model]) -> Pending:
    require_action(model)
    running = act.current()
    assert running is not None  # noqa: S101 (just required)
    return running.pending
