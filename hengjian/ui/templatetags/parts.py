"""Components that need a little preparation: charts, sorted heads, pages of a list."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest

from hengjian.ui.long_list import TurnedPage


register = template.Library()


@register.inclusion_tag("ui/components/chart.html")
def chart(
    name: str, option: dict[str, Any], title: str, height: str = "medium"
) -> dict[str, Any]:
    """A figure drawn from an ECharts option; its table stands beside it on the page."""
    return {"name": name, "option": option, "title": title, "height": height}


@register.inclusion_tag("ui/components/head_cell.html", takes_context=True)
def head_cell(
    context: template.Context, key: str, label: str, kind: str = "text"
) -> dict[str, Any]:
    """A column head that sorts by ``?sort=key`` / ``?sort=-key``."""
    request: HttpRequest = context["request"]
    current = request.GET.get("sort", "")
    query = request.GET.copy()
    query["sort"] = f"-{key}" if current == key else key
    query.pop("page", None)
    order = {key: "ascending", f"-{key}": "descending"}.get(current, "none")
    return {
        "label": label,
        "address": f"?{query.urlencode()}",
        "order": order,
        "kind": kind,
    }


@register.inclusion_tag("ui/components/pages.html", takes_context=True)
def pages(context: template.Context, page: Page[Any], name: str = "") -> dict[str, Any]:
    """Count, previous and next for a page of a list; "more than" where not all are counted.

    ``name`` tells several of them on one page apart.
    """
    request: HttpRequest = context["request"]

    def address(turned: str) -> str:
        if not turned:
            return ""
        query = request.GET.copy()
        query["page"] = turned
        return f"?{query.urlencode()}"

    if isinstance(page, TurnedPage):
        preceding, following = page.preceding, page.following
    else:
        preceding = str(page.previous_page_number()) if page.has_previous() else ""
        following = str(page.next_page_number()) if page.has_next() else ""
    return {
        "page": page,
        "is_more": isinstance(page, TurnedPage),
        "name": name,
        "previous": address(preceding),
        "following": address(following),
    }


@register.simple_tag(takes_context=True)
def querystring_without(context: template.Context, *names: str) -> str:
    """The present query without some of its parameters."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return query.urlencode()
