"""A world in which every address has an object, and somebody of every role.

Everything lies in Jiangcheng and its counties; ``outsider`` holds every working role in
Xishan alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

import pytest
from django.conf import settings
from django.test import Client

from hengjian.access.actions import delegations, tokens
from hengjian.access.models import Account, Delegation
from hengjian.access.roles import ROLES
from hengjian.audit.actors import System
from hengjian.indicators.actions import named_tables, signals
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.models import Signal
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.limits.models import CardLimit
from hengjian.matters.models import Matter
from hengjian.warehouse.actions import sealings
from hengjian.warehouse.models import (
    CardTable,
    Finding,
    Import,
    Sealing,
    SealingKind,
)
from hengjian.warehouse.sealing.resolving import Covered, Resolved
from tests.attack.appraisal_objects import LEDGER_FILLED, appraisal_objects
from tests.attack.office_objects import (
    OFFICE_FILLED,
    half_year_report,
    office_objects,
)
from tests.cast import Cast
from tests.factories import access as make
from tests.factories import (
    calendars,
    documents,
    monitoring,
)
from tests.factories import meetings as meeting_of
from tests.factories.jobs import job
from tests.factories.limits import card_limit
from tests.factories.notices import notice
from tests.remembered import remembered
from tests.unit.publication.conftest import Office, built_office, undone


__all__ = ["ROLE_NAMES", "Office", "World", "built_office", "filled", "world"]

BY = System("test")
BACKEND = "hengjian.access.backend.AccountBackend"
ROLE_NAMES = tuple(ROLES)
PARAMETER = re.compile(r"[<{](?:\w+:)?(\w+)[>}]")
# beginning of an address -> what fills its parameters; the first that fits counts
FILLED: dict[str, dict[str, str]] = {
    **LEDGER_FILLED,
    **OFFICE_FILLED,
    "/organisation/": {"code": "unit"},
    "/data/indicators/": {"name": "indicator"},
    "/targets/changes/": {"number": "target_proposal"},
    "/targets/plans/": {"number": "target_plan"},
    "/targets/": {"number": "target"},
    "/api/targets/plans/": {"number": "target_plan"},
    "/api/targets/proposals/": {"number": "target_proposal"},
    "/api/targets/": {"number": "target"},
    "/data/runs/": {"number": "run"},
    "/data/compare/tables/": {"number": "table"},
    "/data/signals/": {"number": "signal"},
    "/data/cut-off/": {"number": "one"},
    "/calendars/releases/": {"number": "calendar"},
    "/calendars/": {"year": "year"},
    "/api/calendars/": {"year": "year"},
    "/help/": {"role": "role"},
    "/imports/prepare/": {"key": "key"},
    "/imports/": {"number": "import"},
    "/quality/findings/": {"number": "finding"},
    "/sealings/": {"number": "sealing", "card": "sealed_card"},
    "/api/sealings/": {"number": "sealing"},
    "/limits/": {"number": "limit"},
    "/api/limits/": {"number": "limit"},
    "/monitoring/draws/": {"number": "draw", "place": "one"},
    "/monitoring/": {"number": "prompt"},
    "/api/monitoring/draws/": {"number": "draw"},
    "/api/monitoring/prompts/": {"number": "prompt"},
    "/appraisal/objections/new/": {"number": "score_sheet"},
    "/appraisal/objections/": {"number": "matter"},
    "/appraisal/fairness/": {"number": "appraisal_round"},
    "/appraisal/prompts/": {"number": "fairness_signal"},
    "/appraisal/my-year/": {"number": "year_note"},
    "/appraisal/years/": {"person": "rated_person", "year": "year"},
    "/appraisal/sheets/": {"number": "score_sheet", "place": "one"},
    "/appraisal/schemes/": {"number": "appraisal_scheme"},
    "/appraisal/dry-runs/": {"number": "dry_run"},
    "/appraisal/rounds/": {"number": "appraisal_round"},
    "/appraisal/facts/": {"number": "appraisal_fact"},
    "/appraisal/bonus/": {"number": "bonus_pool"},
    "/api/appraisal/sheets/": {"number": "score_sheet"},
    "/ratings/": {"number": "rating_round", "person": "rated_person"},
    "/api/ratings/": {"number": "rating_round"},
    "/analysis/": {
        "number": "report",
        "version": "one",
        "which": "one",
        "kind": "kind",
    },
    "/meetings/bodies/": {"number": "body", "member": "body_member"},
    "/meetings/items/": {"number": "item", "which": "paper"},
    "/meetings/votes/": {"number": "vote"},
    "/meetings/tasks/": {"number": "resolution_task"},
    "/meetings/": {"number": "meeting", "which": "one"},
    "/api/meetings/items/": {"number": "item"},
    "/api/meetings/votes/": {"number": "vote"},
    "/api/meetings/": {"number": "meeting", "which": "one"},
    "/matters/new/": {"kind": "matter_kind"},
    "/matters/": {
        "number": "matter",
        "paper": "received_paper",
        "item": "work_item",
        "extension": "extension",
        "document": "document",
        "service": "service",
        "kind": "kind",
        "form": "kind",
    },
    "/documents/templates/": {
        "matter_kind": "matter_kind",
        "kind": "document_kind",
        "number": "document_template",
    },
    "/api/documents/": {"number": "document", "service": "service", "form": "kind"},
    "/api/received-papers/": {"number": "received_paper"},
    "/api/matters/": {"number": "matter", "item": "work_item"},
    "/notices/": {"number": "notice"},
    "/journal/": {"number": "entry"},
    "/jobs/": {"number": "job"},
    "/api/journal/": {"number": "entry"},
    "/api/jobs/": {"number": "job"},
    "/personal/tokens/": {"number": "token"},
    "/personal/delegations/": {"number": "delegation"},
    "/accounts/<str:username>/roles/": {"username": "username", "number": "grant"},
    "/accounts/": {"username": "username", "number": "delegation"},
    "/roles/": {"role": "role"},
    "/api/accounts/": {"username": "username", "number": "grant"},
    "/api/roles/": {"role": "role"},
    "/api/organisation/": {"code": "unit"},
    "/api/indicators/signals/": {"number": "signal"},
    "/api/indicators/": {"name": "indicator"},
    "/api/comparisons/": {"number": "table"},
    "/api/cards/imports/": {"number": "import"},
    "/api/cards/findings/": {"number": "finding"},
    "/api/notices/": {"number": "notice"},
    "/api/reports/": {"number": "report", "kind": "kind"},
    "/api/delegations/": {"number": "delegation"},
    "/honours/rounds/": {
        "number": "honour_round",
        "candidate": "candidate",
        "objection": "honour_objection",
        "award": "honour_award",
    },
    "/honours/pairs/": {"number": "mentor_pair"},
    "/honours/vetoes/": {"number": "veto"},
    "/api/honours/rounds/": {"number": "honour_round"},
    "/policy/": {"use": "use"},
}


@dataclass
class World:
    """The office, the number of an object of every kind, an account of every role."""

    office: Office
    numbers: dict[str, object]
    accounts: dict[str, Account]
    outsider: Account
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def cast(self) -> Cast:
        return self.office.cast

    def with_numbers_of_nothing(self) -> "World":
        """The same people; every number and code names nothing."""
        nothing: dict[str, object] = {
            name: "nothing" if isinstance(value, str) else 999_999
            for name, value in self.numbers.items()
        }
        return replace(self, numbers=nothing)

    def client(self, role: str | None) -> Client:
        """A browser of the role's account; of a stranger without a role."""
        return Client() if role is None else self.signed_in(self.accounts[role])

    def signed_in(self, account: Account) -> Client:
        """A browser of an account, which has signed in once for all tests."""
        client = Client()
        name = settings.SESSION_COOKIE_NAME
        if account.username not in self.cookies:
            client.force_login(account, backend=BACKEND)
            self.cookies[account.username] = client.cookies[name].value
        client.cookies[name] = self.cookies[account.username]
        return client


