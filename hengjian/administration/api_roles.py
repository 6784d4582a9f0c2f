"""The API of roles: what each may do, who holds it; grant one to an account, end one."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema

from hengjian.access.actions import grants
from hengjian.access.api_doors import api_door, caller
from hengjian.access.faults import AccountFault
from hengjian.access.granting import (
    change_of,
    may_end,
    place_asked,
    planned,
    require_another,
    require_endable,
)
from hengjian.access.models import RoleGrant
from hengjian.access.permissions import Permission
from hengjian.access.queries import account_named
from hengjian.access.role_holders import accounts_in, holders_on
from hengjian.access.roles import ROLES
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


roles_router = Router(tags=["roles"])
accounts_router = Router(tags=["roles"])


class DescribedRoleOut(Schema):
    """A role: its name, its description in both languages, its permissions, holders."""

    name: str
    title: str
    title_en: str
    description: str
    description_en: str
    permissions: list[str]
    is_administrator: bool
    holders: int


class GrantOut(Schema):
    """A role of an account: where (codes; none: everywhere), with which post, when."""

    number: int | None
    account: str
    role: str
    unit: str | None
    department: str | None
    post: str | None
    from_on: date
    until_on: date | None


class GrantIn(Schema):
    """Which role, where, on which days, why.

    ``goes_with_post`` empty: with the post where the person sits in that place.
    """

    role: str
    from_on: date
    reason: str = Field(max_length=300)
    unit: str = ""
    department: str = ""
    until_on: date | None = None
    goes_with_post: bool | None = None


class GrantPlanOut(Schema):
    """What a grant would be, and what it would newly make possible; nothing is saved."""

    grant: GrantOut
    newly_possible: list[str]
    possible_anyway: list[str]


class GrantEndIn(Schema):
    """The last day of a role, and why it ends."""

    until_on: date
    reason: str = Field(max_length=300)


@roles_router.get("", response=list[DescribedRoleOut], summary="角色")
@api_door(Permission.ACCOUNT_READ)
def list_roles(request: HttpRequest) -> list[DescribedRoleOut]:
    """Every role, what it may do, and how many accounts hold it today."""
    held = holders_on(clock.today())
    return [
        DescribedRoleOut(
            name=role.name,
            title=role.title.zh,
            title_en=role.title.en,
            description=role.description.zh,
            description_en=role.description.en,
            permissions=sorted(role.permissions),
            is_administrator=role.is_administrator,
            holders=accounts_in(held[role.name]),
        )
        for role in ROLES.values()
    ]


@roles_router.get("/{role}/holders", response=list[GrantOut], summary="角色持有人")
@api_door(Permission.ACCOUNT_READ)
def list_holders(
    request: HttpRequest, role: str, on: date | None = None
) -> list[GrantOut]:
    """Who holds a role on a day (today), each where it holds on that day."""
    if role not in ROLES:
        raise Http404
    return [_out(each) for each in holders_on(on or clock.today())[role]]


@accounts_router.get("/{username}/roles", response=list[GrantOut], summary="账号的角色")
@api_door(Permission.ACCOUNT_READ)
def list_grants(request: HttpRequest, username: str) -> list[GrantOut]:
    """Every role of an account, ended ones too, the latest first."""
    held = account_named(username).grants.select_related(
        "account", "unit", "department__procuratorate", "post"
    )
    return [_out(each) for each in held.order_by("-from_on", "-pk")]


@accounts_router.post(
    "/{username}/roles/plan", response=GrantPlanOut, summary="授予角色会改变什么"
)
@api_door(Permission.ROLE_GRANT)
def plan_grant(request: HttpRequest, username: str, body: GrantIn) -> GrantPlanOut:
    """What a grant would make possible; refuses what granting would refuse."""
    wanted = planned(account=account_named(username), **_asked(request, body))
    require_another(wanted.account, caller(request))
    change = change_of(wanted, max(wanted.from_on, clock.today()))
    return GrantPlanOut(
        grant=_out(wanted),
        newly_possible=[each.zh for each in change.differing],
        possible_anyway=[each.zh for each in change.same],
    )


@accounts_router.post("/{username}/roles", response={201: GrantOut}, summary="授予角色")
@api_door(Permission.ROLE_GRANT)
def grant_role(
    request: HttpRequest, username: str, body: GrantIn
) -> tuple[int, GrantOut]:
    """Grant a role to an account; the reason is kept in the journal."""
    made = grants.grant(
        account=account_named(username),
        reason=_reason(body.reason),
        by=caller(request),
        **_asked(request, body),
    )
    return 201, _out(made)


@accounts_router.post(
    "/{username}/roles/{number}/end", response=GrantOut, summary="终止角色"
)
@api_door(Permission.ROLE_GRANT)
def end_role(
    request: HttpRequest, username: str, number: int, body: GrantEndIn
) -> GrantOut:
    """End a role of an account on its last day."""
    found = (
        RoleGrant.objects.select_related(
            "account", "unit", "department__procuratorate", "post"
        )
        .filter(pk=number, account__username=username)
        .first()
    )
    if found is None or not may_end(caller(request), found):
        raise Http404
    require_endable(found, body.until_on)
    reason = _reason(body.reason)
    return _out(
        grants.end(
            grant=found, until_on=body.until_on, reason=reason, by=caller(request)
        )
    )


def _asked(request: HttpRequest, body: GrantIn) -> dict[str, Any]:
    unit, department = place_asked(caller(request), body.unit, body.department)
    return {
        "role": body.role,
        "unit": unit,
        "department": department,
        "from_on": body.from_on,
        "until_on": body.until_on,
        "goes_with_post": body.goes_with_post,
    }


def _reason(given: str) -> str:
    if not given.strip():
        raise AccountFault(Text("请写明理由", "say the reason"), where="reason")
    return given.strip()


def _out(grant: RoleGrant) -> GrantOut:
    unit, department = grant.unit, grant.department
    if unit is None and department is not None:
        unit = department.procuratorate
    return GrantOut(
        number=grant.pk,
        account=grant.account.username,
        role=grant.role,
        unit=unit.code if unit else None,
        department=department.code if department else None,
        post=grant.post.code if grant.post else None,
        from_on=grant.from_on,
        until_on=grant.until_on,
    )
