"""Items of a card: choices, formats, matching, deriving, limits, header aliases."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.building.ordering import reads_of
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.model import CaseCard, Fault, ItemType, Pack, Place
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.pack_format.rules.case_cards import cards_of, no_such_item
from hengjian.lib.bilingual import Text


DATES = (ItemType.DATE, ItemType.DATETIME)


def _items(draft: Draft) -> Iterator[tuple[str, Entry]]:
    for _, card, shape in cards_of(draft):
        for name, entry in card["items"].items():
            if name in shape.items:
                yield name, entry


def choices_belong(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """An item of type choice has choices, and no other item has."""
    for name, entry in _items(draft):
        is_choice = entry["type"] == ItemType.CHOICE
        has_choices = entry.node.get("choices") is not None
        if is_choice and not has_choices:
            yield Fault(
                entry.place("type"),
                Text(f"“{name}”缺少 choices", f"“{name}” has no choices"),
                Text("写 choices: {代码：文字}", "write choices: {code: text}"),
                "choices_belong",
            )
        elif has_choices and not is_choice:
            yield Fault(
                entry.place("choices"),
                Text(
                    f"“{name}”的类型是 {entry['type']}，不能有 choices",
                    f"“{name}” is of type {entry['type']} and takes no choices",
                ),
                Text("改为 type: choice", "make it type: choice"),
                "choices_belong",
            )


def choices_distinct(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A file may hold the code or the text, so no two choices share either."""
    for _, card, shape in cards_of(draft):
        for name, entry in card["items"].items():
            if name not in shape.items or not isinstance(entry.get("choices"), dict):
                continue
            means: dict[str, str] = {}
            for code, text in entry["choices"].items():
                for written in {code, text.zh, text.en}:
                    other = means.setdefault(written, code)
                    if other != code:
                        yield Fault(
                            entry.place("choices"),
                            Text(
                                f"“{written}”既指 {other} 又指 {code}",
                                f"“{written}” stands for both {other} and {code}",
                            ),
                            None,
                            "choices_distinct",
                        )


