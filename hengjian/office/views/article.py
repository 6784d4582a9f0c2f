"""One article of the store: its ledger, and what may be entered in it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.office.actions import stock
from hengjian.office.models import HOWS, Article, How
from hengjian.office.queries.places import offices
from hengjian.office.queries.stock import articles, ledger
from hengjian.office.views.store import number_given
from hengjian.ui.templatetags.say import in_reader_language as say


NOT_YOURS = Text("这个院的库存不由您管理", "this store is not yours to keep")
MOVES = {how: HOWS[how] for how in (How.ENTERED, How.ISSUED, How.COUNTED)}


@door(Permission.STORE_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """The ledger, and what the account may enter in it."""
    article = _seen(request, number)
    entries = ledger(article)
    context = {
        "article": article,
        "ledger": entries,
        "names": actor_names(entry.by for entry, _ in entries),
        "may_keep": _may_keep(request, article),
        "moves": MOVES.items(),
    }
    return render(request, "office/article.html", context)


@door(Permission.STORE_CHANGE, methods=("POST",))
def enter(request: PageRequest, number: int) -> HttpResponse:
    """Enter a movement, or reverse one."""
    article = _seen(request, number)
    if not _may_keep(request, article):
        raise UserFault(NOT_YOURS, status=403)
    given = request.POST
    if wrong := given.get("reverse", ""):
        entry = article.entries.filter(
            pk=int(wrong) if wrong.isdecimal() else 0
        ).first()
        if entry is None:
            raise Http404(wrong)
        stock.reverse(entry=entry, reason=given.get("words", ""), by=request.user)
        messages.success(request, say(Text("已冲正。", "Reversed.")))
        return redirect("office:article", article.pk)
    how = given.get("how", "")
    if how not in {each.value for each in MOVES}:
        raise UserFault(Text("请选择入库、发放或盘点", "say what moved"))
    stock.move(
        article=article,
        how=How(how),
        quantity=number_given(given.get("quantity", "")) or 0,
        words=given.get("words", ""),
        by=request.user,
    )
    messages.success(request, say(Text("已登记。", "Entered.")))
    return redirect("office:article", article.pk)


def _seen(request: PageRequest, number: int) -> Article:
    found: Article | None = articles(request.user).filter(pk=number).first()
    if found is None:
        raise Http404(str(number))
    return found


def _may_keep(request: PageRequest, article: Article) -> bool:
    keeps = offices(request.user, Permission.STORE_CHANGE)
    return keeps.filter(pk=article.procuratorate_id).exists()
