"""Bringing a notice of days off: read, look at what it changes, then release."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.calendars import actions, notice_files, queries, year_view
from hengjian.calendars.actions import Described
from hengjian.calendars.notice_files import Draft, NoticeFaults
from hengjian.calendars.previewing import effects_of
from hengjian.engines.deadlines.year_notice import NoticeFault
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.queries import short_names
from hengjian.ui.templatetags.say import in_reader_language


REFUSED = 422
FIELDS = ("year", "title", "document_number", "source")
TYPED = (*FIELDS, "reason", "rows")


@door(Permission.CALENDAR_CHANGE, methods=("GET", "HEAD", "POST"))
def bring(request: PageRequest) -> HttpResponse:
    """The form; what was brought comes back with every fault, or as a preview."""
    if request.method != "POST":
        return _form(request, {"year": request.GET.get("year", "")[:4]})
    typed = {name: request.POST.get(name, "").strip() for name in TYPED}
    if request.POST.get("again"):  # back from the preview, to change something
        return _form(request, typed)
    try:
        draft = _draft(request, typed)
        notice = draft.notice()
        described = Described(draft.title, draft.document_number, draft.source)
        actions.check(notice=notice, described=described, reason=typed["reason"])
    except NoticeFaults as refused:
        return _form(request, typed, faults=refused.faults)
    except UserFault as refused:
        return _form(request, typed, fault=refused)
    effects = effects_of(notice)
    corrected = queries.release_in_force(notice.year)
    context = {
        "draft": draft,
        "typed": {
            **typed,
            **{name: getattr(draft, name) for name in FIELDS},
            "rows": notice_files.typed_lines(notice),
        },
        "effects": effects,
        "corrected": corrected,
        "year": notice.year,
        "months": year_view.months(effects.after, notice.year, effects.before),
        "weekdays": year_view.WEEKDAYS,
        "places": short_names(each.unit_code for each in effects.moving),
    }
    return render(request, "administration/calendar_preview.html", context)


@door(Permission.CALENDAR_CHANGE, methods=("POST",))
def release(request: PageRequest) -> HttpResponse:
    """Release what was looked at; overtaken or incomplete, the form comes back."""
    typed = {name: request.POST.get(name, "").strip() for name in TYPED}
    seen = request.POST.get("seen", "")
    try:
        draft = _draft(request, typed)
        made = actions.release(
            notice=draft.notice(),
            described=Described(draft.title, draft.document_number, draft.source),
            reason=typed["reason"],
            seen=int(seen) if seen.isascii() and seen.isdigit() else None,
            by=request.user,
        )
    except NoticeFaults as refused:
        return _form(request, typed, faults=refused.faults)
    except UserFault as refused:
        return _form(request, typed, fault=refused)
    said = Text("已发布，正在按新日历重算期限。", "Released; limits are being counted.")
    messages.success(request, in_reader_language(said))
    return redirect("administration:calendar-release", made.pk)


def _draft(request: PageRequest, typed: dict[str, str]) -> Draft:
    uploaded = request.FILES.get("file")
    if uploaded is not None and uploaded.name:
        if (uploaded.size or 0) > notice_files.MOST_BYTES:
            content = b"0" * (notice_files.MOST_BYTES + 1)
        else:
            content = uploaded.read()
        draft = notice_files.read_file(uploaded.name, content)
    else:
        draft = notice_files.from_typed(typed["rows"])
    return draft.with_given(**{name: typed[name] for name in FIELDS})


def _form(
    request: PageRequest,
    typed: dict[str, Any],
    *,
    faults: tuple[NoticeFault, ...] = (),
    fault: UserFault | None = None,
) -> HttpResponse:
    spoken = in_reader_language(Text("zh", "en"))
    context = {
        "typed": typed,
        "faults": [each.in_language(spoken) for each in faults],
        "fault": fault.in_language(spoken) if fault else "",
        "most_megabytes": notice_files.MOST_BYTES // 1024**2,
    }
    refused = bool(faults) or fault is not None
    status = (fault.status if fault else REFUSED) if refused else 200
    return render(request, "administration/calendar_form.html", context, status=status)
