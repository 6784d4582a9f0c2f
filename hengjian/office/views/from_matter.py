"""The part of a matter's page that says what of it is posted, and what was said of it."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.matters.models import Matter
from hengjian.office.models import Part, Posting
from hengjian.office.queries.comments import comment_counts
from hengjian.office.queries.places import offices


def panel(request: HttpRequest, matter: Matter) -> SafeString:
    """When it was posted and answered, and how many comments it has; empty for others."""
    account = request.user
    found = list(Posting.objects.filter(matter=matter).order_by("id"))
    if not found or not isinstance(account, Account):
        return SafeString("")
    reads = offices(account, Permission.POSTING_READ)
    context = {
        "matter": matter,
        "request_posted": next((p for p in found if p.part == Part.REQUEST), None),
        "answers": [each for each in found if each.part == Part.ANSWER],
        "comments": comment_counts([matter.pk])[matter.pk],
        "reads": reads.filter(pk=matter.procuratorate_id).exists(),
    }
    return render_to_string("office/matter_panel.html", context, request=request)
