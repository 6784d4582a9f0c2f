"""Measures and balances: which keys go together, and dates that are dates."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.draft import CardShape, Draft
from hengjian.engines.pack_format.model import Fault, ItemType, Measure, Pack, Place
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.pack_format.rules.case_cards import no_such_item
from hengjian.lib.bilingual import Text


DATES = (ItemType.DATE, ItemType.DATETIME)
LEVELS = ("nation", "province", "city", "procuratorate", "department", "person")


def _measures(
    draft: Draft, packs: Mapping[str, Pack]
) -> Iterator[tuple[Entry, CardShape]]:
    for pack, source in draft.packs.items():
        for entry in source.measures.values():
            card = draft.card_named(entry.get("card", pack), pack)
            if card in draft.shapes and "agg" in entry:
                yield entry, draft.shapes[card]


def aggregate_keys(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """``of`` with every aggregate but count; ``q`` with quantile and nothing else."""
    for entry, _ in _measures(draft, packs):
        agg = entry["agg"]
        has_of = entry.node.get("of") is not None
        has_q = entry.node.get("q") is not None
        if agg == "count" and has_of:
            yield _fault(
                "aggregate_keys",
                entry.place("of"),
                Text("agg: count 不写 of", "agg: count takes no of"),
                Text("条件写在 where 里", "put a condition into where"),
            )
        if agg != "count" and not has_of:
            yield _fault(
                "aggregate_keys",
                entry.place("agg"),
                Text(f"agg: {agg} 要写 of", f"agg: {agg} needs of"),
            )
        if has_q != (agg == "quantile"):
            yield _fault(
                "aggregate_keys",
                entry.place("q" if has_q else "agg"),
                Text("q 与 agg: quantile 要同时写", "q goes with agg: quantile"),
                Text("例如 {agg: quantile, q: 0.9}", "such as {agg: quantile, q: 0.9}"),
            )
        quantile = entry.get("q")
        if quantile is not None and not 0 < quantile < 1:
            yield _fault(
                "aggregate_keys",
                entry.place("q"),
                Text("q 应在 0 与 1 之间", "q lies between 0 and 1"),
            )


def stock_keys(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A stock has ``open`` and ``at``, counts or sums, and no ``dated_by``."""
    for entry, shape in _measures(draft, packs):
        has_open = entry.node.get("open") is not None
        has_at = entry.node.get("at") is not None
        if has_open != has_at:
            yield _fault(
                "stock_keys",
                entry.place("open" if has_open else "at"),
                Text("open 与 at 要同时写", "open and at go together"),
                Text("例如 at: end", "such as at: end"),
            )
        if not has_open:
            continue
        if "dated_by" in entry:
            yield _fault(
                "stock_keys",
                entry.place("dated_by"),
                Text("存量(open)不写 dated_by", "a stock (open) takes no dated_by"),
            )
        if entry["agg"] not in {"count", "count_distinct", "sum"}:
            yield _fault(
                "stock_keys",
                entry.place("agg"),
                Text(
                    "存量只能用 count、count_distinct、sum",
                    "a stock is a count, count_distinct or sum",
                ),
            )
        opened = entry.get("open")
        for key in ("from", "until"):
            if opened is not None and key in opened:
                yield from _is_date(opened.place(key), opened[key], shape)


def measure_dates(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A measure is dated by a date item, unless its card has no dates at all."""
    for entry, shape in _measures(draft, packs):
        if "dated_by" in entry:
            yield from _is_date(entry.place("dated_by"), entry["dated_by"], shape)
            continue
        dates = [
            n for n, i in shape.items.items() if i.type in DATES and not i.personal
        ]
        if (
            dates
            and entry.node.get("open") is None
            and entry.node.get("dated_by") is None
        ):
            yield _fault(
                "measure_dates",
                entry.place(),
                Text(
                    "案卡有日期项，度量要写 dated_by",
                    "the card has dates, so the measure needs dated_by",
                ),
                Text(f"可用：{'、'.join(dates)}", f"one of: {', '.join(dates)}"),
            )


def _is_date(place: Place, name: str, shape: CardShape) -> Iterator[Fault]:
    yield from no_such_item(place, name, shape, "measure_dates")
    item = shape.items.get(name)
    if item is None:
        return
    if item.type not in DATES:
        yield _fault(
            "measure_dates",
            place,
            Text(
                f"“{name}”不是日期，是 {item.type}",
                f"“{name}” is no date but {item.type}",
            ),
        )
    elif item.personal:
        yield _fault(
            "personal_items",
            place,
            Text(f"“{name}”是个人信息", f"“{name}” is personal"),
        )


def _fault(
    rule: str, place: Place, message: Text, suggestion: Text | None = None
) -> Fault:
    return Fault(place, message, suggestion, rule)


def balance_cells(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Balances are split by levels or by items that every measure's card has."""
    every = {m.full_name: m for p in packs.values() for m in p.measures.values()}
    for name, pack in packs.items():
        entries = {e.place(): e for e in draft.packs[name].balances}
        for balance in pack.balances:
            names = (*balance.left.measures, *balance.right.measures)
            shapes = _shapes_of(draft, [every[n] for n in names if n in every])
            for by, place in entries[balance.place].each("by"):
                for shape in shapes if by not in LEVELS else ():
                    yield from no_such_item(place, by, shape, "balance_cells")


def _shapes_of(draft: Draft, measures: list[Measure]) -> list[CardShape]:
    """The cards that measures count."""
    named = (draft.card_named(measure.card, measure.pack) for measure in measures)
    return [draft.shapes[name] for name in named if name in draft.shapes]


def unique_balances(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A balance's name stands once in its pack."""
    for source in draft.packs.values():
        seen: set[str | None] = set()
        for entry in source.balances:
            name = entry.get("balance")
            if name is not None and name in seen:
                yield Fault(
                    entry.place("balance"),
                    Text(
                        f"平衡关系“{name}”写了两次",
                        f"the balance “{name}” stands twice",
                    ),
                    Text("换一个名称", "choose another name"),
                    "unique_balances",
                )
            seen.add(name)
