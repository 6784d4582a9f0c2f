"""One posted matter: what was asked and answered, and what the staff say of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.kinds import titles
from hengjian.matters.models import Matter
from hengjian.matters.queries.sight import matters_seen
from hengjian.office.actions import commenting
from hengjian.office.models import Comment, Posting
from hengjian.office.queries.comments import said_of
from hengjian.office.queries.places import offices
from hengjian.office.queries.postings import Wanted, lines, posted
from hengjian.ui.templatetags.say import in_reader_language as say


NOT_YOURS = Text("这个院的公示不由您答复", "not yours to answer for")


@door(Permission.POSTING_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """The posted matter with its answers and the comments on it."""
    matter = _seen(request, number)
    return _shown(request, matter)


@door(Permission.POSTING_COMMENT, methods=("POST",))
def comment(request: PageRequest, number: int) -> HttpResponse:
    """Comment on it, by name or without one."""
    matter = _seen(request, number)
    if not _may(request, Permission.POSTING_COMMENT, matter):
        raise UserFault(NOT_YOURS, status=403)
    text = request.POST.get("text", "")
    is_anonymous = request.POST.get("unnamed") == "yes"
    try:
        commenting.comment(
            matter=matter, text=text, is_anonymous=is_anonymous, by=request.user
        )
    except UserFault as fault:
        return _shown(request, matter, fault, text, is_anonymous)
    messages.success(request, say(Text("评论已公示。", "Your comment is posted.")))
    return redirect("office:posting", matter.pk)


@door(Permission.POSTING_ANSWER, methods=("POST",))
def answer(request: PageRequest, number: int) -> HttpResponse:
    """Answer a comment with one's name."""
    found = _comment(request, number)
    commenting.answer(comment=found, text=request.POST.get("text", ""), by=request.user)
    messages.success(request, say(Text("已答复。", "Answered.")))
    return redirect("office:posting", found.matter_id)


@door(Permission.POSTING_ANSWER, methods=("POST",))
def take_down(request: PageRequest, number: int) -> HttpResponse:
    """Take a comment or an answer down, with a reason."""
    found = _comment(request, number)
    commenting.take_down(
        comment=found, reason=request.POST.get("reason", ""), by=request.user
    )
    messages.success(request, say(Text("已撤下。", "Taken down.")))
    return redirect("office:posting", found.matter_id)


def _shown(
    request: PageRequest,
    matter: Matter,
    fault: UserFault | None = None,
    text: str = "",
    is_anonymous: bool = False,
) -> HttpResponse:
    requests = posted(request.user, Wanted()).filter(matter=matter)
    said = said_of(matter)
    writers = [each.comment.by for each in said]
    writers += [a.comment.by for each in said for a in each.answers]
    downs = [
        each.comment.taken_down.by
        for each in (*said, *(a for s in said for a in s.answers))
        if hasattr(each.comment, "taken_down")
    ]
    context = {
        "matter": matter,
        "lines": lines(list(requests)),
        "title": titles().get(matter.kind),
        "said": said,
        "waiting": sum(each.is_told and not each.is_answered for each in said),
        "names": actor_names([*writers, *downs]),
        "may_comment": _may(request, Permission.POSTING_COMMENT, matter),
        "may_answer": _may(request, Permission.POSTING_ANSWER, matter),
        "may_open": matters_seen(request.user).filter(pk=matter.pk).exists(),
        "fault": fault,
        "text": text,
        "is_anonymous": is_anonymous,
    }
    status = fault.status if fault is not None else 200
    return render(request, "office/posting.html", context, status=status)


def _seen(request: PageRequest, number: int) -> Matter:
    """A matter that is posted where the account sits."""
    found: Posting | None = posted(request.user, Wanted()).filter(matter=number).first()
    if found is None:
        raise Http404(str(number))
    matter: Matter = found.matter
    return matter


def _comment(request: PageRequest, number: int) -> Comment:
    """A comment that the account may answer for."""
    found: Comment | None = (
        Comment.objects.filter(pk=number).select_related("matter").first()
    )
    if found is None:
        raise Http404(str(number))
    matter = _seen(request, found.matter_id)
    if not _may(request, Permission.POSTING_ANSWER, matter):
        raise UserFault(NOT_YOURS, status=403)
    return found


def _may(request: PageRequest, permission: Permission, matter: Matter) -> bool:
    where = offices(request.user, permission)
    return where.filter(pk=matter.procuratorate_id).exists()
