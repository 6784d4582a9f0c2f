"""角色: what each role may do, and who holds it today."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.models import RoleGrant
from hengjian.access.permissions import LABELS, Permission
from hengjian.access.personal import place_of
from hengjian.access.role_holders import accounts_in, holders_on
from hengjian.access.roles import ROLES, Role
from hengjian.administration.table_columns import HOLDERS
from hengjian.administration.table_columns import ROLES as ROLE_COLUMNS
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language


PAGE_SIZE = 50
HEADS = (
    Text("角色", "Role"),
    Text("说明", "Description"),
    Text("可以做什么", "What it may do"),
    Text("账号", "Account"),
    Text("姓名", "Name"),
    Text("在哪里", "Where"),
    Text("随岗位", "With the post"),
    Text("起", "From"),
    Text("止", "Until"),
)
EVERYWHERE = Text("全部", "Everywhere")


@door(Permission.ACCOUNT_READ)
def page(request: PageRequest) -> HttpResponse:
    """Every role in words, and how many hold it."""
    held = holders_on(clock.today())
    rows = [
        {"role": role, "may": may_do(role), "count": accounts_in(held[name])}
        for name, role in ROLES.items()
    ]
    columns = columns_for(request, ROLE_COLUMNS)
    context = {"rows": rows, "today": clock.today(), "columns": columns}
    return render(request, "administration/roles.html", context)


@door(Permission.ACCOUNT_READ)
def one(request: PageRequest, role: str) -> HttpResponse:
    """One role, and who holds it today, where and since when."""
    wanted = _role(role)
    held = holders_on(clock.today())[role]
    shown = Paginator(held, PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "role": wanted,
        "may": may_do(wanted),
        "count": accounts_in(held),
        "page": shown,
        "columns": columns_for(request, HOLDERS),
        "rows": [{"grant": each, "place": place_of(each)} for each in shown],
        "today": clock.today(),
    }
    return render(request, "administration/role.html", context)


@door(Permission.ACCOUNT_READ, methods=("POST",))
def export(request: PageRequest) -> HttpResponse:
    """Roles with their holders, or one role's page as shown. Entered in the journal."""
    name = request.GET.get("role", "")
    if name:
        role = _role(name)
        held = holders_on(clock.today())[name]
        columns = columns_for(request, HOLDERS)
        note = in_reader_language(role.title)
        sheet = columns.sheet(HEADS[0], held, HOLDER_VALUES, note)
    else:
        heads = [in_reader_language(head) for head in HEADS]
        rows = _lines(list(ROLES.values()))
        sheet = Sheet(in_reader_language(HEADS[0]), heads, rows)
    file_name = f"{name or 'roles'}-{clock.today()}"
    return exported_sheet(request, sheet, file_name, by=request.user)


def may_do(role: Role) -> list[Text]:
    """What a role may do, in words, in the order of the published table."""
    return [LABELS[each] for each in Permission if each in role.permissions]


def _role(name: str) -> Role:
    found = ROLES.get(name)
    if found is None:
        raise Http404(name)
    return found


def _lines(wanted: list[Role]) -> Iterator[list[object]]:
    held = holders_on(clock.today())
    for role in wanted:
        about: list[object] = [
            in_reader_language(role.title),
            in_reader_language(role.description),
            "; ".join(in_reader_language(each) for each in may_do(role)),
        ]
        for grant in held[role.name]:
            yield [*about, *_holder(grant)]
        if not held[role.name]:
            yield about


def _holder(grant: RoleGrant) -> list[object]:
    return [value(grant) for value in HOLDER_VALUES.values()]


# what an export writes into each column
HOLDER_VALUES: dict[str, Callable[[RoleGrant], object]] = {
    "account": lambda grant: grant.account.username,
    "name": lambda grant: grant.account.person.name if grant.account.person else "",
    "where": lambda grant: place_of(grant) or in_reader_language(EVERYWHERE),
    "post": lambda grant: grant.post.name if grant.post else "",
    "from": lambda grant: grant.from_on,
    "until": lambda grant: grant.until_on,
}
