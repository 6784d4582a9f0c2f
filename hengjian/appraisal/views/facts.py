"""Facts that are typed in: entered with evidence, confirmed by a second person."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.actions import facts
from hengjian.appraisal.faults import NotTheirs
from hengjian.appraisal.gathering.people import subjects_on
from hengjian.appraisal.item_sources import SourceKind, sources_of
from hengjian.appraisal.models import AppraisalFact
from hengjian.appraisal.periods import days_of, in_words
from hengjian.appraisal.queries.correcting import scheme_of_round
from hengjian.appraisal.queries.sight import round_worked
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns
from hengjian.ui.templatetags.chosen import chosen
from hengjian.ui.templatetags.say import in_reader_language as say


FACTS = TableColumns(
    "appraisal-facts",
    (
        Column("person", Text("人员", "Person"), stays=True),
        Column("item", Text("考评项", "Item"), "narrow"),
        Column("value", Text("数值", "Value"), "number"),
        Column("evidence", Text("依据", "Rests on")),
        Column("state", Text("状态", "State"), "narrow"),
        Column("entered", Text("填报", "Entered by"), "narrow soft"),
        Column("decided", Text("核对", "Decided by"), "narrow soft"),
    ),
)


@door(Permission.SHEET_READ_ALL)
def page(request: PageRequest, number: int) -> HttpResponse:
    """The typed facts of a round, those that wait first."""
    found = round_worked(request.user, number, Permission.SHEET_READ_ALL)
    rows = list(
        found.facts.select_related("person").order_by("-state", "person__number", "pk")
    )
    scheme = scheme_of_round(found)
    sources = sources_of(
        found.scheme.version.sources, [item.item for item in scheme.items]
    )
    names = actor_names(
        name for row in rows for name in (row.entered_by, row.decided_by) if name
    )
    if request.GET.get("export"):
        values = {
            "person": lambda one: one.person.name,
            "item": lambda one: say(sources[one.item].title),
            "value": lambda one: one.value,
            "evidence": lambda one: one.evidence,
            "state": lambda one: chosen(one.get_state_display()),
            "entered": lambda one: one.entered_by,
            "decided": lambda one: one.decided_by,
        }
        sheet = FACTS.shown().sheet(Text("考核事实", "Facts"), rows, values, str(found))
        return exported_sheet(request, sheet, f"facts-{found.pk}", by=request.user)
    unit = found.scheme.procuratorate
    until = min(days_of(found.period)[1], clock.today())
    context = {
        "round": found,
        "scheme": found.scheme,
        "period": in_words(found.period),
        "rows": rows,
        "titles": sources,
        "names": names,
        "items": [
            (item.item, sources[item.item].title)
            for item in scheme.items
            if sources[item.item].kind is SourceKind.TYPED
        ],
        "people": [one.person for one in subjects_on(found.scheme, until)],
        "may_prepare": may(request.user, Permission.APPRAISAL_PREPARE, unit=unit),
        "may_confirm": may(request.user, Permission.FACT_CONFIRM, unit=unit),
        "may_export": may(request.user, Permission.EXPORT_MAKE),
        "own": request.user.journal_name,
        "own_person": request.user.person_id,
    }
    return render(request, "appraisal/facts.html", context)


@door(Permission.APPRAISAL_PREPARE, methods=("POST",))
def enter(request: PageRequest, number: int) -> HttpResponse:
    """Enter a fact with its evidence."""
    found = round_worked(request.user, number, Permission.APPRAISAL_PREPARE)
    until = min(days_of(found.period)[1], clock.today())
    people = {one.person.number: one.person for one in subjects_on(found.scheme, until)}
    person = people.get(request.POST.get("person", ""))
    if person is None:
        raise NotTheirs
    facts.enter(
        round_=found,
        person=person,
        item=request.POST.get("item", ""),
        value=request.POST.get("value", ""),
        evidence=request.POST.get("evidence", ""),
        evidence_link=request.POST.get("evidence_link", ""),
        by=request.user,
    )
    return redirect("appraisal:facts", number)


@door(Permission.FACT_CONFIRM, methods=("POST",))
def decide(request: PageRequest, number: int) -> HttpResponse:
    """Confirm or refuse what another entered."""
    fact = _fact(request, number, Permission.FACT_CONFIRM)
    facts.decide(
        fact=fact,
        confirmed=request.POST.get("decision") == "confirm",
        reason=request.POST.get("reason", ""),
        by=request.user,
    )
    return redirect("appraisal:facts", fact.round_id)


@door(Permission.APPRAISAL_PREPARE, methods=("POST",))
def withdraw(request: PageRequest, number: int) -> HttpResponse:
    """Take a fact back with the reason."""
    fact = _fact(request, number, Permission.APPRAISAL_PREPARE)
    facts.withdraw(fact=fact, reason=request.POST.get("reason", ""), by=request.user)
    return redirect("appraisal:facts", fact.round_id)


def _fact(request: PageRequest, number: int, permission: Permission) -> AppraisalFact:
    fact = AppraisalFact.objects.filter(pk=number).first()
    if fact is None:
        raise NotTheirs
    round_worked(request.user, fact.round_id, permission)
    return fact
