"""The whole API from its own document, with right and wrong inputs.

No operation ends as a fault of ours, what it answers is what its document says, every
refusal is problem+json, and whoever may not changes nothing.
"""

import inspect
from collections.abc import Iterator
from http import HTTPStatus

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from ninja import Schema
from schemathesis import Case, Response
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from hengjian.access.actions import tokens
from hengjian.access.models import Account
from hengjian.config.api import api
from tests.attack.hostile import FEW
from tests.attack.world import World, built_office, unchanged, world
from tests.failing_journal import everything_but_the_journal
from tests.unit.publication.conftest import undone


__all__ = ["built_office", "unchanged", "world"]

schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = WSGIHandler()
CHECKS = [not_a_server_error, response_schema_conformance]
# what an audit administrator may do too: see the organisation, read one's own notices
OWN = {
    "organisation",
    "notices",
    "calendars",
    "delegations",
    "journal",
    "jobs",
    "accounts",
    "roles",
}
fuzzing = settings(
    max_examples=FEW,
    deadline=None,
    database=None,
    derandomize=FEW < 100,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _lasting_connection() -> Iterator[None]:
    """The end of a request ends no connection: the test's own stands in a transaction."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def bearer(account: Account) -> dict[str, str]:
    _, text = tokens.make(
        account=account, name="fuzz", scopes=["read", "write"], by=account
    )
    return {"Authorization": f"Bearer {text}"}


@pytest.fixture(scope="module")
def case_manager(world: World) -> dict[str, str]:
    return bearer(world.accounts["case_manager"])


@pytest.fixture(scope="module")
def auditor(world: World) -> dict[str, str]:
    return bearer(world.accounts["audit_administrator"])


def is_problem(answer: Response) -> bool:
    kinds = answer.headers.get("content-type") or [""]
    return kinds[0].startswith("application/problem+json")


@schema.parametrize()
@fuzzing
def test_operation_takes_whatever_is_sent(
    case: Case, world: World, case_manager: dict[str, str], db: None
) -> None:
    with undone():
        answer = case.call(headers=case_manager)

        case.validate_response(answer, checks=CHECKS)
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            unread = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
            assert is_problem(answer) or answer.status_code in unread


@schema.parametrize()
@fuzzing
def test_operation_changes_nothing_for_who_may_not(
    case: Case, world: World, auditor: dict[str, str], db: None
) -> None:
    before = everything_but_the_journal()
    with undone():
        strange = case.call(headers={"Authorization": "Bearer hj_nothing"})
        answer = case.call(headers=auditor)

        assert everything_but_the_journal() == before
        assert strange.status_code >= HTTPStatus.BAD_REQUEST
        if case.path.split("/")[2] not in OWN:
            assert answer.status_code >= HTTPStatus.BAD_REQUEST


def test_document_names_every_operation() -> None:
    assert len(list(schema.get_all_operations())) == len(
        [m for methods in api.get_openapi_schema()["paths"].values() for m in methods]
    )


def test_no_two_schemas_share_a_name() -> None:
    found: dict[str, set[str]] = {}
    for router in (router for _, router in api._routers):
        module = router.path_operations
        for view in module.values():
            for operation in view.operations:
                source = inspect.getmodule(operation.view_func)
                for name, kind in inspect.getmembers(source, inspect.isclass):
                    if issubclass(kind, Schema) and kind is not Schema:
                        found.setdefault(name, set()).add(kind.__module__)

    assert {name: where for name, where in found.items() if len(where) > 1} == {}
