"""What is asked of the journal, as it stands in an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from hengjian.audit.models import JournalEntry
from hengjian.audit.queries import entries
from hengjian.lib import clock


@dataclass(frozen=True)
class Asked:
    """The filters; a date that cannot be read asks for nothing."""

    by: str = ""
    event: str = ""
    subject: str = ""
    since: str = ""
    until: str = ""
    text: str = ""

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Asked":
        """From a query string or a form."""
        names = cls.__dataclass_fields__
        return cls(**{name: values.get(name, "").strip()[:200] for name in names})

    @property
    def given(self) -> dict[str, str]:
        """The filters that ask for something."""
        return {name: value for name, value in vars(self).items() if value}

    def found(self) -> QuerySet[JournalEntry]:
        """The entries, newest first; ``until`` is a day that still counts."""
        last = _midnight(self.until)
        by = self.by if ":" in self.by or not self.by else f"account:{self.by}"
        return entries(
            by=by,
            event=self.event,
            subject=self.subject,
            since=_midnight(self.since),
            until=last + timedelta(days=1) if last else None,
            text=self.text,
        )


def _midnight(day: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(day), time(), clock.SHANGHAI)
    except ValueError:
        return None
