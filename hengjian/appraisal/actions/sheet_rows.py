"""Versions of many sheets written at once: long payloads, no object for each.

As parameters of a statement PostgreSQL's client would quote every payload sign by sign,
which takes longer than scoring.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from hengjian.appraisal.models import ScoreSheet, SheetVersion
from hengjian.audit.guarded import require_action
from hengjian.warehouse.bulk_rows import insert_values


NewVersion = tuple[ScoreSheet, int, str, str]  # sheet, number, payload, digest
_NAMES = ("sheet_id", "number", "payload", "digest", "reason", "made_by", "made_at")


def add_versions(
    versions: Iterable[NewVersion], *, reason: str, made_by: str, made_at: datetime
) -> None:
    """Write new versions inside the action under way; ``current`` is not touched."""
    require_action(SheetVersion)
    moment = SheetVersion._meta.get_field("made_at").get_db_prep_save(
        made_at, connection
    )
    insert_values(
        SheetVersion,
        _NAMES,
        [
            (sheet.pk, number, payload, digest, reason, made_by, moment)
            for sheet, number, payload, digest in versions
        ],
    )
