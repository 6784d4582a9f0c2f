"""文书模板: which kinds of documents there are, and an office's own templates of them."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import note_export
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.documents import files
from hengjian.documents.actions import templates as acts
from hengjian.documents.models import OfficeTemplate
from hengjian.documents.queries.templates import (
    office_mark,
    template_in_force,
    templates_of,
)
from hengjian.documents.sample import sample_word
from hengjian.documents.source import KindOfDocument, kind_in
from hengjian.engines.documents.word_template import (
    LARGEST,
    TemplateFault,
    check_template,
)
from hengjian.engines.documents.wording import FORMS, OWN_WORDS
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate
from hengjian.packs import queries as packs
from hengjian.ui.templatetags.say import in_reader_language as say


P = Permission.DOCUMENT_TEMPLATE_CHANGE
HOW = Text(
    "写 {{ 案卡项名 }}，如 {{ registered_on }}；需要时加写法，如 {{ price | capital }}。"
    "某项有内容才出现的文字写在 {% if 项名 %} 与 {% endif %} 之间。其余一概不收："
    "不能循环、调用、引用外部文件，不能带宏。",
    "Write {{ item }}, such as {{ registered_on }}, with a form where needed:"
    " {{ price | capital }}. Words that stand only where an item holds go between"
    " {% if item %} and {% endif %}. Nothing else is taken: no loops, no calls, no files"
    " from elsewhere, no macros.",
)


@dataclass(frozen=True)
class Row:
    """One kind of document as the page shows it for an office."""

    matter_kind: str
    matter_title: Text
    kind: Any
    in_force: OfficeTemplate | None
    own: list[OfficeTemplate]


@door(P)
def page(request: PageRequest) -> HttpResponse:
    """The kinds of documents with the template in force for an office."""
    return _shown(request, _unit(request))


@door(P, methods=("POST",))
def upload(request: PageRequest, matter_kind: str, kind: str) -> HttpResponse:
    """Check a template and put it in force; one with faults is not kept."""
    unit = _unit(request)
    wanted = _kind(matter_kind, kind)
    brought = request.FILES.get("file")
    if brought is None:
        raise UserFault(Text("请选择文件。", "Choose a file."))
    name = str(brought.name)
    content = files.uploaded(name, brought.chunks(), LARGEST)
    faults = faults_of(wanted, content)
    if faults:
        return _shown(request, unit, faults=faults, of=wanted, status=422)
    template = acts.add_template(
        unit=unit,
        matter_kind=matter_kind,
        kind=kind,
        file_name=name,
        kept=files.keep_template(content),
        by=request.user,
    )
    said = Text(
        f"“{wanted.kind.title.zh}”改用第 {template.number} 版模板。",
        f"“{wanted.kind.title.en}” is made with template {template.number} now.",
    )
    messages.success(request, say(said))
    return _back(unit)


@door(P, methods=("POST",))
def withdraw(request: PageRequest, number: int) -> HttpResponse:
    """Take a version out of use."""
    template = _template(request, number)
    acts.withdraw_template(template=template, by=request.user)
    messages.success(request, say(Text("已停用这一版。", "Withdrawn.")))
    return _back(template.procuratorate)


@door(P)
def file(request: PageRequest, number: int) -> HttpResponse:
    """A kept version."""
    template = _template(request, number)
    note_export(request, template.file_name, by=request.user)
    return _word(files.opened_template(template), template.file_name)


@door(P)
def start(request: PageRequest, matter_kind: str, kind: str) -> HttpResponse:
    """A Word file to begin one's own template with: the pack's layout with its fields."""
    wanted = _kind(matter_kind, kind)
    note_export(request, f"template:{matter_kind}/{kind}", by=request.user)
    return _word(sample_word(wanted), f"{wanted.kind.title.zh}.docx")


@door(P, methods=("POST",))
def mark(request: PageRequest) -> HttpResponse:
    """Set the office's mark in numbers."""
    unit = _unit(request)
    acts.set_office_mark(unit=unit, mark=request.POST.get("mark", ""), by=request.user)
    messages.success(request, say(Text("已设定本院代字。", "The mark is set.")))
    return _back(unit)


def faults_of(wanted: KindOfDocument, content: bytes) -> list[TemplateFault]:
    """Everything wrong with a template for a kind."""
    card = wanted.pack.card
    items = card.items if card is not None else {}
    # what is deleted at closing is offered to no template
    known = [name for name, item in items.items() if not item.transient]
    return check_template(content, known, wanted.loaded.parameters_in(wanted.pack.name))


def _shown(
    request: PageRequest,
    unit: Procuratorate,
    *,
    faults: list[TemplateFault] | None = None,
    of: KindOfDocument | None = None,
    status: int = 200,
) -> HttpResponse:
    own: dict[tuple[str, str], list[OfficeTemplate]] = {}
    for each in templates_of(unit):
        own.setdefault((each.matter_kind, each.kind), []).append(each)
    loaded = packs.current().loaded
    rows = [
        Row(
            name,
            pack.title,
            kind,
            template_in_force(unit, name, kind.name),
            own.get((name, kind.name), []),
        )
        for name, pack in sorted(loaded.packs.items())
        for kind in pack.documents.values()
    ]
    context = {
        "unit": unit,
        "units": visible_units(request.user, P).order_by("level", "code"),
        "rows": rows,
        "mark": office_mark(unit),
        "faults": faults or [],
        "faults_of": of.kind.title if of is not None else None,
        "how": HOW,
        "own_words": OWN_WORDS.items(),
        "forms": FORMS.items(),
    }
    return render(request, "documents/templates.html", context, status=status)


def _unit(request: PageRequest) -> Procuratorate:
    """The office that was asked for, else the first one may change."""
    units = visible_units(request.user, P).order_by("level", "code")
    code = (request.POST.get("unit") or request.GET.get("unit", ""))[:6]
    found = units.filter(code=code).first() if code else units.first()
    if found is None:
        raise Http404(code)
    return found


def _kind(matter_kind: str, kind: str) -> KindOfDocument:
    release = packs.current().releases.get(matter_kind)
    if release is None:
        raise Http404(matter_kind)
    return kind_in(release, kind)


def _template(request: PageRequest, number: int) -> OfficeTemplate:
    found = OfficeTemplate.objects.filter(
        pk=number, procuratorate__in=visible_units(request.user, P)
    ).first()
    if found is None:
        raise Http404(str(number))
    return found


def _back(unit: Procuratorate) -> HttpResponse:
    answer = redirect("documents:templates")
    answer["Location"] += f"?unit={unit.code}"
    return answer


def _word(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=files.DOCX)
    disposition = content_disposition_header(True, name)
    if disposition is not None:
        answer["Content-Disposition"] = disposition
    answer["Cache-Control"] = "no-store"
    return answer
