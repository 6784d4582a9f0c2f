"""Forms from their files: fields that name items, with typed conditions."""

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.types import Scope, ValueType
from hengjian.engines.pack_format.building.scopes import card_scope, parse_at
from hengjian.engines.pack_format.draft import CardShape, Draft
from hengjian.engines.pack_format.form_model import Form, FormField, FormSection
from hengjian.engines.pack_format.model import Place
from hengjian.engines.pack_format.nodes import ListNode, ScalarNode
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


def build_forms(draft: Draft, pack: str) -> dict[str, Form]:
    """The forms of a pack, as far as they can be read."""
    shape = draft.shapes.get(pack)
    if shape is None:
        return {}
    own = CardShape(shape.full_name, shape.items, broken=shape.broken)
    # a form is filled before cards are linked: it sees the card's own items
    scope = card_scope(draft, own, pack, personal=True, constants=frozenset({"as_of"}))
    building = _Building(draft, own, scope)
    return {
        name: building.form(name, entry)
        for name, entry in draft.packs[pack].forms.items()
    }


class _Building:
    def __init__(self, draft: Draft, shape: CardShape, scope: Scope) -> None:
        self.draft, self.shape, self.scope = draft, shape, scope

    def form(self, name: str, entry: Entry) -> Form:
        sections = (self._section(each) for each in entry.get("sections", ()))
        return Form(
            name=name,
            title=entry.get("title", Text.same(name)),
            help=entry.get("help"),
            sections=tuple(sections),
            place=entry.place(),
        )

    def _section(self, entry: Entry) -> FormSection:
        node = entry.node.get("rows")
        rows = node.items if isinstance(node, ListNode) else ()
        return FormSection(
            title=entry.get("title", Text("", "")),
            help=entry.get("help"),
            shown_when=self._when(entry, "shown_when"),
            rows=tuple(
                tuple(self._fields(row, values))
                for row, values in zip(rows, entry.get("rows", ()), strict=False)
                if isinstance(row, ListNode)
            ),
        )

    def _fields(
        self, row: ListNode, values: tuple[str | Entry, ...]
    ) -> list[FormField]:
        fields = []
        for value in values:
            entry = value if isinstance(value, Entry) else None
            name = str(entry.get("item", "") if entry is not None else value)
            place = entry.place("item") if entry is not None else _place(row, name)
            if name not in self.shape.items or entry is None:
                fields.append(FormField(name, place))
            else:
                fields.append(self._field(name, entry))
        return fields

    def _field(self, name: str, entry: Entry) -> FormField:
        return FormField(
            item=name,
            place=entry.place("item"),
            help=entry.get("help"),
            required=entry.get("required"),
            required_when=self._when(entry, "required_when"),
            shown_when=self._when(entry, "shown_when"),
            read_only=entry.get("read_only", False),
            lines=entry.get("lines", 1),
            otherwise=entry.get("otherwise", ""),
        )

    def _when(self, entry: Entry, key: str) -> Expression | None:
        if key not in entry:
            return None
        return parse_at(
            self.draft,
            entry.scalar(key),
            self.scope,
            self.shape.broken,
            ValueType.BOOLEAN,
        )


def _place(row: ListNode, name: str) -> Place:
    for item in row.items:
        if isinstance(item, ScalarNode) and item.text == name:
            return item.place
    return row.place