def choice_aliases_distinct(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """An alias of a shared list's choice is no code, text or alias of another."""
    for shared in draft.shared.lists.values() if draft.shared is not None else ():
        choices = shared.get("choices", {})
        means: dict[str, str] = {}
        for code, choice in choices.items():
            label = choice.get("label")
            texts = () if label is None else (label.zh, label.en)
            means |= dict.fromkeys((code, *texts), code)
        for code, choice in choices.items():
            for alias in choice.get("aliases", ()):
                other = means.setdefault(alias, code)
                if other != code:
                    yield Fault(
                        choice.place("aliases"),
                        Text(
                            f"“{alias}”既指 {other} 又指 {code}",
                            f"“{alias}” stands for both {other} and {code}",
                        ),
                        Text("删去一处", "delete one of them"),
                        "choices_distinct",
                    )


def formats_on_dates(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Only dates and date-times have formats."""
    for name, entry in _items(draft):
        if "formats" in entry and entry["type"] not in DATES:
            yield Fault(
                entry.place("formats"),
                Text(
                    f"“{name}”不是日期，不能有 formats",
                    f"“{name}” is no date and takes no formats",
                ),
                None,
                "formats_on_dates",
            )


def match_is_personal(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """``match`` is for personal items; others can be matched as they are."""
    for name, entry in _items(draft):
        if entry.get("match") and not entry.get("personal"):
            yield Fault(
                entry.place("match"),
                Text(
                    f"“{name}”不是个人信息，不需要 match",
                    f"“{name}” is not personal and needs no match",
                ),
                Text(
                    "加 personal: true，或删去 match",
                    "add personal: true, or delete match",
                ),
                "match_is_personal",
            )


def derive_or_limit(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """An item is derived or a limit, not both; a limit is a date counted from a date."""
    for _, card, shape in cards_of(draft):
        for name, entry in card["items"].items():
            if name not in shape.items or "limit" not in entry:
                continue
            limit: Entry = entry["limit"]
            if "derive" in entry:
                yield Fault(
                    entry.place("limit"),
                    Text(
                        "derive 与 limit 只能有一个", "either derive or limit, not both"
                    ),
                    None,
                    "derive_or_limit",
                )
            if entry["type"] not in DATES:
                yield _limit_fault(
                    entry.place("type"),
                    Text(
                        f"期限项“{name}”应为 date 或 datetime",
                        f"the limit “{name}” must be a date or datetime",
                    ),
                )
            if "start" in limit:
                start = limit["start"]
                yield from no_such_item(
                    limit.place("start"), start, shape, "derive_or_limit"
                )
                if start in shape.items and shape.items[start].type not in DATES:
                    yield _limit_fault(
                        limit.place("start"),
                        Text(f"起算项“{start}”不是日期", f"“{start}” is no date"),
                    )
            yield from _hours_need_moments(entry, limit)


def _hours_need_moments(entry: Entry, limit: Entry) -> Iterator[Fault]:
    if (
        limit.get("length", "").endswith(" hours")
        and entry["type"] != ItemType.DATETIME
    ):
        yield _limit_fault(
            entry.place("type"),
            Text(
                "以小时计的期限，类型应为 datetime",
                "a limit in hours is of type datetime",
            ),
        )


def _limit_fault(place: Place, message: Text) -> Fault:
    return Fault(place, message, None, "derive_or_limit")


def personal_copies(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A derived item does not simply repeat a personal item under another name."""
    for _, card, shape in cards_of(draft):
        for name, entry in card["items"].items():
            read = entry.get("derive", "").strip()
            source = shape.items.get(read)
            if source is not None and source.personal and not entry.get("personal"):
                yield Fault(
                    entry.place("derive"),
                    Text(
                        f"“{name}”原样取自个人信息“{read}”",
                        f"“{name}” only repeats the personal item “{read}”",
                    ),
                    Text("也标 personal: true", "make it personal: true too"),
                    "personal_items",
                )


def aliases_once(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A header in a file means one item: names, labels and aliases do not collide."""
    for _, card, shape in cards_of(draft):
        means: dict[str, str] = {}
        for name, entry in card["items"].items():
            if name not in shape.items:
                continue
            label = shape.items[name].label
            for header, place in _headers(name, entry, label):
                other = means.setdefault(header, name)
                if other != name:
                    yield Fault(
                        place,
                        Text(
                            f"表头“{header}”既指“{other}”又指“{name}”",
                            f"the header “{header}” means both “{other}” and “{name}”",
                        ),
                        Text("改其中一个", "change one of them"),
                        "aliases_once",
                    )


def _headers(name: str, entry: Entry, label: Text) -> Iterator[tuple[str, Place]]:
    yield name, entry.place()
    for text in {label.zh, label.en}:
        yield text, entry.place("label")
    yield from entry.each("aliases")


def computed_in_circles(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Derived items and limits do not wait for one another, also across links."""
    circles = _Circles(draft, packs)
    for name, pack in packs.items():
        if pack.card is None:
            continue
        for item in pack.card.items.values():
            if item.derive is None and item.limit is None:
                continue
            path = circles.through((name, item.name))
            if path:
                words = " → ".join(f"{card}.{one}" for card, one in path)
                yield Fault(
                    item.place,
                    Text(f"互相依赖：{words}", f"computed in a circle: {words}"),
                    None,
                    "computed_in_circles",
                )


class _Circles:
    """Which items a computed item is computed from, across links."""

    def __init__(self, draft: Draft, packs: Mapping[str, Pack]) -> None:
        self.draft = draft
        self.packs = packs

    def through(self, start: tuple[str, str]) -> list[tuple[str, str]]:
        """The way from an item back to itself, or nothing."""
        came_from: dict[tuple[str, str], tuple[str, str]] = {}
        waiting = [start]
        while waiting:
            here = waiting.pop()
            for there in self._reads(here):
                if there == start:
                    return self._way(start, here, came_from)
                if there not in came_from:
                    came_from[there] = here
                    waiting.append(there)
        return []

    @staticmethod
    def _way(
        start: tuple[str, str],
        last: tuple[str, str],
        came_from: dict[tuple[str, str], tuple[str, str]],
    ) -> list[tuple[str, str]]:
        way = [start]
        while last != start:
            way.append(last)
            last = came_from[last]
        return [start, *reversed(way[1:]), start]

    def _reads(self, place: tuple[str, str]) -> Iterator[tuple[str, str]]:
        card_name, item_name = place
        pack = self.packs.get(card_name)
        card = pack.card if pack is not None else None
        item = card.items.get(item_name) if card is not None else None
        if card is None or item is None:
            return
        yield from ((card_name, name) for name in reads_of(item))
        if item.derive is not None:
            for name in item.derive.names:
                yield from self._linked(card, name)

    def _linked(self, card: CaseCard, name: str) -> Iterator[tuple[str, str]]:
        *links, item = name.split(".")
        at: CaseCard | None = card
        for link_name in links:
            link = at.links.get(link_name) if at is not None else None
            if at is None or link is None:
                return  # beyond a rolled card nothing is derived
            yield from ((at.name, here) for here in link.on)
            other = self.packs.get(link.to)
            at = other.card if other is not None else None
        if links and at is not None:
            yield at.name, item
