"""What is sealed: the one place that every door asks before it shows a card.

Nobody sees a sealed card in a list, on a page, in a file: neither with the permission.
Who may open sealed cards opens them one by one from the register, with a reason that is
journaled. Findings and rows kept aside leave those of sealed cards out by themselves
(``Finding.objects``, ``RejectedRow.objects``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
from django.db.models import Min, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.warehouse import card_layout
from hengjian.warehouse.models import SealedCard, SealedRow, Sealing
from hengjian.warehouse.models.sealing import in_force


class SearchUnderWay(UserFault):
    """A sealed person's rows are still looked for: none is shown until then."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            Text(
                "正在检索被封存人的记录，完成之前不显示任何挡下的行，请稍后再试。",
                "A sealed person's records are being looked for: until that is done no row"
                " kept aside is shown. Try again in a moment.",
            )
        )


def require_searched() -> None:
    """Refuse where rows of a sealed person may not have been found yet.

    Raises ``SearchUnderWay``.
    """
    if is_searching():
        raise SearchUnderWay


def is_searching() -> bool:
    """Whether rows of a sealed person are still looked for: no row kept aside is shown."""
    return Sealing.objects.filter(in_force(""), searched_at=None).exists()


WITHHELD = Text("〔已封存，不予显示〕", "[sealed, not shown]")


def withheld_digests(card: str | None = None) -> frozenset[str]:
    """Digests of the sealed cards of one table, or of all; whole cases among them."""
    found = SealedCard.objects.filter(in_force())
    if card is not None:
        found = found.filter(table__name=card)
    return frozenset(found.values_list("card_digest", flat=True))


def is_withheld(key: str, card: str | None = None) -> bool:
    """Whether the card with a key text is sealed."""
    return card_layout.key_digest(key).hex() in withheld_digests(card)


def shown_keys(keys: Sequence[str], card: str | None = None) -> list[str]:
    """The keys of cards that may be shown, in their order."""
    withheld = withheld_digests(card)
    if not withheld:
        return list(keys)
    return [k for k in keys if card_layout.key_digest(k).hex() not in withheld]


def shown(keys: Sequence[str], card: str | None = None) -> pa.Array:
    """For each key whether its card may be shown."""
    withheld = withheld_digests(card)
    return pa.array(
        [not withheld or card_layout.key_digest(k).hex() not in withheld for k in keys],
        pa.bool_(),
    )


def withheld_rows(card_import: int) -> frozenset[int]:
    """Rows that an import kept aside and that are sealed."""
    found = SealedRow.objects.filter(in_force(), card_import=card_import)
    return frozenset(found.values_list("row", flat=True))


@dataclass(frozen=True)
class SealedPlace:
    """Where and when a sealed card may have been counted; days None: at any time.

    ``sealing`` tells which came first.
    """

    card: str
    unit_code: str
    first_on: date | None
    last_on: date | None
    sealing: int = 0
    digest: str = ""  # of the card's key

    @property
    def key_number(self) -> int:
        """The number by which files know the card."""
        return int.from_bytes(bytes.fromhex(self.digest)[:8], "big", signed=True)


def sealed_places() -> frozenset[SealedPlace]:
    """Of every sealed card: its table, its place, its first and last day."""
    found = SealedCard.objects.filter(in_force(), is_whole_case=False)
    columns = ("table__name", "unit_code", "first_on", "last_on", "card_digest")
    first = found.values_list(*columns).annotate(Min("sealing")).order_by()
    return frozenset(
        SealedPlace(table, unit, first_on, last_on, sealing, digest)
        for table, unit, first_on, last_on, digest, sealing in first
    )


def redacted(told: Any) -> Any:
    """A text or a structure of texts, with the keys of sealed cards taken out."""
    return _redacted(told, withheld_digests())


def _redacted(told: Any, withheld: frozenset[str]) -> Any:
    if not withheld:
        return told
    if isinstance(told, str):
        is_sealed = card_layout.key_digest(told).hex() in withheld
        return WITHHELD.zh if is_sealed else told
    if isinstance(told, dict):
        return {name: _redacted(each, withheld) for name, each in told.items()}
    if isinstance(told, list | tuple):
        return [_redacted(each, withheld) for each in told]
    return told


def sealings_seen(account: Account) -> QuerySet[Sealing]:
    """The register, where the account may read it."""
    units = visible_units(account, Permission.SEALING_READ)
    found: QuerySet[Sealing] = Sealing.objects.filter(procuratorate__in=units)
    return found.select_related("procuratorate").order_by("-pk")


def sealing_seen(
    account: Account, number: int, permission: Permission = Permission.SEALING_READ
) -> Sealing | None:
    """One sealing that the account may read and do this with, if there is one."""
    found = sealings_seen(account).filter(pk=number).first()
    if found is None or not may(account, permission, unit=found.procuratorate):
        return None
    return found


def persons_sealed() -> dict[str, tuple[int, ...]]:
    """Person's digest → sealings in force, for imports that bring later cards."""
    found: dict[str, tuple[int, ...]] = {}
    sealings: Iterable[tuple[int, str]] = (
        Sealing.objects.filter(in_force(""))
        .exclude(person_digest="")
        .values_list("pk", "person_digest")
    )
    for number, person in sealings:
        found[person] = (*found.get(person, ()), number)
    return found
