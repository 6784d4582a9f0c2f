"""Indicators: dates in order, bands that fit, partners that exist, what is never scored."""

from collections.abc import Iterator, Mapping
from datetime import date

from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import nearest
from hengjian.engines.pack_format.model import Fault, Pack
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


def _indicators(draft: Draft) -> Iterator[tuple[str, Entry]]:
    for source in draft.packs.values():
        yield from source.indicators.items()


def dated_in_order(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Dated formulas and statuses go forward in time, no day twice."""
    for _, entry in _indicators(draft):
        for key in ("value", "valid"):
            parts = entry.get(key, ())
            before: date | None = None
            for part in parts if isinstance(parts, tuple) else ():
                start = part.get("from")
                if start is not None and before is not None and start <= before:
                    yield Fault(
                        part.place("from"),
                        Text(
                            f"日期须一个比一个晚({before} 之后是 {start})",
                            f"dates go forward ({start} comes after {before})",
                        ),
                        Text("按时间先后排列", "put them in order of time"),
                        "dated_in_order",
                    )
                before = start or before


def band_fits(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """``band`` goes with ``direction: band``, its low end below its high end."""
    for _, entry in _indicators(draft):
        has_band = entry.node.get("band") is not None
        if has_band != (entry.get("direction") == "band"):
            yield Fault(
                entry.place("band" if has_band else "direction"),
                Text(
                    "direction: band 与 band: [低，高] 要同时写",
                    "direction: band and band: [low, high] go together",
                ),
                None,
                "band_fits",
            )
        band = entry.get("band", ())
        if len(band) == 2 and band[0] >= band[1]:
            yield Fault(
                entry.place("band"),
                Text("低端应小于高端", "the low end must be below the high end"),
                None,
                "band_fits",
            )


def read_with_exists(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Indicators to be read with another exist."""
    known = {name for name, _ in _indicators(draft)}
    for name, entry in _indicators(draft):
        for other, place in entry.each("read_with"):
            if other == name:
                yield Fault(
                    place,
                    Text(
                        "指标不必与自己一并阅读", "an indicator is not read with itself"
                    ),
                    Text("删去", "delete it"),
                    "read_with_exists",
                )
            elif other not in known:
                yield Fault(
                    place,
                    Text(f"没有指标“{other}”", f"there is no indicator “{other}”"),
                    nearest(other, known),
                    "read_with_exists",
                )


def never_scored(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """An indicator of the never-scored list says ``scored: never``."""
    for name, entry in _indicators(draft):
        if name in draft.never_scored and entry.get("scored") != "never":
            yield Fault(
                entry.place("indicator"),
                Text(
                    f"“{name}”在永不考核之列，须写 scored: never",
                    f"“{name}” is on the never-scored list and must say scored: never",
                ),
                Text("加 scored: never", "add scored: never"),
                "never_scored",
            )
