"""Bodies: who sits in them by date, how far they overlap, the rule in force, own rules."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.engines.voting.bodies import DatedRule, SpeakingOrder
from hengjian.engines.voting.rules import (
    Base,
    ChairPart,
    Recused,
    ShareOf,
    VotingRule,
    parse_share,
)
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings import catalogue
from hengjian.meetings.actions import bodies as acts
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import VOTING, Body, BodyMember, Duty
from hengjian.meetings.queries import bodies as queries
from hengjian.meetings.queries.duties import duties_on
from hengjian.meetings.views.asked import (
    Given,
    colleagues,
    day_asked,
    day_or_none,
    done,
    number_asked,
    person_asked,
)
from hengjian.meetings.wording import DUTIES
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language


P = Permission
CHAIRS = {
    "votes": Text("与其他成员一样表决", "votes like the others"),
    "may_refer_up": Text("不同意多数意见时可报请上级", "may refer up"),
    "decides": Text("商量后由检察长决定", "decides after consultation"),
}
BASES = {
    "members": Text("全体组成人员", "all members"),
    "present": Text("出席人员", "those present"),
    "voting": Text("投赞成或反对票者", "votes for or against"),
}


@door(P.BODY_READ)
def listed(request: PageRequest) -> HttpResponse:
    """The bodies of a day with their members and overlap."""
    day = day_or_none(request.GET, "on") or clock.today()
    seats = queries.seats_on(list(queries.bodies_seen(request.user, day)), day)
    if request.GET.get("export"):
        sheet = _sheet(seats)
        return exported_sheet(request, sheet, f"bodies-{day}", by=request.user)
    context = {
        "seats": seats,
        "overlaps": queries.overlaps(seats),
        "day": day,
        "plans": catalogue.bodies().plans.values(),
        "units": visible_units(request.user, P.BODY_MEMBER_CHANGE).order_by("code"),
        "may_change": may(request.user, P.BODY_MEMBER_CHANGE),
        "may_export": may(request.user, P.EXPORT_MAKE),
    }
    return render(request, "meetings/bodies.html", context)


@door(P.BODY_MEMBER_CHANGE, methods=("POST",))
def set_up(request: PageRequest) -> HttpResponse:
    """Set a body up."""
    unit = (
        visible_units(request.user, P.BODY_MEMBER_CHANGE)
        .filter(code=request.POST.get("unit", "")[:6])
        .first()
    )
    if unit is None:
        raise MeetingFault(Text("请选择单位", "choose the place"), status=422)
    made = acts.set_up(
        procuratorate=unit,
        plan=request.POST.get("plan", ""),
        set_up_on=day_asked(request.POST, "set_up_on", Text("设立日期", "day")),
        bodies=catalogue.bodies(),
        name=request.POST.get("name", ""),
        by=request.user,
    )
    return redirect("meetings:body", made.pk)


@door(P.BODY_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """One body on a day: members, rule in force with its basis, scope, own rules."""
    body = _body(request, number, P.BODY_READ)
    day = day_or_none(request.GET, "on") or clock.today()
    unit = body.procuratorate
    plan = catalogue.plan_of(body)
    held = list(duties_on(day).filter(body=body))
    own = list(body.rules.all())
    members = [each for each in held if each.duty in VOTING]
    may_change = may(request.user, P.BODY_MEMBER_CHANGE, unit=unit)
    context: dict[str, Any] = {
        "body": body,
        "plan": plan,
        "day": day,
        "members": members,
        "helpers": [each for each in held if each.duty not in VOTING],
        "is_even": plan.is_odd and len(members) % 2 == 0,
        "rule": catalogue.rule_in_force(body, day),
        "special": [each for each in plan.rules if each.scopes],
        "history": catalogue.rules_by_day(body),
        "overlaps": [
            each
            for each in queries.overlaps(
                queries.seats_on(
                    list(
                        queries.bodies_seen(request.user, day).filter(
                            procuratorate=unit
                        )
                    ),
                    day,
                )
            )
            if body in (each.one, each.other)
        ],
        "own": own,
        "names": actor_names(each.set_by for each in own),
        "duties": DUTIES.items(),
        "people": colleagues(unit) if may_change else [],
        "may_change": may_change,
        "may_rule": may(request.user, P.BODY_RULE_CHANGE, unit=unit),
        "chairs": CHAIRS.items(),
        "bases": BASES.items(),
        "ended": body.members.filter(until_on__lt=day).select_related("person"),
    }
    return render(request, "meetings/body.html", context)


@door(P.BODY_MEMBER_CHANGE, methods=("POST",))
def add_member(request: PageRequest, number: int) -> HttpResponse:
    """Add a member, a reviewer or a secretary."""
    body = _body(request, number, P.BODY_MEMBER_CHANGE)
    given = request.POST
    duty = given.get("duty", "")
    person = person_asked(body.procuratorate, given.get("person", ""))
    if person is None or duty not in Duty.values:
        raise MeetingFault(Text("请选择人员和职务", "choose who, as what"), status=422)
    return done(
        request,
        lambda: acts.add_member(
            body=body,
            person=person,
            duty=Duty(duty),
            seniority=number_asked(given, "seniority", 100) or 100,
            from_on=day_asked(given, "from_on", Text("起始日", "first day")),
            by=request.user,
        ),
        Text("已登记。", "Entered."),
        "meetings:body",
        body.pk,
    )


@door(P.BODY_MEMBER_CHANGE, methods=("POST",))
def end_member(request: PageRequest, number: int, member: int) -> HttpResponse:
    """End a duty."""
    body = _body(request, number, P.BODY_MEMBER_CHANGE)
    found = BodyMember.objects.filter(pk=member, body=body).first()
    if found is None:
        raise Http404(str(member))
    return done(
        request,
        lambda: acts.end_member(
            member=found,
            until_on=day_asked(request.POST, "until_on", Text("最后一日", "last day")),
            reason=request.POST.get("reason", ""),
            by=request.user,
        ),
        Text("已终止任职。", "The duty is ended."),
        "meetings:body",
        body.pk,
    )


@door(P.BODY_RULE_CHANGE, methods=("POST",))
def set_rule(request: PageRequest, number: int) -> HttpResponse:
    """Enter the office's own rule from a day on."""
    body = _body(request, number, P.BODY_RULE_CHANGE)
    return done(
        request,
        lambda: acts.set_rule(body=body, dated=_rule(request.POST), by=request.user),
        Text("本院规则已登记。", "The own rule is entered."),
        "meetings:body",
        body.pk,
    )


