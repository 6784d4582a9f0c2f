"""Every page of the product, as somebody opens it; a page without a row here fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from tests.browser.visit import Visit


QUARTER = "unit=990102&kind=quarter&period=2026-Q3"


@dataclass(frozen=True)
class Row:
    """A page: who opens it, and its address, or the list whose first fitting link it is.

    ``then``: the link on that page that leads to it.
    """

    who: str
    path: str
    link: str = ""
    then: str = ""

    def open(self, visit: Visit) -> None:
        """Open the page as it is reached."""
        visit.open(self.path)
        for link in filter(None, (self.link, self.then)):
            visit.open(self._address(visit, link))

    def _address(self, visit: Visit, link: str) -> str:
        links = visit.page.eval_on_selector_all(
            "main a[href]", "all => all.map(each => each.getAttribute('href'))"
        )
        fitting = [each for each in links if re.fullmatch(link, each)]
        assert fitting, f"{self.path} leads to no {link}: {links[:20]}"
        return str(fitting[0])


# view -> its rows: one for each kind of reader who sees another page there
PAGES: dict[str, tuple[Row, ...]] = {
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
    "office:store": (Row("office", "/store/"), Row("clerk", "/store/")),
    "appraisal:objections": (
        Row("procurator", "/appraisal/objections/"),
        Row("appraisal", "/appraisal/objections/"),
    ),
    "appraisal:object": (
        Row(
            "procurator",
            "/appraisal/objections/",
            r"/appraisal/objections/new/\d+/",
        ),
    ),
    "appraisal:objection": (
        Row("procurator", "/appraisal/objections/", r"/appraisal/objections/\d+/"),
        Row("appraisal", "/appraisal/objections/", r"/appraisal/objections/\d+/"),
    ),
    "appraisal:fairness": (Row("committee", "/appraisal/fairness/"),),
    "appraisal:fairness-of": (
        Row("committee", "/appraisal/fairness/", r"/appraisal/fairness/\d+/"),
    ),
    "appraisal:my-year": (
        Row("procurator", "/appraisal/my-year/"),
        Row("clerk", "/appraisal/my-year/"),
    ),
    "appraisal:handed-in-year": (
        Row("appraisal", "/appraisal/objections/", r"/appraisal/years/\d+/\d+/"),
    ),
    "appraisal:mine": (Row("procurator", "/appraisal/"), Row("clerk", "/appraisal/")),
    "appraisal:sheet": (
        Row("procurator", "/appraisal/", r"/appraisal/sheets/\d+/"),
        Row("committee", "/appraisal/rounds/1/", r"/appraisal/sheets/\d+/"),
    ),
    "appraisal:sheet-cards": (
        Row(
            "procurator",
            "/appraisal/",
            r"/appraisal/sheets/\d+/",
            r"/appraisal/sheets/\d+/cards/\d+/\?version=\d+",
        ),
    ),
    "appraisal:schemes": (
        Row("appraisal", "/appraisal/schemes/"),
        Row("procurator", "/appraisal/schemes/"),
    ),
    "appraisal:new-scheme": (Row("appraisal", "/appraisal/schemes/new/"),),
    "appraisal:scheme": (
        Row("appraisal", "/appraisal/schemes/", r"/appraisal/schemes/\d+/"),
        Row("procurator", "/appraisal/schemes/2/"),
    ),
    "appraisal:edit-scheme": (Row("appraisal", "/appraisal/schemes/3/edit/"),),
    "appraisal:dry-run": (
        Row("appraisal", "/appraisal/schemes/2/", r"/appraisal/dry-runs/\d+/"),
    ),
    "appraisal:round": (
        Row("committee", "/appraisal/schemes/1/", r"/appraisal/rounds/\d+/"),
        Row("appraisal", "/appraisal/schemes/2/", r"/appraisal/rounds/\d+/"),
    ),
    "appraisal:facts": (Row("committee", "/appraisal/rounds/3/facts/"),),
    "appraisal:bonus": (
        Row("committee", "/appraisal/rounds/1/", r"/appraisal/bonus/\d+/"),
    ),
    "ledger:mine": (Row("procurator", "/points/"),),
    "targets:tree": (
        Row("head", "/targets/"),
        Row("clerk", "/targets/?standing=behind"),
        Row("appraisal", "/targets/"),
    ),
    "targets:sheet": (Row("clerk", "/targets/sheet/"), Row("chief", "/targets/sheet/")),
    "targets:months": (
        Row("clerk", "/targets/months/"),
        Row("head", "/targets/months/?whole=1"),
    ),
    "targets:changes": (
        Row("head", "/targets/changes/"),
        Row("deputy", "/targets/changes/"),
    ),
    "targets:core": (
        Row("clerk", "/targets/core/"),
        Row("appraisal", "/targets/core/"),
    ),
    "targets:target": (
        Row("head", "/targets/", r"/targets/\d+/"),
        Row("appraisal", "/targets/", r"/targets/\d+/"),
    ),
    "targets:bring": (Row("appraisal", "/targets/", r"/targets/plans/\d+/import/"),),
    "ledger:ledger": (
        Row("appraisal", "/ledger/"),
        Row("appraisal", "/ledger/?by=person"),
        Row("clerk", "/ledger/?purpose=information_points"),
    ),
    "ledger:account": (Row("appraisal", "/ledger/", r"/ledger/accounts/\d+/"),),
    "ledger:entry": (
        Row("appraisal", "/ledger/", r"/ledger/entries/\d+/"),
        Row("procurator", "/points/", r"/ledger/entries/\d+/"),
    ),
    "ledger:rules": (
        Row("appraisal", "/ledger/rules/"),
        Row("clerk", "/ledger/rules/"),
    ),
    "ledger:proposals": (
        Row("head", "/ledger/proposals/"),
        Row("appraisal", "/ledger/proposals/?state=open"),
    ),
    "ledger:payments": (Row("appraisal", "/ledger/payments/"),),
    "ledger:payment": (
        Row("appraisal", "/ledger/payments/", r"/ledger/payments/\d+/"),
        Row("county-chief", "/ledger/payments/", r"/ledger/payments/\d+/"),
    ),
    "ledger:quantities": (
        Row("appraisal", "/ledger/quantities/?month=2026-09"),
        Row("clerk", "/ledger/quantities/?month=2026-09"),
    ),
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
    "ratings:ratings": (Row("appraisal", "/ratings/"), Row("clerk", "/ratings/")),
    "ratings:new-round": (Row("appraisal", "/ratings/new/"),),
    "ratings:new-rubric": (Row("appraisal", "/ratings/rubrics/new/"),),
    "ratings:round": (
        Row("appraisal", "/ratings/", r"/ratings/1/"),
        Row("appraisal", "/ratings/", r"/ratings/2/"),
        Row("appraisal", "/ratings/", r"/ratings/3/"),
    ),
    "ratings:rate": (Row("clerk", "/ratings/", r"/ratings/\d+/rate/"),),
    "ratings:person": (
        Row("clerk", "/ratings/", r"/ratings/\d+/people/\d+/"),
        Row("appraisal", "/ratings/1/", r"/ratings/1/people/\d+/"),
    ),
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
        Row("case-manager", "/limits/", r"/limits/\d+/"),
        Row("head", "/limits/", r"/limits/\d+/"),
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
    "training:training": (Row("case-manager", "/training/"),),
    "honours:honours": (Row("appraisal", "/honours/"), Row("clerk", "/honours/")),
    "honours:round": (
        Row("appraisal", "/honours/", r"/honours/rounds/\d+/"),
        Row("procurator", "/honours/", r"/honours/rounds/\d+/"),
    ),
    "honours:pairs": (Row("appraisal", "/honours/pairs/"),),
    "honours:vetoes": (Row("appraisal", "/honours/vetoes/"),),
    "honours:propose-veto": (Row("appraisal", "/honours/vetoes/propose/"),),
    "honours:veto": (Row("appraisal", "/honours/vetoes/", r"/honours/vetoes/\d+/"),),
    "indicators:policy": (Row("case-manager", "/policy/"),),
    "indicators:policy-use": (
        Row("case-manager", "/policy/rank_places/?period=2026-09"),
        Row("clerk", "/policy/publish/"),
    ),
    "indicators:never-scored": (Row("clerk", "/policy/never-scored/"),),
    "training:training": (Row("case-manager", "/training/"),),
    "honours:honours": (Row("appraisal", "/honours/"), Row("clerk", "/honours/")),
    "honours:round": (
        Row("appraisal", "/honours/", r"/honours/rounds/\d+/"),
        Row("procurator", "/honours/", r"/honours/rounds/\d+/"),
    ),
    "honours:pairs": (Row("appraisal", "/honours/pairs/"),),
    "honours:vetoes": (Row("appraisal", "/honours/vetoes/"),),
    "honours:propose-veto": (Row("appraisal", "/honours/vetoes/propose/"),),
    "honours:veto": (
        Row("appraisal", "/honours/vetoes/", r"/honours/vetoes/\d+/"),
    ),
    "publication:analysis": (Row("case-manager", "/analysis/"),),
    "publication:report": (Row("case-manager", "/analysis/", r"/analysis/\d+/"),),
}
# answers to GET that are no page of their own, and why
NOT_PAGES = {
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
