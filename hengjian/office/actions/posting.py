"""Post a request or its answer to the office's staff: once said, never altered."""

from functools import lru_cache
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.forms.cells import in_words
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.model import ItemType
from hengjian.engines.pack_format.publication_reading import (
    Publication,
    read_publication,
)
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.faults import MatterFault
from hengjian.matters.filling import row_of, values_of
from hengjian.matters.kinds import Kind, kind_of
from hengjian.matters.models import Matter
from hengjian.office.models import Part, Posting
from hengjian.organisation.models import Department, Person, Procuratorate


_NAMED: dict[ItemType, tuple[type[Any], str]] = {
    ItemType.PERSON: (Person, "number"),
    ItemType.UNIT: (Procuratorate, "code"),
}


@journal.action
def post_request(*, matter: Matter, by: Actor) -> Posting:
    """Post what is asked for. Raises ``MatterFault`` for a kind that posts nothing."""
    return _post(matter, Part.REQUEST, by)


@journal.action
def post_answer(*, matter: Matter, by: Actor) -> Posting:
    """Post what was answered, with its grounds; a later answer stands beside the first.

    Raises ``MatterFault`` for a kind that posts nothing.
    """
    return _post(matter, Part.ANSWER, by)


def publication_of(kind: Kind) -> Publication | None:
    """What a kind posts."""
    return _publication(_Released(kind))


def _post(matter: Matter, part: Part, by: Actor) -> Posting:
    kind = kind_of(matter.release)
    publication = publication_of(kind)
    if publication is None:
        raise MatterFault(
            Text("业务包没有写明公示什么", "the pack does not say what is posted")
        )
    items = publication.request if part is Part.REQUEST else publication.answer
    posting = Posting(
        matter=matter,
        part=part,
        kind=matter.kind,
        procuratorate=matter.procuratorate,
        department=matter.department,
        content=_content(matter, kind, items),
        posted_at=clock.now(),
        posted_on=clock.today(),
        by=by.journal_name,
    )
    posting.digest = posting.counted_digest()
    posting.save()
    journal.enter(
        "office.posted",
        subject=posting,
        new={"matter": matter.pk, "part": part.value, "digest": posting.digest},
    )
    return posting


def _content(
    matter: Matter, kind: Kind, items: tuple[str, ...]
) -> list[dict[str, str]]:
    row = row_of(kind, values_of(matter, kind))
    found = []
    for name in items:
        item = kind.card.items[name]
        value = row.get(name)
        if value is None or item.personal:
            continue
        words = in_words(value, item, clock.SHANGHAI)
        if item.type in _NAMED or item.type is ItemType.DEPARTMENT:
            words = Text.same(_called(item.type, str(value), matter))
        found.append(
            {
                "item": name,
                "zh": item.label.zh,
                "en": item.label.en,
                "value_zh": words.zh,
                "value_en": words.en,
            }
        )
    return found


def _called(kind: ItemType, code: str, matter: Matter) -> str:
    """People, offices and departments by their names as they are on that day."""
    if kind is ItemType.DEPARTMENT:
        place = Department.objects.filter(
            procuratorate=matter.procuratorate, code=code
        ).first()
        return place.name if place is not None else code
    model, field = _NAMED[kind]
    named = model.objects.filter(**{field: code}).first()
    return str(named.name) if named is not None else code


class _Released:
    """A kind that compares by its release, which never changes."""

    __slots__ = ("key", "kind")

    def __init__(self, kind: Kind) -> None:
        self.kind, self.key = kind, (kind.name, kind.release.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Released) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=64)
def _publication(released: _Released) -> Publication | None:
    return read_publication(released.kind.pack, FaultList())
