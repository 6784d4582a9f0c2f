"""The API of sealings: the register and its acts; never a key, name or number."""

from datetime import date

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.doors import visible_unit
from hengjian.access.permissions import Permission
from hengjian.lib.cursor import page_of
from hengjian.warehouse.actions import sealings
from hengjian.warehouse.actions.sealings import Basis
from hengjian.warehouse.models import CardTable, Sealing, SealingKind
from hengjian.warehouse.plain_reasons import require_plain
from hengjian.warehouse.queries import sealed
from hengjian.warehouse.sealing.resolving import resolve_within


router = Router(tags=["sealings"])


class SealingOut(Schema):
    """One sealing with its basis; ``cards`` says how many it covers.

    ``searched``: whether the person's rows that imports kept aside were all looked for.
    """

    id: int
    kind: str
    unit: str
    law: str
    article: str
    article_mark: str
    sealed_on: date
    lifted_on: date | None
    cards: int
    searched: bool


class SealingsOut(Schema):
    """A page of sealings."""

    items: list[SealingOut]
    next: int | None


class SealIn(Schema):
    """Whose record: the person of one card. ``mark``: V verified, M to be confirmed."""

    card: str
    key: str
    unit: str
    kind: SealingKind
    law: str
    article: str
    mark: str = "M"
    sealed_on: date
    whole_person: bool = True
    reason: str


class LiftIn(Schema):
    """Why it is lifted, and by which law."""

    reason: str
    basis: str


@router.get("", response=SealingsOut, summary="封存登记")
@api_door(Permission.SEALING_READ)
def list_sealings(
    request: HttpRequest, after: int | None = None, limit: int = 50
) -> SealingsOut:
    """The register of the caller's places, newest first."""
    account = caller(request)
    page, following = page_of(sealed.sealings_seen(account), after, limit)
    return SealingsOut(items=[_out(each) for each in page], next=following)


@router.post("", response={201: SealingOut}, summary="封存一份记录")
@api_door(Permission.SEALING_CHANGE)
def seal_record(request: HttpRequest, body: SealIn) -> tuple[int, SealingOut]:
    """Seal the record of the person of one card."""
    account = caller(request)
    unit = visible_unit(account, Permission.SEALING_CHANGE, body.unit)
    found = resolve_within(account, body.card, body.key, whole_person=body.whole_person)
    table = CardTable.objects.filter(name=body.card).first()
    require_plain(body.reason, table, [body.key])
    made = sealings.seal(
        resolved=found,
        kind=body.kind,
        basis=Basis(body.law, body.article, body.mark),
        procuratorate=unit,
        sealed_on=body.sealed_on,
        reason=body.reason,
        by=account,
        search_later=True,
    )
    return 201, _out(made)


@router.get("/{number}", response=SealingOut, summary="一份封存")
@api_door(Permission.SEALING_READ)
def one_sealing(request: HttpRequest, number: int) -> SealingOut:
    """One sealing."""
    found = sealed.sealing_seen(caller(request), number)
    if found is None:
        raise Http404(str(number))
    return _out(found)


@router.post("/{number}/lift", response=SealingOut, summary="解除封存")
@api_door(Permission.SEALING_CHANGE)
def lift_sealing(request: HttpRequest, number: int, body: LiftIn) -> SealingOut:
    """Lift a sealing with a reason and its legal basis."""
    account = caller(request)
    found = sealed.sealing_seen(account, number, Permission.SEALING_CHANGE)
    if found is None:
        raise Http404(str(number))
    require_plain(f"{body.reason} {body.basis}")
    lifted = sealings.lift(
        sealing=found, reason=body.reason, basis=body.basis, by=account
    )
    return _out(lifted)


def _out(each: Sealing) -> SealingOut:
    return SealingOut(
        id=each.pk,
        kind=each.kind,
        unit=each.procuratorate.code,
        law=each.law,
        article=each.article,
        article_mark=each.article_mark,
        sealed_on=each.sealed_on,
        lifted_on=each.lifted_on,
        searched=each.searched_at is not None,
        cards=each.cards.filter(is_whole_case=False).count(),
    )