@pytest.fixture(scope="module")
def world(built_office: Office) -> World:
    """Begun once for a module; what a test does in it is undone."""
    built = remembered("world", partial(_built, built_office), built_office.home.parent)
    return replace(built, office=built_office)


def _built(office: Office) -> World:
    cast = office.cast
    accounts = {name: _holder(name, cast) for name in ROLE_NAMES}
    outsider = make.account(username="outsider")
    for name, role in ROLES.items():
        if not role.is_administrator:
            make.grant(outsider, name, cast.xishan)
    finding = Finding.objects.get(card_key="unfilled")
    table = named_tables.make(
        run=office.run,
        indicator="non_arrest_rate",
        period="2026-08",
        units=[cast.donghu, cast.xishan],
        purpose="分析研判会商",
        recipient="办公室",
        by=BY,
    )
    numbers: dict[str, object] = {
        "unit": cast.jiangcheng.code,
        "indicator": "non_arrest_rate",
        "run": office.run.pk,
        "table": table.pk,
        "signal": _signal(office).pk,
        "key": "0123456789abcdef-arrest_review-all",
        "import": Import.objects.get(table__name="arrest_review").pk,
        "finding": finding.pk,
        "limit": _limit(cast).pk,
        **_monitoring(cast),
        **appraisal_objects(cast),
        "sealing": (sealing := _sealing(office)).pk,
        "sealed_card": sealing.cards.get().pk,
        "report": office.quarter.pk,
        **_meeting(cast),
        **half_year_report(cast),
        **(of_matter := office_objects(cast)),
        **_document(cast, of_matter["matter"]),
        "use": "rank_places",
        "notice": notice(cast.liu).pk,
        "calendar": calendars.release().pk,
        "year": 2031,
        "job": job().pk,
        "entry": 1,
        "token": tokens.make(account=cast.liu, name="报表", by=cast.liu)[0].pk,
        "delegation": _delegation(cast).pk,
        "username": cast.liu.username,
        "grant": cast.liu.grants.get().pk,
        "one": 1,
        "role": "clerk",
        "kind": "docx",
    }
    built = World(office, numbers, accounts, outsider)
    for account in (*accounts.values(), outsider, cast.zhao):
        built.signed_in(account)
    return built


