"""Answers the apps below: which cards and persons are sealed (``access.sealed_subjects``)."""

from hengjian.access.sealed_subjects import Subject
from hengjian.engines.tables.digests import digest
from hengjian.warehouse import card_layout, data_keys
from hengjian.warehouse.models import SealedCard
from hengjian.warehouse.models.sealing import in_force
from hengjian.warehouse.queries.sealed import persons_sealed


def sealed_subjects(subjects: frozenset[Subject]) -> frozenset[Subject]:
    """Those whose card is sealed, or a whole case with it, or whose person is."""
    cards = set(
        SealedCard.objects.filter(in_force()).values_list("table__name", "card_digest")
    )
    persons = persons_sealed()
    if not cards and not persons:
        return frozenset()
    keys = {key for _, key in cards}
    match_key = data_keys.match_key() if persons else b""

    def is_sealed(each: Subject) -> bool:
        key = card_layout.key_digest(each.key).hex() if each.key else ""
        if (each.card, key) in cards if each.card else key in keys:
            return True
        number = each.identity_number.strip()
        return bool(number and persons) and digest(number, match_key) in persons

    return frozenset(each for each in subjects if is_sealed(each))
