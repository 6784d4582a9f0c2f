"""Deadlines of a pack: its ``deadlines.yaml`` with typed expressions."""

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.types import Scope, ValueType
from hengjian.engines.pack_format.building.scopes import card_scope, parse_at
from hengjian.engines.pack_format.draft import CardShape, Draft
from hengjian.engines.pack_format.limit_model import (
    BoundExtension,
    BoundSuspension,
    Deadline,
    LengthRow,
)
from hengjian.engines.pack_format.records import Entry


_NEEDED = frozenset({"limit", "start", "done"})


def build_deadlines(draft: Draft, pack: str) -> dict[str, Deadline]:
    """The deadlines of a pack with a card; those that cannot be read are left out."""
    shape = draft.shapes.get(pack)
    entries = draft.packs[pack].deadlines
    if shape is None or not entries:
        return {}
    as_of = frozenset({"as_of"})  # limits are counted anew each day
    scope = card_scope(draft, shape, pack, personal=False, constants=as_of)
    reader = _Reader(draft, shape, scope)
    return {
        name: reader.deadline(name, entry, pack)
        for name, entry in entries.items()
        if entry.values.keys() >= _NEEDED
    }


class _Reader:
    def __init__(self, draft: Draft, shape: CardShape, scope: Scope) -> None:
        self.draft = draft
        self.shape = shape
        self.scope = scope

    def deadline(self, name: str, entry: Entry, pack: str) -> Deadline:
        done = entry["done"]
        return Deadline(
            name=name,
            limit=entry["limit"],
            pack=pack,
            start=entry["start"],
            done=(done,) if isinstance(done, str) else tuple(done),
            lengths=self._lengths(entry),
            place=entry.place(),
            applies=self._truth(entry, "applies"),
            custody=self._truth(entry, "custody"),
            extended=tuple(
                BoundExtension(
                    each["extension"],
                    each.get("on"),
                    self._truth(each, "when"),
                    each.get("times"),
                )
                for each in entry.get("extended", ())
                if "extension" in each
            ),
            suspended=tuple(
                BoundSuspension(
                    each.get("from"),
                    each.get("to"),
                    each.get("days"),
                    each.get("reason"),
                )
                for each in entry.get("suspended", ())
            ),
            reset=tuple(entry.get("reset", ())),
            label=entry.get("label"),
            acts=entry.get("acts", "office"),
            warn=tuple(entry.get("warn", ("handler",))),
        )

    def _lengths(self, entry: Entry) -> tuple[LengthRow, ...]:
        written = entry.get("length", ())
        if isinstance(written, str):
            return (LengthRow(written),)
        return tuple(
            LengthRow(row["then"], self._truth(row, "when"))
            for row in written
            if "then" in row
        )

    def _truth(self, entry: Entry, key: str) -> Expression | None:
        if key not in entry:
            return None
        return parse_at(
            self.draft,
            entry.scalar(key),
            self.scope,
            self.shape.broken,
            ValueType.BOOLEAN,
        )
