"""What is in force, asked of the database in one question: of calendars, of packs.

An act goes by what several apps keep as released. Each says by which short text of its
own table that can be told apart (``told_by``); all are asked together, once in an act and
anew outside, and what hangs on a text is kept as long as the text is the same.
"""

from collections.abc import Mapping

from django.db import connection

from hengjian.audit import act


_told_by: dict[str, Mapping[str, str]] = {}


def told_by(name: str, scalars: Mapping[str, str]) -> None:
    """Say what tells a release apart: a scalar query for each database."""
    _told_by[name] = scalars


def standing(name: str) -> str:
    """The text of what is in force now; empty where nothing was released."""
    found = act.once(act.STANDING, _asked)
    if name not in found:  # its app was imported in the middle of an act
        act.forget(act.STANDING)
        found = act.once(act.STANDING, _asked)
    return found[name]


def _asked() -> dict[str, str]:
    names = sorted(_told_by)
    scalars = ", ".join(f"({_told_by[name][connection.vendor]})" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {scalars}")
        return {
            name: text or ""
            for name, text in zip(names, cursor.fetchone(), strict=True)
        }
