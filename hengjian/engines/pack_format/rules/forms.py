"""Forms: named like their file, over items of the card, each filled once."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import nearest_or_list
from hengjian.engines.pack_format.form_model import FormField
from hengjian.engines.pack_format.model import Fault, Item, Pack, Place
from hengjian.engines.pack_format.rules.naming import same_name
from hengjian.lib.bilingual import Text


def form_name(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """``form:`` is the file's name."""
    for source in draft.packs.values():
        for file_name, entry in source.forms.items():
            yield from same_name(entry, "form", file_name, "form_name")


def form_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A field names an item of the card, once on a form."""
    for name in draft.packs:
        if name not in draft.shapes:
            yield from _without_card(draft, name)
            continue
        shape = draft.shapes[name]
        for form in packs[name].forms.values():
            seen: dict[str, Place] = {}
            for field in form.fields:
                if field.item in shape.items:
                    yield from _once(field, seen)
                elif field.item not in shape.broken and field.item:
                    yield Fault(
                        field.place,
                        Text(
                            f"案卡没有项“{field.item}”",
                            f"the card has no item “{field.item}”",
                        ),
                        nearest_or_list(field.item, shape.items),
                        "form_items",
                    )


def _without_card(draft: Draft, name: str) -> Iterator[Fault]:
    if name in draft.unreadable:
        return  # the card's own faults are told
    for entry in draft.packs[name].forms.values():
        yield Fault(
            entry.place(),
            Text(
                "没有案卡，表单无项可填", "there is no card whose items it could fill"
            ),
            Text("加上 case_card.yaml", "add case_card.yaml"),
            "form_items",
        )


def _once(field: FormField, seen: dict[str, Place]) -> Iterator[Fault]:
    first = seen.setdefault(field.item, field.place)
    if first != field.place:
        yield Fault(
            field.place,
            Text(
                f"“{field.item}”在本表第 {first.line} 行已有",
                f"“{field.item}” stands in line {first.line} already",
            ),
            Text("删去一处", "leave one out"),
            "form_items",
        )


def form_filling(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """What is computed is not asked for; what is only shown is not required."""
    for pack in packs.values():
        card = pack.card
        for form in pack.forms.values():
            for field in form.fields:
                item = card.items.get(field.item) if card is not None else None
                if item is not None:
                    yield from _contradictions(field, item)


def _contradictions(field: FormField, item: Item) -> Iterator[Fault]:
    asks = bool(field.required or field.required_when is not None)
    computed = item.derive is not None or item.limit is not None
    if asks and (computed or field.read_only):
        what = (
            Text("由其他项算出", "computed")
            if computed
            else Text("在这里只显示", "only shown here")
        )
        yield Fault(
            field.place,
            Text(
                f"“{item.name}”{what.zh}，不能必填",
                f"“{item.name}” is {what.en} and cannot be required",
            ),
            Text("删去 required", "leave out required"),
            "form_filling",
        )
    if field.required and field.required_when is not None:
        yield Fault(
            field.place,
            Text(
                "required 与 required_when 只能有一个",
                "either required or required_when, not both",
            ),
            None,
            "form_filling",
        )
