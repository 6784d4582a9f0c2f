"""The API of acting on behalf: what one gave, what one received; give and revoke.

To act for somebody, send the header ``Hengjian-Acting-For: <account>`` with any request.
"""

from datetime import date

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access import personal
from hengjian.access.actions import delegations
from hengjian.access.api_doors import api_door, caller
from hengjian.access.api_values import RowNumber
from hengjian.access.faults import AccountFault, NotAllowed
from hengjian.access.models import Account, Delegation, RoleGrant
from hengjian.access.permissions import Permission
from hengjian.access.queries import account_named, may
from hengjian.lib.bilingual import Text
from hengjian.organisation.queries import procuratorate_with


router = Router(tags=["delegations"])


class RoleOut(Schema):
    """A role of the caller's that another may act in; ``grant`` names it."""

    grant: int
    role: str
    place: str


class DelegationOut(Schema):
    """One delegation: who acts for whom, in which role, on which days, why."""

    number: int
    giver: str
    receiver: str
    role: str
    unit: str | None
    from_on: date
    until_on: date
    reason: str
    is_revoked: bool


class DelegationsOut(Schema):
    """What the caller gave and received, and the roles that can be given."""

    given: list[DelegationOut]
    received: list[DelegationOut]
    roles: list[RoleOut]


class DelegationIn(Schema):
    """Who is to act, in which roles of whom (the caller, else ``giver``), when, why."""

    receiver: str
    grants: list[RowNumber]
    from_on: date
    until_on: date
    reason: str
    unit: str | None = None
    giver: str | None = None


@router.get("", response=DelegationsOut, summary="代理")
@api_door(None)
def list_delegations(request: HttpRequest) -> DelegationsOut:
    """The caller's delegations, given and received."""
    account = caller(request)
    return DelegationsOut(
        given=[_out(each) for each in personal.delegations_given(account)],
        received=[_out(each) for each in personal.delegations_received(account)],
        roles=[
            RoleOut(grant=each.pk, role=each.role, place=personal.place_of(each))
            for each in personal.delegable(account)
        ],
    )


@router.post("", response={201: list[DelegationOut]}, summary="授权代理")
@api_door(None)
def make_delegation(
    request: HttpRequest, body: DelegationIn
) -> tuple[int, list[DelegationOut]]:
    """Let somebody act in roles of the caller's, or as security administrator of another's."""
    account = _as_oneself(request)
    made = delegations.delegate(
        grants=_grants(account, body),
        receiver=account_named(body.receiver),
        unit=procuratorate_with(body.unit) if body.unit else None,
        from_on=body.from_on,
        until_on=body.until_on,
        reason=body.reason,
        by=account,
    )
    return 201, [_out(each) for each in made]


@router.post("/{number}/revoke", response=DelegationOut, summary="撤销代理")
@api_door(None)
def revoke_delegation(request: HttpRequest, number: int) -> DelegationOut:
    """End a delegation at once."""
    account = _as_oneself(request)
    found = (
        Delegation.objects.filter(pk=number)
        .select_related("grant__account", "receiver", "unit")
        .first()
    )
    parties = (found.giver.pk, found.receiver_id) if found is not None else ()
    if found is None or not (
        account.pk in parties or may(account, Permission.ROLE_GRANT)
    ):
        raise Http404
    return _out(delegations.revoke(delegation=found, by=account))


def _as_oneself(request: HttpRequest) -> Account:
    account = caller(request)
    if account.acting_for is not None:
        raise NotAllowed(
            Text(
                "代理他人期间不能转授或撤销代理。",
                "Who acts for another neither passes that on nor revokes it.",
            )
        )
    return account


def _grants(account: Account, body: DelegationIn) -> list[RoleGrant]:
    giver = account_named(body.giver) if body.giver else account
    if giver.pk != account.pk and not may(account, Permission.ROLE_GRANT):
        raise NotAllowed
    held = {each.pk: each for each in personal.delegable(giver)}
    wanted = [held[number] for number in body.grants if number in held]
    if len(wanted) != len(set(body.grants)):
        raise AccountFault(
            Text("授权人今天没有这个角色", "the giver does not hold that role today"),
            where="grants",
        )
    return wanted


def _out(each: Delegation) -> DelegationOut:
    return DelegationOut(
        number=each.pk,
        giver=each.giver.username,
        receiver=each.receiver.username,
        role=each.grant.role,
        unit=each.unit.code if each.unit else None,
        from_on=each.from_on,
        until_on=each.until_on,
        reason=each.reason,
        is_revoked=each.revoked_at is not None,
    )
