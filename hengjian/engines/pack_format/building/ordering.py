"""The order in which derived items and limits of a card are computed."""

from collections.abc import Mapping

from hengjian.engines.pack_format.model import Item


def reads_of(item: Item) -> frozenset[str]:
    """Items of the same card that a derived item or a limit is computed from."""
    if item.derive is not None:
        return frozenset(name for name in item.derive.names if "." not in name)
    if item.limit is not None:
        return frozenset({item.limit.start})
    return frozenset()


def compute_order(items: Mapping[str, Item]) -> tuple[str, ...]:
    """Computed items, each after those it reads; items in a circle come last."""
    waiting = [i for i in items.values() if i.derive is not None or i.limit is not None]
    order: list[str] = []
    while waiting:
        pending = {item.name for item in waiting}
        ready = [item for item in waiting if not (reads_of(item) & pending)]
        if not ready:
            order.extend(item.name for item in waiting)
            break
        order.extend(item.name for item in ready)
        waiting = [item for item in waiting if item not in ready]
    return tuple(order)
