"""Which indicators months make up, and which are levels that hold at a month's end."""

from hengjian.engines.pack_format.model import Indicator, Loaded, Measure
from hengjian.packs.queries import current


_COUNTS = ("count", "count_distinct", "sum")
_SHARES = ("percent", "ratio")


def is_additive(name: str) -> bool:
    """Whether an indicator's counts of months make those of the year."""
    released = current().loaded
    indicator = released.indicators.get(name)
    if indicator is None or len(indicator.value) != 1:
        return False
    measures = _of(indicator, _by_name(released))
    return measures is not None and all(
        each.agg in ("count", "sum") and each.open is None for each in measures
    )


def is_stock_at_the_end(name: str) -> bool:
    """Whether an indicator counts what is there at a period's end: the last month's is it."""
    released = current().loaded
    indicator = released.indicators.get(name)
    if indicator is None or len(indicator.value) != 1:
        return False
    measures = _of(indicator, _by_name(released))
    return bool(measures) and all(
        each.open is not None and each.at == "end" for each in measures or ()
    )


def indicators_of_levels() -> frozenset[str]:
    """The indicators that are shares, stocks, lengths or extremes: no month adds to them."""
    released = current().loaded
    kept = _KEPT.get("levels")
    if kept is None or kept[0] is not released:
        kept = _KEPT["levels"] = (released, _levels(released))
    return kept[1]


# of the packs last asked about; read again when others are released
_KEPT: dict[str, tuple[Loaded, frozenset[str]]] = {}


def _levels(released: Loaded) -> frozenset[str]:
    known, found = _by_name(released), set()
    for name, indicator in released.indicators.items():
        if indicator.unit in _SHARES or any(
            each.open is not None or each.agg not in _COUNTS
            for each in _of(indicator, known) or ()
        ):
            found.add(name)
    return frozenset(found)


def _by_name(released: Loaded) -> dict[str, Measure]:
    return {
        each.full_name: each
        for pack in released.packs.values()
        for each in pack.measures.values()
    }


def _of(indicator: Indicator, known: dict[str, Measure]) -> list[Measure] | None:
    wanted = [full for dated in indicator.value for full in dated.formula.measures]
    if not all(full in known for full in wanted):
        return None
    return [known[full] for full in wanted]
