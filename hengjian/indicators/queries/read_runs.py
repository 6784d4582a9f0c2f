"""Which runs are read, and in which order they are held against each other."""

from django.db.models import QuerySet

from hengjian.indicators.models import CitedValue, Run, Signal


_NEWEST = 3  # runs that people open without a report


def runs_read() -> list[Run]:
    """The newest runs, those that are quoted and those with signals; newest first."""
    return list(_done().filter(pk__in=_read_ids()))


def runs_beside(run: Run) -> list[Run] | None:
    """The runs that are read and newer than this one; None: this one is not read."""
    newest = _done().first()
    if newest is None or newest.pk <= run.pk:
        return []
    read = _read_ids()
    if run.pk not in read:
        return None
    return list(_done().filter(pk__in=read, pk__gt=run.pk))


def _read_ids() -> set[int]:
    read = set(_done().values_list("pk", flat=True)[:_NEWEST])
    read |= set(CitedValue.objects.values_list("run", flat=True).distinct())
    return read | set(Signal.objects.values_list("run", flat=True).distinct())


def _done() -> QuerySet[Run]:
    return Run.objects.filter(state=Run.State.DONE).order_by("-pk")
