"""Every page of the product, as somebody opens it; a page without a row here fails."""

from collections.abc import Iterator

from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from tests.browser.appraisal_pages import APPRAISAL_PAGES
from tests.browser.row import Row


QUARTER = "unit=990102&kind=quarter&period=2026-Q3"


# view -> its rows: one for each kind of reader who sees another page there
PAGES: dict[str, tuple[Row, ...]] = {
    **APPRAISAL_PAGES,
    "workbench:home": (
        Row("case-manager", "/"),
        Row("clerk", "/"),
        Row("chief", "/"),
        Row("head", "/"),
        Row("system", "/"),
        Row("security", "/"),
        Row("audit", "/"),
    ),
    "workbench:search": (
        Row("case-manager", "/search/?q=不捕"),
        Row("clerk", "/search/"),
        Row("audit", "/search/?q=zzzz"),
    ),
    "workbench:shelf": (Row("system", "/shelf/"),),
    "manual:manual": (Row("clerk", "/help/"), Row("security", "/help/")),
    "manual:chapter": (
        Row("case-manager", "/help/case_manager/"),
        Row("audit", "/help/audit_administrator/"),
    ),
    "administration:calendars": (
        Row("system", "/calendars/"),
        Row("clerk", "/calendars/?year=2033"),
    ),
    "administration:calendar-release": (
        Row("system", "/calendars/", r"/calendars/releases/\d+/"),
    ),
    "administration:new-calendar": (Row("system", "/calendars/new/"),),
    "operations:journal": (Row("audit", "/journal/"),),
    "operations:journal-entry": (Row("audit", "/journal/", r"/journal/\d+/"),),
    "operations:jobs": (Row("system", "/jobs/"),),
    "operations:job": (Row("system", "/jobs/", r"/jobs/\d+/"),),
    "operations:system-state": (Row("system", "/system/"), Row("audit", "/system/")),
    "indicators:cut-offs": (Row("case-manager", "/data/cut-off/"),),
    "notices:notices": (
        Row("case-manager", "/notices/"),
        Row("security", "/notices/"),
    ),
    "administration:sign-in": (Row("", "/sign-in/"),),
    "administration:password": (Row("clerk", "/password/"),),
    "administration:personal": (
        Row("clerk", "/personal/"),
        Row("security", "/personal/"),
    ),
    "administration:second-factor": (Row("clerk", "/personal/second-factor/"),),
    "administration:delegations": (Row("head", "/personal/delegations/"),),
    "administration:accounts": (Row("security", "/accounts/"),),
    "administration:account": (
        Row("security", "/accounts/head/"),
        Row("audit", "/accounts/head/"),
    ),
    "administration:grant-role": (Row("security", "/accounts/head/roles/grant/"),),
    "administration:end-role": (
        Row("security", "/accounts/head/", r"/accounts/head/roles/\d+/end/"),
    ),
    "administration:roles": (Row("security", "/roles/"), Row("audit", "/roles/")),
    "administration:role": (Row("audit", "/roles/clerk/"),),
    "administration:organisation": (Row("case-manager", "/organisation/"),),
    "administration:place": (Row("case-manager", "/organisation/990102/"),),
    "indicators:overview": (
        Row("case-manager", "/data/"),
        Row("case-manager", f"/data/?{QUARTER}"),
    ),
    "indicators:indicator": (
        Row("case-manager", "/data/indicators/non_arrest_rate/?unit=990102&kind=month"),
    ),
    "indicators:cards": (
        Row("case-manager", f"/data/indicators/non_arrest_rate/cards/?{QUARTER}"),
    ),
    "indicators:run": (Row("case-manager", "/data/", r"/data/runs/\d+/"),),
    "indicators:compare": (Row("case-manager", "/data/compare/"),),
    "indicators:signals": (Row("case-manager", "/data/signals/?state=all"),),
    "meetings:meetings": (
        Row("meeting-office", "/meetings/"),
        Row("chief", "/meetings/"),
    ),
    "meetings:call": (Row("meeting-office", "/meetings/call/"),),
    "meetings:meeting": (
        Row("meeting-office", "/meetings/", r"/meetings/\d+/"),
        Row("chief", "/meetings/?state=held", r"/meetings/\d+/"),
    ),
    "meetings:items": (
        Row("meeting-office", "/meetings/items/"),
        Row("procurator", "/meetings/items/"),
    ),
    "meetings:put-item": (Row("case-manager", "/meetings/items/put/"),),
    "meetings:item": (
        Row("meeting-office", "/meetings/items/?state=all", r"/meetings/items/\d+/"),
        Row("chief", "/meetings/items/?mine=1", r"/meetings/items/\d+/"),
    ),
    "meetings:vote": (
        Row("meeting-office", "/meetings/?state=called", r"/meetings/\d+/"),
        Row("chief", "/meetings/items/?state=decided", r"/meetings/items/\d+/"),
    ),
    "meetings:resolutions": (Row("meeting-office", "/meetings/resolutions/?due=late"),),
    "meetings:task": (
        Row("meeting-office", "/meetings/resolutions/", r"/meetings/tasks/\d+/"),
    ),
    "meetings:half-year": (Row("meeting-office", "/meetings/half-year/"),),
    "meetings:bodies": (
        Row("meeting-office", "/meetings/bodies/"),
        Row("system", "/meetings/bodies/"),
    ),
    "meetings:body": (
        Row("meeting-office", "/meetings/bodies/", r"/meetings/bodies/\d+/"),
        Row("system", "/meetings/bodies/", r"/meetings/bodies/\d+/"),
    ),
    "matters:inbox": (
        Row("office", "/inbox/"),
        Row("deputy", "/inbox/"),
        Row("clerk", "/inbox/?scope=others"),
    ),
    "matters:matters": (Row("office", "/matters/?state=all"),),
    "matters:choose-kind": (Row("clerk", "/matters/new/"),),
    "matters:register": (
        Row("clerk", "/matters/new/supply_request/"),
        Row("office", "/matters/new/task_follow_up/"),
        Row("clerk", "/matters/new/petition/"),
    ),
    "matters:register-cards": (Row("clerk", "/matters/new/petition/cards/"),),
    "matters:records": (Row("case-manager", "/matters/records/"),),
    "warehouse:taking-up": (Row("case-manager", "/imports/taking-up/"),),
    "matters:releases": (Row("case-manager", "/matters/releases/"),),
    "matters:matter": (
        Row("office", "/inbox/", r"/matters/\d+/\?task=\d+"),
        Row("clerk", "/matters/?state=closed", r"/matters/\d+/"),
        Row("deputy", "/matters/?kind=task_follow_up", r"/matters/\d+/"),
        Row("clerk", "/matters/?kind=petition", r"/matters/\d+/"),
    ),
    "office:posted": (
        Row("clerk", "/posted/"),
        Row("office", "/posted/?state=answered"),
    ),
    "office:posting": (
        Row("clerk", "/posted/?state=answered", r"/posted/\d+/"),
        Row("office", "/posted/", r"/posted/\d+/"),
    ),
    "office:month": (Row("office", "/posted/month/?month=2026-09"),),
    "office:store": (Row("office", "/store/"), Row("clerk", "/store/")),
    "office:article": (
        Row("office", "/store/", r"/store/\d+/"),
        Row("clerk", "/store/", r"/store/\d+/"),
    ),
    "matters:document": (Row("office", "/documents/", r"/matters/\d+/documents/\d+/"),),
    "matters:receive": (
        Row(
            "office",
            "/matters/?kind=supply_request",
            r"/matters/\d+/",
            r"/matters/\d+/received/",
        ),
    ),
    "matters:received": (
        Row("office", "/documents/received/", r"/matters/\d+/received/\d+/"),
        Row("deputy", "/documents/received/", r"/matters/\d+/received/\d+/"),
    ),
    "documents:received": (Row("office", "/documents/received/"),),
    "documents:register": (Row("office", "/documents/"), Row("chief", "/documents/")),
    "documents:templates": (Row("office", "/documents/templates/"),),
    "warehouse:imports": (Row("case-manager", "/imports/"),),
    "warehouse:new-import": (Row("case-manager", "/imports/new/"),),
    "warehouse:import": (Row("case-manager", "/imports/", r"/imports/\d+/"),),
    "limits:board": (
        Row("case-manager", "/limits/"),
        Row("procurator", "/limits/"),
        Row("analyst", "/limits/?span=untold"),
    ),
    "monitoring:prompts": (
        Row("case-manager", "/monitoring/"),
        Row("procurator", "/monitoring/"),
        Row("chief", "/monitoring/?span=all"),
    ),
    "monitoring:summary": (Row("case-manager", "/monitoring/summary/?by=unit"),),
    "monitoring:prompt": (Row("case-manager", "/monitoring/", r"/monitoring/\d+/"),),
    "monitoring:draws": (Row("case-manager", "/monitoring/draws/"),),
    "monitoring:new-draw": (Row("case-manager", "/monitoring/draws/new/"),),
    "monitoring:draw": (
        Row("case-manager", "/monitoring/draws/", r"/monitoring/draws/\d+/"),
    ),
    "monitoring:review-case": (
        Row(
            "case-manager", "/monitoring/draws/1/", r"/monitoring/draws/\d+/cases/\d+/"
        ),
    ),
    "limits:summary": (Row("case-manager", "/limits/summary/?by=person"),),
    "limits:tasks": (
        Row("head", "/limits/tasks/?scope=all"),
        Row("chief", "/limits/tasks/?by=person"),
    ),
    "limits:limit": (
        Row("case-manager", "/limits/?span=", r"/limits/\d+/"),
        Row("head", "/limits/?span=", r"/limits/\d+/"),
    ),
    "warehouse:quality": (
        Row("case-manager", "/quality/"),
        Row("clerk", "/quality/?scope=own"),
    ),
    "warehouse:quality-rules": (Row("case-manager", "/quality/rules/"),),
    "warehouse:daily-list": (Row("case-manager", "/quality/daily/"),),
    "warehouse:monthly-list": (Row("case-manager", "/quality/monthly/"),),
    "warehouse:sealings": (Row("case-manager", "/sealings/"),),
    "warehouse:sealing-candidates": (Row("case-manager", "/sealings/proposed/"),),
    "warehouse:finding": (
        Row("case-manager", "/quality/", r"/quality/findings/\d+/"),
        Row("clerk", "/quality/?scope=all", r"/quality/findings/\d+/"),
    ),
    "indicators:policy": (Row("case-manager", "/policy/"),),
    "indicators:policy-use": (
        Row("case-manager", "/policy/rank_places/?period=2026-09"),
        Row("clerk", "/policy/publish/"),
    ),
    "indicators:never-scored": (Row("clerk", "/policy/never-scored/"),),
    "publication:analysis": (Row("case-manager", "/analysis/"),),
    "publication:report": (Row("case-manager", "/analysis/", r"/analysis/\d+/"),),
}
# answers to GET that are no page of their own, and why
NOT_PAGES = {
    "targets:form": "a workbook: the plan as the offices' form",
    "administration:code": "follows a password; test_second_factor.py opens it",
    "administration:single-sign-on": "the way to the provider",
    "administration:single-sign-on-back": "the way back from the provider",
    "workbench:suggestions": "a part of the top bar",
    "indicators:named-table": "the answer to making one",
    "warehouse:prepare-import": "a step of an import, after a file was brought",
    "warehouse:sealing": "nothing is sealed in the demo city; see tests/pages",
    "meetings:close-vote": "the question before a vote is counted; see test_meetings.py",
    "meetings:make-resolution": "after an adopted vote; see test_meetings.py",
    "meetings:paper": "a file",
    "meetings:minutes": "a file",
    "meetings:task-form": "a file",
    "meetings:invitation": "where a notice leads; see test_one_meeting.py",
    "appraisal:year-note-file": "a file",
    "matters:document-file": "a file",
    "matters:received-file": "a file",
    "matters:contents": "a file",
    "documents:template": "a file",
    "documents:start-template": "a file",
    "publication:file": "a file",
    "publication:version": "a file",
    "publication:chart": "a picture",
    "operations:live": "for machines",
    "operations:ready": "for machines",
    "operations:metrics": "for machines",
}
# pages that exist only while something goes wrong
FAULTS = (Row("clerk", "/nowhere/"), Row("audit", "/imports/"))


def views_that_answer() -> Iterator[str]:
    """The names of the product's views that answer GET with something."""
    yield from _named(get_resolver(), "")


def _named(resolver: URLResolver, space: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) != "api/":
                yield from _named(pattern, pattern.namespace or space)
        elif space and "GET" in getattr(pattern.callback, "methods", ("GET",)):
            yield f"{space}:{pattern.name}"


def rows_by_reader() -> dict[str, list[Row]]:
    """Every row, by who opens it."""
    found: dict[str, list[Row]] = {}
    for row in (*(row for rows in PAGES.values() for row in rows), *FAULTS):
        found.setdefault(row.who, []).append(row)
    return found
