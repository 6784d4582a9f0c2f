"""The values that a document is made of, as kept with it: the matter may go on changing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hengjian.documents import vault
from hengjian.documents.models import Document
from hengjian.documents.source import KindOfDocument, Source
from hengjian.engines.documents.official_paper import Binder, in_plain
from hengjian.engines.documents.value_words import Value, day
from hengjian.engines.documents.wording import DATE, NUMBER, OWN_WORDS
from hengjian.engines.expressions.row import compile_row
from hengjian.engines.expressions.types import ParameterHistory
from hengjian.engines.forms.cells import as_stored, from_stored, in_words
from hengjian.engines.forms.computing import context_of
from hengjian.engines.pack_format.model import CaseCard, Item, ItemType
from hengjian.lib import clock
from hengjian.organisation.models import Department, Person, Procuratorate


_NAMED: dict[ItemType, tuple[Any, str]] = {
    ItemType.PERSON: (Person, "number"),
    ItemType.UNIT: (Procuratorate, "code"),
    ItemType.DEPARTMENT: (Department, "code"),
}


@dataclass(frozen=True)
class Facts:
    """Row, names of people and places in it, who drafted it, and on which day."""

    row: Mapping[str, Any]  # typed
    names: Mapping[str, str]
    drafter: str
    as_of: date


def taken_from(source: Source, kind: KindOfDocument, drafter: str) -> Facts:
    """The facts of a matter as it stands today."""
    card = kind.pack.card
    items = card.items if card is not None else {}
    # what is deleted when the matter closes does not live on in its documents
    row = {n: source.row.get(n) for n, item in items.items() if not item.transient}
    return Facts(row, _names(items, row, source), drafter, clock.today())


def sealed(document: Document, facts: Facts) -> bytes:
    """The facts, encrypted under the document's key."""
    content = {
        "row": {name: as_stored(value) for name, value in facts.row.items()},
        "names": dict(facts.names),
        "drafter": facts.drafter,
        "as_of": facts.as_of.isoformat(),
    }
    return vault.seal_json(document, vault.FACTS, content)


def opened(document: Document, kind: KindOfDocument) -> Facts:
    """The facts of a document. Raises ``DocumentErased``."""
    kept = vault.open_json(document, vault.FACTS, bytes(document.sealed_facts))
    items = kind.pack.card.items if kind.pack.card is not None else {}
    row = {
        name: from_stored(kept["row"].get(name), item) for name, item in items.items()
    }
    return Facts(row, kept["names"], kept["drafter"], date.fromisoformat(kept["as_of"]))


def holds(kind: KindOfDocument, expression: Any, facts: Facts) -> bool:
    """Whether a condition of the pack is true of the facts."""
    card = kind.pack.card
    if expression is None or card is None:
        return True
    context = context_of(card, facts.row, facts.as_of)
    return compile_row(expression, parameters_of(kind))(facts.row, context) is True


def parameters_of(kind: KindOfDocument) -> dict[str, ParameterHistory]:
    """What ``param.x`` means in the kind's pack."""
    return kind.loaded.parameters_in(kind.pack.name)


def binder_for(document: Document, kind: KindOfDocument, facts: Facts) -> Binder:
    """The values that fields may name, with the words of the document itself."""
    values = _item_values(kind.pack.card, facts) | _parameter_values(kind, facts)
    own = {
        "document_title": document.title_zh,
        "document_office": document.procuratorate.name,
        "document_department": _department(document),
        "document_drafter": facts.drafter,
        "document_matter": document.matter_number,
    }
    for name, words in own.items():
        values[name] = Value(words or None, words, OWN_WORDS[name].zh)
    values[NUMBER] = Value(document.number or None, document.number)
    on = document.issued_on
    values[DATE] = Value(on, day(on) if on is not None else "")
    to = recipient(kind, values)
    values["document_recipient"] = Value(
        to or None, to, OWN_WORDS["document_recipient"].zh
    )
    return Binder(values)


def recipient(kind: KindOfDocument, values: Mapping[str, Value]) -> str:
    """To whom a document goes, in words; empty where nothing is known yet."""
    binder = Binder(values)
    words = in_plain(binder.runs(kind.kind.recipient_words)).strip()
    return "" if binder.unfilled else words


def _department(document: Document) -> str:
    return document.department.name if document.department is not None else ""


def _item_values(card: CaseCard | None, facts: Facts) -> dict[str, Value]:
    if card is None:
        return {}
    zone = ZoneInfo(card.timezone)
    return {
        name: Value(
            facts.row.get(name),
            _words(facts.row.get(name), item, zone, facts.names),
            item.label.zh,
            item.type is ItemType.MONEY,
        )
        for name, item in card.items.items()
    }


def _words(value: Any, item: Item, zone: ZoneInfo, names: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if item.type in _NAMED:
        return names.get(str(value), str(value))
    return in_words(value, item, zone).zh


def _parameter_values(kind: KindOfDocument, facts: Facts) -> dict[str, Value]:
    found = {}
    for name, history in parameters_of(kind).items():
        past = [each for each in history.values if each.from_on <= facts.as_of]
        value = past[-1].value if past else None
        if isinstance(value, bool | int | str | Decimal):
            found[f"param.{name}"] = Value(value, str(value), name)
    return found


def _names(
    items: Mapping[str, Item], row: Mapping[str, Any], source: Source
) -> dict[str, str]:
    names: dict[str, str] = {}
    for wanted, (model, field) in _NAMED.items():
        codes = {
            str(row[name])
            for name, item in items.items()
            if item.type is wanted and row.get(name)
        }
        if not codes:
            continue
        found = model.objects.filter(**{f"{field}__in": codes})
        if model is Department:
            found = found.filter(procuratorate=source.procuratorate)
        names |= dict(found.values_list(field, "name"))
    return names
