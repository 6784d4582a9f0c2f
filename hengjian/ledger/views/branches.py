"""支部: which branches and groups there are and who belongs to them; each change asked about."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.very_offices import very_offices
from hengjian.ledger.actions import branches
from hengjian.ledger.asked import day_required
from hengjian.ledger.models import BranchMember, PartyBranch
from hengjian.ledger.queries.branches import members_on, membership_on
from hengjian.ledger.queries.sight import branches_led, keeps
from hengjian.ledger.views.asking_first import Question, Row, ask, is_sure
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.people import colleagues
from hengjian.organisation.models import Person, Procuratorate
from hengjian.organisation.queries import in_force_on
from hengjian.ui.templatetags.say import in_reader_language as say


CHANGE = Permission.LEDGER_RULE_CHANGE
LEAVES = "leave"
NUMBERS = "〇一二三四五六七八九十"


@dataclass(frozen=True)
class Shown:
    """A branch with its members of today, by group."""

    branch: PartyBranch
    groups: list[tuple[str, list[BranchMember]]]


@door(Permission.LEDGER_READ)
def page(request: PageRequest) -> HttpResponse:
    """The branches of the offices that one keeps; else the own and those one leads."""
    today = clock.today()
    found = [
        Shown(branch, _by_group(members_on(branch, today))) for branch in _seen(request)
    ]
    changes = very_offices(request.user, CHANGE).order_by("code")
    context: dict[str, Any] = {
        "branches": found,
        "members": sum(len(people) for each in found for _, people in each.groups),
        "changes": [
            {"unit": unit, "people": list(colleagues(unit))} for unit in changes
        ],
    }
    return render(request, "ledger/branches.html", context)


@door(CHANGE, methods=("POST",))
def set_branch(request: PageRequest) -> HttpResponse:
    """Enter a branch, or change its name and secretary."""
    given, unit = request.POST, _unit(request)
    code, name = given.get("code", "").strip(), given.get("name", "").strip()
    name_en = given.get("name_en", "").strip()
    secretary = _person(given.get("secretary", ""), unit)
    standing = unit.branches.filter(code=code).select_related("secretary").first()
    if not is_sure(request):
        rows = [
            Row(Text("代码", "Code"), standing.code if standing else "", code),
            Row(Text("名称", "Name"), standing.name if standing else "", name),
            Row(
                Text("英文名称", "Name in English"),
                standing.name_en if standing else "",
                name_en,
            ),
            Row(
                Text("书记", "Secretary"),
                str(standing.secretary or "") if standing else "",
                str(secretary or ""),
            ),
        ]
        follows = [
            Text(
                "书记可以为本支部党员提出记分，能看到本支部党员的各笔积分。",
                "A secretary proposes points of the branch's members and reads their"
                " entries.",
            )
        ]
        title = Text("确认登记支部？", "Enter this branch?")
        return ask(request, _question(title, str(unit), rows, follows))
    branches.set_branch(
        unit=unit,
        code=code,
        name=name,
        name_en=name_en,
        secretary=secretary,
        by=request.user,
    )
    messages.success(request, say(Text("已登记支部。", "The branch is entered.")))
    return redirect("ledger:branches")


@door(CHANGE, methods=("POST",))
def set_member(request: PageRequest) -> HttpResponse:
    """Somebody joins a branch or a group from a day on, or leaves with a last day."""
    given, unit = request.POST, _unit(request)
    person = _person(given.get("person", ""), unit)
    day = day_required(given.get("day", ""))
    if person is None:
        raise UserFault(Text("请选择党员", "choose a member"))
    standing = (
        BranchMember.objects.filter(person=person, until_on__isnull=True)
        .select_related("branch__procuratorate")
        .first()
    )
    if given.get("act") == LEAVES:
        return _leave(request, unit, standing, person)
    branch = unit.branches.filter(code=given.get("branch", "")[:30]).first()
    if branch is None:
        raise UserFault(Text("请选择支部", "choose a branch"))
    group = given.get("group", "").strip()[:50]
    if not is_sure(request):
        rows = [
            Row(
                Text("支部", "Branch"),
                str(standing.branch) if standing else "",
                branch.name,
            ),
            Row(Text("党小组", "Group"), standing.group if standing else "", group),
            Row(
                Text("自", "From"), str(standing.from_on) if standing else "", str(day)
            ),
        ]
        follows = [
            Text(
                "原支部到前一日为止；已记入的积分留在本人账上，不随支部变动。",
                "The branch before ends the day before; points that stand stay with the"
                " person.",
            )
        ]
        title = Text("确认登记党员？", "Enter this member?")
        return ask(request, _question(title, str(person), rows, follows))
    branches.set_member(
        branch=branch, person=person, from_on=day, group=group, by=request.user
    )
    messages.success(request, say(Text("已登记党员。", "The member is entered.")))
    return redirect("ledger:branches")


def _leave(
    request: PageRequest,
    unit: Procuratorate,
    standing: BranchMember | None,
    person: Person,
) -> HttpResponse:
    day = day_required(request.POST.get("day", ""))
    if standing is None or standing.branch.procuratorate_id != unit.pk:
        raise UserFault(
            Text("不是本院支部的党员", "no member of a branch here"), status=404
        )
    if not is_sure(request):
        rows = [
            Row(Text("支部", "Branch"), str(standing.branch), ""),
            Row(Text("最后一日", "Last day"), "", str(day)),
        ]
        follows = [
            Text(
                "此后不再为其记基础分、提出记分；已记入的保留。",
                "No base points and no proposals from then on; what stands stays.",
            )
        ]
        title = Text("确认转出？", "Does this member leave?")
        return ask(request, _question(title, str(person), rows, follows))
    branches.end_membership(member=standing, until_on=day, by=request.user)
    messages.success(request, say(Text("已转出。", "The member has left.")))
    return redirect("ledger:branches")


def _seen(request: PageRequest) -> QuerySet[PartyBranch]:
    account = request.user
    where = Q(procuratorate__in=keeps(account))
    where |= Q(pk__in=[branch.pk for branch in branches_led(account)])
    person = account.person
    own = membership_on(person, clock.today()) if person is not None else None
    if own is not None:
        where |= Q(pk=own.branch_id)
    found: QuerySet[PartyBranch] = (
        PartyBranch.objects.filter(where)
        .select_related("procuratorate", "secretary")
        .order_by("procuratorate__code", "code")
    )
    return found


def _by_group(
    members: QuerySet[BranchMember],
) -> list[tuple[str, list[BranchMember]]]:
    groups: dict[str, list[BranchMember]] = {}
    for each in members:
        groups.setdefault(each.group, []).append(each)
    return sorted(groups.items(), key=lambda group: _in_order(group[0]))


def _in_order(name: str) -> tuple[int, ...]:
    """第二党小组 before 第三党小组: Chinese numbers as numbers, the rest as written."""
    return tuple(
        ord("0") + NUMBERS.index(each) if each in NUMBERS else ord(each)
        for each in name
    )


def _unit(request: PageRequest) -> Procuratorate:
    code = request.POST.get("unit", "")[:6]
    unit = very_offices(request.user, CHANGE).filter(code=code).first()
    if unit is None:
        raise Http404(code)
    return unit


def _person(text: str, unit: Procuratorate) -> Person | None:
    """A colleague of the office, or a member of one of its branches, by staff number."""
    members = BranchMember.objects.filter(
        in_force_on(clock.today()), branch__procuratorate=unit
    )
    found: Person | None = Person.objects.filter(
        Q(pk__in=colleagues(unit).values("pk")) | Q(pk__in=members.values("person")),
        number=text.strip()[:40],
    ).first()
    return found


def _question(
    title: Text, whose: str, rows: list[Row], follows: list[Text]
) -> Question:
    return Question(
        title=title,
        whose=whose,
        rows=rows,
        follows=follows,
        act=Text("确定登记", "Enter it"),
        back=reverse("ledger:branches"),
    )
