"""Asking at a door as the browser or a program would."""

import json
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from hengjian.audit.models import JournalEntry
from hengjian.config.api import api
from hengjian.config.door_table import OPERATION, Door
from tests.attack.world import World, filled


# what operations need to be asked at all
QUERY = {"unit": "429900", "period": "2026-08", "indicator": "non_arrest_rate"}
GRANT = {"role": "analyst", "unit": "429901", "from_on": "2026-10-26", "reason": "调研"}
NOTICE = {
    "year": 2031,
    "title": "更正",
    "reason": "更正",
    "rows": [{"days": "2031-03-11", "kind": "off"}],
}
BODIES: dict[str, dict[str, Any]] = {
    "/api/ratings": {
        "unit": "429900",
        "rubric": "none",
        "direction": "colleagues",
        "is_anonymous": False,
        "from_on": "2026-07-01",
        "until_on": "2026-09-30",
        "closes_on": "2026-11-30",
    },
    "/api/ratings/{number}/ballot": {"marks": {}},
    "/api/ratings/{number}/cancel": {"reason": "评议表有误"},
    "/api/targets/{number}/end": {"from_month": "2026-09", "reason": "上级取消专项"},
    "/api/targets/plans/{number}/end": {"words": "基本完成"},
    "/api/targets/plans/{number}/rows": {"cells": {"title": "督办"}},
    "/api/appraisal/schemes/{number}/rounds": {"period": "2026-09"},
    "/api/appraisal/rounds/{number}/facts": {
        "person": "CHEN",
        "item": "quality",
        "value": "90",
        "evidence": "评查表",
    },
    "/api/appraisal/facts/{number}/decide": {"confirmed": True},
    "/api/appraisal/facts/{number}/withdraw": {"reason": "重复"},
    "/api/appraisal/ballots/{number}/voices": {"voices": {}},
    "/api/targets/{number}/amend": {
        "from_month": "2026-09",
        "cells": {"aim": "不少于90件"},
        "reason": "任务增加",
    },
    "/api/targets/proposals/{number}/decide": {"approved": True},
    "/api/accounts/{username}/roles": GRANT,
    "/api/accounts/{username}/roles/plan": GRANT,
    "/api/accounts/{username}/roles/{number}/end": {
        "until_on": "2030-01-01",
        "reason": "调离",
    },
    "/api/indicators/signals/{number}/explanation": {"explanation": "已核实"},
    "/api/comparisons": {
        "indicator": "non_arrest_rate",
        "period": "2026-08",
        "units": ["429901", "429902"],
        "purpose": "会商",
        "recipient": "办公室",
    },
    "/api/cards/findings/{number}/answer": {"answer": "corrected"},
    "/api/matters": {"kind": "supply_request", "values": {}},
    "/api/matters/{number}/tasks/{item}/complete": {"version": 1},
    "/api/sealings": {
        "card": "arrest_review",
        "key": "nothing",
        "unit": "429900",
        "kind": "criminal_record",
        "law": "中华人民共和国刑事诉讼法",
        "article": "第286条",
        "sealed_on": "2026-08-03",
        "reason": "判处三年",
    },
    "/api/sealings/{number}/lift": {"reason": "发现漏罪", "basis": "第286条"},
    "/api/calendars": NOTICE,
    "/api/calendars/preview": NOTICE,
    "/api/documents": {"matter": 1, "kind": "refusal_notice"},
    "/api/documents/{number}/seal": {"seal": "本院印章", "on": "2026-10-26"},
    "/api/documents/{number}/services": {
        "how": "post",
        "on": "2026-10-26",
        "to": "陈明",
    },
    "/api/documents/{number}/services/{service}/receipt": {"on": "2026-10-26"},
    "/api/received-papers/{number}/pass-on": {"people": []},
    "/api/meetings/{number}/invitation": {"comes": True},
    "/api/meetings/{number}/minutes/{which}/object": {"words": "日期有误"},
    "/api/meetings/votes/{number}/record": {"version": 0, "heard": []},
    "/api/meetings/votes/{number}/close": {"version": 0},
    "/api/notices/read": {"numbers": []},
    "/api/reports": {"procuratorate": "429901", "period": "2026-Q3"},
}
AT_THE_DOOR = "access.refused"
BY_POLICY = "indicators.policy_refused"
# what goes with a file
UPLOADS: dict[str, dict[str, Any]] = {
    "/api/cards/imports": {"card": "arrest_review"},
    "/api/reports/{number}/versions": {},
    "/api/received-papers": {
        "matter": 1,
        "kind": "letter",
        "sender": "江城市水务局",
        "title": "来函",
        "dated_on": "2026-10-16",
        "received_on": "2026-10-19",
        "pages": 1,
        "unmarked": True,
    },
}


def ask(client: Client, door: Door, method: str, world: World) -> HttpResponse:
    """Ask at a door for an object of the world, with the least that is needed."""
    answer = _asked(client, door, method, world)
    # not ``close()``: that ends the request, and with it the test's connection
    for close in answer._resource_closers:
        close()
    return answer


def _asked(client: Client, door: Door, method: str, world: World) -> HttpResponse:
    address = filled(door.name, world.numbers)
    if door.kind != OPERATION:
        return client.generic(method, address)  # type: ignore[return-value]
    if method == "POST" and door.name in UPLOADS:
        file = SimpleUploadedFile("cards.csv", "部门受案号\n".encode())
        return client.post(address, {"file": file, **UPLOADS[door.name]})  # type: ignore[return-value]
    body = json.dumps(BODIES.get(door.name, {}))
    return client.generic(  # type: ignore[return-value]
        method,
        address + query(door.name, method),
        body,
        content_type="application/json",
    )


def query(address: str, method: str) -> str:
    """Of what is asked for those parameters that the operation knows."""
    known = parameters().get((address, method), set())
    asked = {name: value for name, value in QUERY.items() if name in known}
    return f"?{urlencode(asked)}" if asked else ""


@cache
def parameters() -> dict[tuple[str, str], set[str]]:
    """(address, method) → names of what may stand in the query."""
    return {
        (address, method.upper()): {
            each["name"] for each in operation["parameters"] if each["in"] == "query"
        }
        for address, methods in api.get_openapi_schema()["paths"].items()
        for method, operation in methods.items()
    }


def is_sent_to_sign_in(answer: HttpResponse) -> bool:
    """Whether a page told a stranger to sign in."""
    there = answer.headers.get("Location", "")
    return answer.status_code == HTTPStatus.FOUND and there.startswith(
        "/sign-in/?next="
    )


def is_let_in(answer: HttpResponse) -> bool:
    """Whether the door was open, whatever stood behind it."""
    if answer.status_code == HTTPStatus.FORBIDDEN:
        return why_refused() == BY_POLICY
    is_stranger = answer.status_code == HTTPStatus.UNAUTHORIZED
    return not is_stranger and not is_sent_to_sign_in(answer)


def why_refused() -> str:
    """What the journal says of the refusal just seen: every one has its entry."""
    last = JournalEntry.objects.order_by("-number")[0].event
    assert last in {AT_THE_DOOR, BY_POLICY}, last
    return last
