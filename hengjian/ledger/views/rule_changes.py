"""A new rule, a new version, a circle of publication: shown, asked about, then set."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hengjian.access.doors import REFUSALS, PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.very_offices import very_offices
from hengjian.ledger.actions import rules
from hengjian.ledger.actions.rules import Said
from hengjian.ledger.asked import day_required
from hengjian.ledger.faults import LedgerFault
from hengjian.ledger.models import (
    CIRCLES,
    PURPOSES,
    RULE_KINDS,
    SPANS,
    Circle,
    LedgerEntry,
    LedgerRule,
    Purpose,
)
from hengjian.ledger.queries.sight import circle_on
from hengjian.ledger.templatetags.ledger_words import MARKS
from hengjian.ledger.views.asking_first import Question, Row, ask, is_sure
from hengjian.ledger.views.rule_asked import rows_of, said_anew, said_first
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate
from hengjian.ui.templatetags.say import in_reader_language as say


CHANGE = Permission.LEDGER_RULE_CHANGE
METHODS = ("GET", "HEAD", "POST")


@door(CHANGE, methods=METHODS)
def new(request: PageRequest) -> HttpResponse:
    """The form of a new rule; what was typed stays where something is wrong."""
    units = list(very_offices(request.user, CHANGE).order_by("code"))
    code = (request.POST or request.GET).get("unit", "")
    unit = next((u for u in units if u.code == code), units[0] if units else None)
    if unit is None:
        raise Http404(code)
    fault: UserFault | None = None
    if request.method == "POST":
        try:
            said = said_first(request.POST)
            _refuse_known(unit, said)
            return _shown_then_set(request, unit, said)
        except UserFault as wrong:
            if wrong.is_refusal or wrong.status in REFUSALS:
                raise
            fault = wrong
    context = {
        "unit": unit,
        "units": units,
        "given": request.POST,
        "fault": fault.message if fault is not None else None,
        "purposes": PURPOSES.items(),
        "kinds": RULE_KINDS.items(),
        "spans": SPANS.items(),
        "marks": MARKS.items(),
    }
    return render(request, "ledger/new_rule.html", context)


@door(CHANGE, methods=("POST",))
def renew(request: PageRequest, number: int) -> HttpResponse:
    """A new version of a rule from a day on: amounts, multiples, cap, or its end."""
    last = (
        LedgerRule.objects.filter(
            pk=number, procuratorate__in=very_offices(request.user, CHANGE)
        )
        .select_related("procuratorate")
        .first()
    )
    if last is None:
        raise Http404(str(number))
    said = said_anew(last, request.POST)
    return _shown_then_set(request, last.procuratorate, said)


@door(CHANGE, methods=("POST",))
def show_to(request: PageRequest) -> HttpResponse:
    """Say how far a list is shown from a day on."""
    given = request.POST
    unit = very_offices(request.user, CHANGE).filter(code=given.get("unit", "")).first()
    if unit is None:
        raise UserFault(
            Text("没有这个院，或规则不由您设定", "no such office, or not yours to set"),
            status=404,
        )
    if given.get("purpose") not in Purpose.values or given.get("circle") not in (
        Circle.values
    ):
        raise UserFault(Text("请选择用途和范围", "choose a purpose and a circle"))
    purpose, circle = Purpose(given["purpose"]), Circle(given["circle"])
    from_on, source = day_required(given.get("from", "")), given.get("source", "")
    rules.refuse_circle(purpose, circle, source)
    if not is_sure(request):
        now = circle_on(unit, purpose)
        before = say(CIRCLES[Circle(now.circle) if now else Circle.SELF])
        rows = [
            Row(PURPOSES[purpose], before, say(CIRCLES[circle])),
            Row(Text("自", "Since"), f"{now.from_on}" if now else "", f"{from_on}"),
            Row(Text("依据", "By what"), now.source if now else "", source.strip()),
        ]
        follows = [
            Text(
                "公开的只是姓名、事由和数额；依据和说明仍只有本人、支部书记和管理台账的人能看。",
                "Shown are name, what for and how much; evidence and words stay with the"
                " person, the secretary and who keeps the ledger.",
            )
        ]
        title = Text("确认公开范围？", "Set this circle?")
        return ask(request, _question(title, unit, rows, follows, "ledger:rules"))
    rules.set_circle(
        unit=unit,
        purpose=purpose,
        circle=circle,
        from_on=from_on,
        source=source,
        by=request.user,
    )
    messages.success(request, say(Text("已设定公开范围。", "The circle is set.")))
    return redirect("ledger:rules")


def _shown_then_set(
    request: PageRequest, unit: Procuratorate, said: Said
) -> HttpResponse:
    last, rule = rules.planned(unit, said, request.user)
    if not is_sure(request):
        stands = LedgerEntry.objects.filter(
            rule__procuratorate=unit, rule__code=said.code
        ).count()
        follows = [
            Text(
                f"只管 {said.from_on} 起发生的；已记入的 {stands} 笔保持原规则，不重算。",
                f"It holds for what happens from {said.from_on} on; the {stands} entries"
                " that stand keep their version and are not counted anew.",
            )
        ]
        title = Text("确认新版本？", "Set this version?")
        if last is None:
            title = Text("确认新规则？", "Set this rule?")
        rows = rows_of(last, rule)
        return ask(request, _question(title, unit, rows, follows, "ledger:rules"))
    made = rules.set_rule(unit=unit, said=said, by=request.user)
    messages.success(
        request,
        say(Text(f"已设定：{made.title.zh}。", f"It is set: {made.title.en}.")),
    )
    return redirect(f"{reverse('ledger:rules')}?unit={unit.code}")


def _refuse_known(unit: Procuratorate, said: Said) -> None:
    if LedgerRule.objects.filter(procuratorate=unit, code=said.code).exists():
        raise LedgerFault(
            Text(
                f"已有代码为 {said.code} 的规则，请在规则页设新版本",
                f"a rule {said.code} stands already: set a new version on the page",
            )
        )


def _question(
    title: Text, unit: Procuratorate, rows: list[Row], follows: list[Text], back: str
) -> Question:
    return Question(
        title=title,
        whose=str(unit),
        rows=rows,
        follows=follows,
        act=Text("确定设定", "Set it"),
        back=reverse(back),
    )
