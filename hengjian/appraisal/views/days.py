"""A day as a form gives it."""

from datetime import date

from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


def day_of(text: str | None) -> date:
    """The day typed, today where nothing was. Raises ``UserFault``."""
    if not (text or "").strip():
        return clock.today()
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError as error:
        raise UserFault(
            Text(f"“{text}”不是日期", f"“{text}” is no day"), status=422
        ) from error
