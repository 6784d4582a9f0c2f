"""The table of contents of a closed matter's file, to be printed and put in front."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet, note_export
from hengjian.access.permissions import Permission
from hengjian.documents.files import DOCX
from hengjian.matters import contents
from hengjian.matters.views.asked import seen


TYPES = {"docx": DOCX, "pdf": "application/pdf"}


@door(Permission.MATTER_READ)
def file(request: PageRequest, number: int, form: str) -> HttpResponse:
    """As workbook, Word file or PDF."""
    matter = seen(request.user, number)
    if matter.is_under_way or form not in {"xlsx", *TYPES}:
        raise Http404(form)
    name = f"contents-{matter.kind}-{matter.number}"
    if form == "xlsx":
        return exported_sheet(request, contents.sheet(matter), name, by=request.user)
    answer = HttpResponse(contents.paper_file(matter, form), content_type=TYPES[form])
    note_export(request, name, by=request.user)
    disposition = content_disposition_header(form == "docx", f"{name}.{form}")
    if disposition is not None:
        answer["Content-Disposition"] = disposition
    answer["Cache-Control"] = "no-store"
    return answer