@pytest.fixture
def unchanged(world: World, db: None) -> Iterator[World]:
    """The world; whatever happens in it is rolled back."""
    with undone():
        yield world


def filled(address: str, numbers: dict[str, object]) -> str:
    """An address with an object for every parameter. Raises ``LookupError``."""
    if not PARAMETER.search(address):
        return address
    for beginning, names in FILLED.items():
        if address.startswith(beginning):
            values = {name: str(numbers[key]) for name, key in names.items()}
            return PARAMETER.sub(lambda found, of=values: of[found[1]], address)
    raise LookupError(f"give {address} an object in tests/attack/world.py")


def _holder(role: str, cast: Cast) -> Account:
    account = make.account(username=f"the.{role}")
    unit = None if ROLES[role].is_administrator else cast.jiangcheng
    make.grant(account, role, unit, from_on=date(2024, 1, 1))
    return account


def _delegation(cast: Cast) -> Delegation:
    today = clock.today()
    [made] = delegations.delegate(
        grants=[cast.liu.grants.get()],
        receiver=cast.wang,
        from_on=today,
        until_on=today,
        reason="出差",
        by=cast.liu,
    )
    return made


def _document(cast: Cast, matter: object) -> dict[str, object]:
    """A served notice of the matter, a letter that came, a template of the office."""
    found = Matter.objects.get(pk=matter)
    return {
        **documents.served(found, by=cast.liu),
        **documents.passed(found, by=cast.liu, to=cast.wang),
        "document_template": documents.template(cast.jiangcheng).pk,
    }


def _signal(office: Office) -> Signal:
    seen = Seen(
        "run_rule",
        "non_arrest_rate",
        "2026-08",
        "429900",
        Text("超出控制限", "beyond the limits"),
        {},
    )
    signals.raise_signals(run=office.run, seen=[seen], by=BY)
    return Signal.objects.get(
        kind="run_rule", indicator="non_arrest_rate", period="2026-08", unit="429900"
    )


def _meeting(cast: Cast) -> dict[str, object]:
    """A committee of Jiangcheng that has met and decided, so that every page is there."""
    liu = cast.person(cast.liu)
    body = meeting_of.seated(cast.jiangcheng, liu, others=2)
    vote = meeting_of.recorded(meeting_of.scheduled(body), "fff")
    owner = body.members.exclude(person=liu)[0].person
    task = meeting_of.task(vote, owner, clock.today())
    return {
        "body": body.pk,
        "body_member": body.members.all()[0].pk,
        "item": vote.item_id,
        "paper": vote.item.papers.all()[0].pk,
        "meeting": vote.item.meeting_id,
        "vote": vote.pk,
        "resolution_task": task.pk,
    }


def _limit(cast: Cast) -> CardLimit:
    """A limit that runs on a card of Jiangcheng."""
    return card_limit(
        CardTable.objects.get(name="arrest_review"),
        unit_code=cast.jiangcheng.code,
        procuratorate_id=cast.jiangcheng.pk,
    )


def _monitoring(cast: Cast) -> dict[str, object]:
    """A prompt on a card of Jiangcheng, and cases of it drawn for review."""
    table = CardTable.objects.get(name="arrest_review")
    prompt = monitoring.prompt(
        table,
        unit_code=cast.jiangcheng.code,
        procuratorate_id=cast.jiangcheng.pk,
        person_id=cast.person(cast.chen).pk,
    )
    return {"prompt": prompt.pk, "draw": monitoring.draw(table, cast.jiangcheng).pk}


def _sealing(office: Office) -> Sealing:
    """Of a card of Jiangcheng that no table has: nothing else of the world is sealed."""
    table = CardTable.objects.get(name="arrest_review")
    day = date(2026, 8, 3)
    made: Sealing = sealings.seal(
        resolved=Resolved("", (Covered(table.pk, "0" * 32, False, "", day, day),), ()),
        kind=SealingKind.CRIMINAL_RECORD,
        basis=sealings.Basis("中华人民共和国刑事诉讼法", "第286条", "V"),
        procuratorate=office.cast.jiangcheng,
        sealed_on=day,
        reason="判处三年",
        by=BY,
    )
    return made
