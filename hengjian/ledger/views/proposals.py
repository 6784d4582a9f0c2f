"""记分申报: what branch secretaries propose and another person decides."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.access.very_offices import very_offices
from hengjian.engines.points.amounts import hundredths
from hengjian.ledger.actions import proposing
from hengjian.ledger.actions.proposing import Proposed
from hengjian.ledger.asked import day_required
from hengjian.ledger.evidence import Evidence, of_matter, of_words
from hengjian.ledger.models import (
    PROPOSAL_STATES,
    BranchMember,
    EntryProposal,
    LedgerRule,
    ProposalState,
    Purpose,
    RuleKind,
)
from hengjian.ledger.queries.branches import members_on
from hengjian.ledger.queries.rules import rule_on, rules_in_force
from hengjian.ledger.queries.sight import branches_led
from hengjian.ledger.queries.told_evidence import told_evidence
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.people import place_of
from hengjian.matters.queries.sight import matters_seen
from hengjian.organisation.models import Person
from hengjian.ui.templatetags.say import in_reader_language as say


PAGE_SIZE = 50
PROPOSED = {RuleKind.ADDED, RuleKind.DEDUCTED}


@door(Permission.LEDGER_READ)
def page(request: PageRequest) -> HttpResponse:
    """Proposals the reader made, decides on, or that concern the own points."""
    state = request.GET.get("state", "")
    found = _seen(request)
    waiting = found.filter(state=ProposalState.OPEN).count()
    if state in ProposalState.values:
        found = found.filter(state=state)
    shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    names = {each.proposed_by for each in shown} | {each.decided_by for each in shown}
    context: dict[str, Any] = {
        "page": shown,
        "evidence": told_evidence(list(shown)),
        "state": state,
        "states": PROPOSAL_STATES.items(),
        "waiting": waiting,
        "names": actor_names(names),
        "confirms": set(
            very_offices(request.user, Permission.POINTS_CONFIRM).values_list(
                "pk", flat=True
            )
        ),
        **_offered(request),
        **_awards_offered(request),
    }
    return render(request, "ledger/proposals.html", context)


@door(Permission.POINTS_PROPOSE, methods=("POST",))
def propose(request: PageRequest) -> HttpResponse:
    """Propose points for a member of one's own branch."""
    given = request.POST
    day = day_required(given.get("day", ""))
    person = Person.objects.filter(number=given.get("person", "")[:40]).first()
    led = branches_led(request.user)
    units = {branch.procuratorate_id: branch.procuratorate for branch in led}
    rule = next(
        (
            found
            for unit in units.values()
            if (found := rule_on(unit, given.get("rule", "")[:60], day)) is not None
        ),
        None,
    )
    if person is None or rule is None:
        raise UserFault(
            Text("请选择党员和当日有效的规则", "choose a member and a rule of that day")
        )
    proposed = proposed_of(request, rule, day)
    proposing.propose(person=person, proposed=proposed, by=request.user)
    return told_as_proposed(request)


def proposed_of(request: PageRequest, rule: LedgerRule, day: date) -> Proposed:
    """What the form gives beside whom it is for."""
    given = request.POST
    return Proposed(
        rule=rule,
        hundredths=hundredths(given.get("amount", "")),
        happened_on=day,
        words=given.get("words", ""),
        evidence=_evidence_given(request),
    )


def told_as_proposed(request: PageRequest) -> HttpResponse:
    """Back to the proposals, where another person finds it."""
    messages.success(
        request,
        say(Text("已提出，待另一人确认。", "Proposed; another person confirms.")),
    )
    return redirect("ledger:proposals")


@door(Permission.POINTS_CONFIRM, methods=("POST",))
def decide(request: PageRequest, number: int) -> HttpResponse:
    """Confirm or refuse as the second person."""
    proposal = EntryProposal.objects.filter(
        pk=number,
        rule__procuratorate__in=very_offices(request.user, Permission.POINTS_CONFIRM),
    ).first()
    if proposal is None:
        raise Http404(str(number))
    if request.POST.get("outcome") == "refuse":
        reason = request.POST.get("reason", "")
        proposing.refuse(proposal=proposal, reason=reason, by=request.user)
        messages.success(request, say(Text("已退回。", "Refused.")))
    else:
        proposing.confirm(proposal=proposal, by=request.user)
        messages.success(request, say(Text("已确认并记入。", "Confirmed and entered.")))
    return redirect("ledger:proposals")


def _seen(request: PageRequest) -> QuerySet[EntryProposal]:
    account = request.user
    where = Q(proposed_by=account.journal_name)
    where |= Q(rule__procuratorate__in=very_offices(account, Permission.POINTS_CONFIRM))
    if account.person_id is not None:
        where |= Q(person=account.person_id)
    led = BranchMember.objects.filter(branch__in=branches_led(account))
    where |= Q(person__in=led.values("person"))
    found: QuerySet[EntryProposal] = (
        EntryProposal.objects.filter(where)
        .select_related("person", "department", "rule", "entry")
        .order_by("-id")
    )
    return found


def _offered(request: PageRequest) -> dict[str, Any]:
    if Permission.POINTS_PROPOSE not in permissions_of(request.user):
        return {"branches": []}
    led, today = branches_led(request.user), clock.today()
    rules = {
        rule.code: rule
        for branch in led
        for rule in rules_in_force(
            branch.procuratorate, today, purpose=Purpose.MEMBER_POINTS
        )
        if rule.kind in PROPOSED
    }
    members = [
        (branch, [m.person for m in members_on(branch, today)]) for branch in led
    ]
    return {"branches": members, "rules": list(rules.values())}


def _awards_offered(request: PageRequest) -> dict[str, Any]:
    """Departments and the rules of awards for who confirms points, but for the own."""
    units = very_offices(request.user, Permission.POINTS_CONFIRM)
    person = request.user.person
    place = place_of(person, clock.today()) if person is not None else None
    own = place[1].pk if place is not None and place[1] is not None else None
    offered = []
    for unit in units.order_by("code"):
        rules = [
            rule
            for rule in rules_in_force(unit, clock.today(), purpose=Purpose.AWARDS)
            if rule.kind in PROPOSED
        ]
        departments = unit.departments.filter(closed_on__isnull=True).order_by("code")
        if rules:
            others = [each for each in departments if each.pk != own]
            offered.append((unit, others, rules))
    return {"awards": offered, "own_department": own}


def _evidence_given(request: PageRequest) -> list[Evidence]:
    """A matter's number that the reader may see, else a paper named in words."""
    text = request.POST.get("evidence", "").strip()
    if not text:
        return []
    year, _, serial = text.partition("-")
    if year.isdecimal() and serial.isdecimal() and len(serial) < 9 and len(year) == 4:
        matter = (
            matters_seen(request.user)
            .filter(year=int(year), serial=int(serial))
            .order_by("pk")
            .first()
        )
        if matter is not None:
            return [of_matter(matter)]
    return [of_words(text[:200])]
