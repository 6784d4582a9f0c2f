"""Kinds of documents from their file: wordings cut into fields, typed conditions."""

from hengjian.engines.documents.wording import Wording, WordingFault, read_wording
from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.types import Scope, ValueType
from hengjian.engines.pack_format.building.scopes import card_scope, parse_at
from hengjian.engines.pack_format.document_model import (
    BLOCKS,
    DocumentKind,
    LayoutBlock,
)
from hengjian.engines.pack_format.draft import CardShape, Draft
from hengjian.engines.pack_format.nodes import ScalarNode
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


def build_documents(draft: Draft, pack: str) -> dict[str, DocumentKind]:
    """The kinds of documents of a pack, as far as they can be read."""
    shape = draft.shapes.get(pack) or CardShape(pack, {})
    own = CardShape(shape.full_name, shape.items, broken=shape.broken)
    # a document is made from its matter alone, before cards are linked
    scope = card_scope(draft, own, pack, personal=True, constants=frozenset({"as_of"}))
    building = _Building(draft, pack, own, scope)
    source = draft.packs[pack]
    return {
        name: building.kind(name, entry) for name, entry in source.documents.items()
    }


class _Building:
    def __init__(self, draft: Draft, pack: str, shape: CardShape, scope: Scope) -> None:
        self.draft, self.shape, self.scope = draft, shape, scope
        self.folder = draft.packs[pack].folder

    def kind(self, name: str, entry: Entry) -> DocumentKind:
        number = entry.get("number")
        to = self._wording(entry, "to")
        template = self.folder / "documents" / f"{name}.docx"
        return DocumentKind(
            name=name,
            title=entry.get("title", Text.same(name)),
            place=entry.place(),
            layout=tuple(self._block(each) for each in entry.get("layout", ())),
            help=entry.get("help"),
            series=number.get("series", "") if number is not None else "",
            pattern=number.get("pattern", "") if number is not None else "",
            issued_by=entry.get("issued_by", ()),
            recipient=_single_item(to),
            recipient_words=to,
            sealed=entry.get("sealed", False),
            served=entry.get("served", False),
            receipt=entry.get("receipt", False),
            read_out=entry.get("read_out", False),
            reply_within=entry.get("reply_within", ""),
            needs=entry.get("needs", ()),
            made_when=self._when(entry, "made_when"),
            template=template if template.is_file() else None,
        )

    def _block(self, entry: Entry) -> LayoutBlock:
        kind = next((name for name in BLOCKS if name in entry), "text")
        return LayoutBlock(
            kind=kind,
            place=entry.place(),
            words=() if kind == "table" else self._wording(entry, kind),
            items=entry.get("table", ()),
            known_only=entry.get("known_only", False),
            when=self._when(entry, "when"),
        )

    def _wording(self, entry: Entry, key: str) -> Wording:
        node = entry.node.get(key)
        if not isinstance(node, ScalarNode) or key not in entry:
            return ()
        try:
            return read_wording(node.text)
        except WordingFault as fault:
            self.draft.faults.add(
                node.at(fault.position),
                fault.message,
                fault.advice,
                rule="document_wording",
            )
            return ()

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


def _single_item(words: Wording) -> str:
    """The item, where the wording is one field and nothing else."""
    fields = [piece for piece in words if not isinstance(piece, str)]
    if len(fields) != 1 or any(isinstance(p, str) and p.strip() for p in words):
        return ""
    return "" if fields[0].is_parameter else fields[0].name
