"""Pages by cursor: what comes after the last one seen, never an offset that shifts."""

from typing import Any


MOST = 200


def page_of(rows: Any, after: int | None, limit: int) -> tuple[list[Any], int | None]:
    """One page of a queryset by falling primary key, and the cursor of the next, if any."""
    size = max(1, min(limit, MOST))
    found = rows.order_by("-pk")
    if after is not None:
        found = found.filter(pk__lt=after)
    page = list(found[: size + 1])
    more = len(page) > size
    shown = page[:size]
    return shown, shown[-1].pk if more and shown else None
