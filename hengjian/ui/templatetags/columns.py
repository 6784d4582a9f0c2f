"""Tables whose columns people choose: heads, cells, totals and the choice itself."""

from typing import Any

from django import template
from django.http import HttpRequest, QueryDict
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from hengjian.ui.columns import ShownColumns
from hengjian.ui.templatetags.parts import head_cell
from hengjian.ui.templatetags.say import in_reader_language


register = template.Library()
NOT_KEPT = ("page", "export")


@register.inclusion_tag("ui/components/column_heads.html", takes_context=True)
def column_heads(context: template.Context, columns: ShownColumns) -> dict[str, Any]:
    """The heads of the shown columns; those that sort are links."""
    heads = []
    for column in columns.columns:
        label = in_reader_language(column.label)
        kind = "number" if "number" in column.look.split() else ""
        heads.append(
            head_cell(context, column.sort, label, kind)
            if column.sort
            else {"label": label, "kind": kind}
        )
    return {"heads": heads}


class CellNode(template.Node):
    """One cell of a row; nothing where its column is not shown."""

    def __init__(
        self,
        columns: FilterExpression,
        name: FilterExpression,
        nodelist: NodeList,
        *,
        heads: bool,
    ) -> None:
        self.columns, self.name = columns, name
        self.nodelist, self.heads = nodelist, heads

    def render(self, context: template.Context) -> SafeString:
        columns: ShownColumns = self.columns.resolve(context)
        column = columns.of_table(self.name.resolve(context))
        if column.name not in columns:
            return mark_safe("")
        content = mark_safe(self.nodelist.render(context))  # noqa: S308 (of a template)
        kind = column.look or ("words" if column.stays else "")
        look = format_html(' class="{}"', kind) if kind else ""
        if self.heads:
            return format_html('<th scope="row"{}>{}</th>', look, content)
        return format_html("<td{}>{}</td>", look, content)


@register.tag("cell")
def cell(parser: Parser, token: Token) -> CellNode:
    """``{% cell columns "file" %}…{% endcell %}``; with ``row`` it heads its row."""
    _, columns, name, *rest = token.split_contents()
    nodelist = parser.parse(("endcell",))
    parser.delete_first_token()
    return CellNode(
        parser.compile_filter(columns),
        parser.compile_filter(name),
        nodelist,
        heads=bool(rest),
    )


@register.inclusion_tag("ui/components/column_totals.html")
def column_totals(columns: ShownColumns, **totals: object) -> dict[str, Any]:
    """A foot with totals under their columns; nothing where none of them is shown."""
    first = next((i for i, n in enumerate(columns.names) if n in totals), 0)
    return {
        "before": first,
        "cells": [totals.get(name, "") for name in columns.names[first:]],
        "is_shown": first > 0,
    }


@register.inclusion_tag("ui/components/column_choice.html", takes_context=True)
def column_choice(
    context: template.Context, columns: ShownColumns, *, is_open: bool = False
) -> dict[str, Any]:
    """The choice of columns: a list of boxes to tick, sent by the address."""
    request: HttpRequest = context["request"]
    rest = _without(request.GET, columns.table.parameter, *NOT_KEPT)
    here = f"{request.path}?{rest.urlencode()}" if rest else request.path
    asked = QueryDict(mutable=True)
    asked["table"] = columns.table.name
    asked["parameter"] = columns.table.parameter
    asked["next"] = here
    user = context.get("user")
    return {
        "columns": columns,
        "is_open": is_open,
        "rest": [(name, value) for name, values in rest.lists() for value in values],
        "here": here,
        "keeping": asked.urlencode(),
        "may_keep": getattr(user, "acting_for", None) is None,
        "csrf_token": context.get("csrf_token", ""),
    }


@register.simple_tag(takes_context=True)
def columns_kept(context: template.Context, columns: ShownColumns) -> SafeString:
    """For a form of filters: what was chosen in the address stays in it."""
    request: HttpRequest = context["request"]
    if columns.table.parameter not in request.GET:
        return mark_safe("")
    return format_html(
        '<input type="hidden" name="{}" value="{}">',
        columns.table.parameter,
        ",".join(columns.names),
    )


def _without(query: QueryDict, *names: str) -> QueryDict:
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return rest
