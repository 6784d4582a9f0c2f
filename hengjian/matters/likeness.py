"""Digests by which two matters of one thing meet: proposed to a person, never merged."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from hengjian.engines.tables.digests import digest
from hengjian.lib.registers import registered
from hengjian.matters.kinds import Kind
from hengjian.matters.models import Likeness, Matter
from hengjian.matters.recording import key_there
from hengjian.packs import queries as packs


_MATCH_KEY = "match_key"  # the key of the card tables: one person, one digest


def has_any(kind: Kind) -> bool:
    """Whether matters of a kind have digests at all."""
    is_matched = any(each.match for each in kind.card.items.values())
    return is_matched or bool(kind.pack.duplicates or kind.pack.overlays)


def keep(matter: Matter, kind: Kind, values: Mapping[str, Any]) -> None:
    """Write a matter's digests anew, inside an action; ``values`` with personal ones.

    One for each imported card that it overlays, for each personal item that may be
    matched, and for each group of items that
    the pack names under ``duplicates``, where all of the group are filled.
    """
    matched = [i.name for i in kind.card.items.values() if i.personal and i.match]
    groups = [(name,) for name in matched] + list(kind.pack.duplicates)
    if not has_any(kind):
        return
    key: bytes = settings.KEYRING.key(_MATCH_KEY)
    wanted = {
        " ".join(group): digest("\x1f".join(str(values[n]) for n in group), key)
        for group in groups
        if all(values.get(name) not in (None, "") for name in group)
    } | _cards(kind, values)
    held = dict(Likeness.objects.filter(matter=matter).values_list("items", "digest"))
    if held == wanted:
        return
    Likeness.objects.filter(matter=matter).delete()
    Likeness.objects.bulk_create(
        [Likeness(matter=matter, items=i, digest=d) for i, d in wanted.items()]
    )


def _cards(kind: Kind, values: Mapping[str, Any]) -> dict[str, str]:
    """The digests of the imported cards that a matter overlays, as their tables do."""
    found = {}
    for overlay in kind.pack.overlays:
        pack = packs.current().loaded.packs.get(overlay.card)
        card = pack.card if pack is not None else None
        text = key_there(overlay, card.key, values) if card is not None else ""
        for card_digest in registered("PROVIDERS", "warehouse.card_digest"):
            if text:
                found[f"card:{overlay.card}"] = card_digest(text).hex()
    return found


def forget(matter: Matter) -> None:
    """Remove a matter's digests, where what they were made of is erased."""
    Likeness.objects.filter(matter=matter).delete()


def perhaps_the_same(matter: Matter) -> QuerySet[Matter]:
    """Other matters of the kind and office that agree in a whole group of items.

    A single personal item, such as a name, is never enough.
    """
    own = matter.likenesses.filter(items__contains=" ").values("items", "digest")
    alike = Likeness.objects.none()
    for each in own:
        alike = alike | Likeness.objects.filter(**each)
    found: QuerySet[Matter] = (
        Matter.objects.filter(
            kind=matter.kind,
            procuratorate=matter.procuratorate,
            merged_into__isnull=True,
            pk__in=alike.values("matter"),
        )
        .exclude(pk=matter.pk)
        .order_by("-pk")
    )
    return found