def _rule(given: Given) -> DatedRule:
    from_on: date = day_asked(given, "from_on", Text("自何日起", "from which day"))
    chair = given.get("chair", "")
    recused = given.get("recused", "")
    order = given.get("order", "")
    if (
        chair not in set(ChairPart)
        or recused not in set(Recused)
        or order not in set(SpeakingOrder)
        or given.get("majority_of", "") not in set(Base)
    ):
        raise MeetingFault(Text("请把规则填完整", "fill in the whole rule"), status=422)
    majority = given.get("majority", "").strip()
    part = ChairPart(chair)
    if not majority and part is not ChairPart.DECIDES:
        raise MeetingFault(
            Text("请写明通过所需的多数", "say what it takes to pass"), status=422
        )
    rule = VotingRule(
        ShareOf(Base.MEMBERS, parse_share(given.get("quorum", ""))),
        ShareOf(Base(given["majority_of"]), parse_share(majority))
        if majority
        else None,
        part,
        Recused(recused),
    )
    return DatedRule(
        from_on,
        rule,
        SpeakingOrder(order),
        bool(given.get("written_views")),
        acts.own_basis(given.get("basis", ""), given.get("article", "")),
    )


def _body(request: PageRequest, number: int, permission: Permission) -> Body:
    found = (
        Body.objects.filter(
            pk=number, procuratorate__in=visible_units(request.user, permission)
        )
        .select_related("procuratorate")
        .first()
    )
    if found is None:
        raise Http404(str(number))
    return found


def _sheet(seats: list[queries.Seats]) -> Sheet:
    heads = (
        Text("单位", "Place"),
        Text("会议", "Body"),
        Text("姓名", "Name"),
        Text("职务", "Duty"),
        Text("起始日", "From"),
    )
    rows = (
        (
            each.body.procuratorate.name,
            in_reader_language(catalogue.name_of(each.body)),
            member.person.name,
            in_reader_language(DUTIES[member.duty]),
            member.from_on,
        )
        for each in seats
        for member in each.members
    )
    return Sheet("bodies", [in_reader_language(head) for head in heads], rows)
