"""Show a matter's personal items this once, for a reason that the journal keeps."""

from django.http import Http404, HttpResponse

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.matters.actions.unmasking import unmask as entered
from hengjian.matters.faults import ReasonMissing
from hengjian.matters.queries.sight import may_unmask
from hengjian.matters.views.asked import seen
from hengjian.matters.views.matter import shown
from hengjian.ui.templatetags.say import in_reader_language


@door(Permission.MATTER_READ, methods=("POST",))
def unmask(request: PageRequest, number: int) -> HttpResponse:
    """The page of the matter with its personal items; masked again when it is left."""
    matter = seen(request.user, number)
    if not may_unmask(request.user, matter):
        raise Http404(str(number))
    try:
        entered(matter=matter, reason=request.POST.get("reason", ""), by=request.user)
    except ReasonMissing as fault:
        words = in_reader_language(fault.message)
        return shown(request, matter, fault=words, status=422)
    return shown(request, matter, unmasked=True)
