"""One sealed person is looked for through every door: pages, API, commands, files.

The doors are read from the product itself, so that a new one is asked too; a command
without a row here fails.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from hengjian.access.roles import ROLES
from hengjian.audit.actors import System
from hengjian.config import cli
from hengjian.config.door_table import Door, command_doors, operation_doors, page_doors
from hengjian.indicators.asking import run_now
from hengjian.jobs.models import Job, JobState
from hengjian.lib import clock
from hengjian.meetings.models import Body
from hengjian.packs import actions as packs
from hengjian.publication.making import make_now
from hengjian.warehouse.actions import sealings, vault
from hengjian.warehouse.models import CardTable, Finding, SealingKind
from hengjian.warehouse.sealing.resolving import resolve
from tests.attack.world import World, built_office, filled, undone, world
from tests.factories import access as make
from tests.factories import meetings, monitoring
from tests.factories.jobs import job
from tests.factories.limits import card_limit
from tests.unit.publication import report_world
from tests.unit.warehouse.card_files_in import as_csv, import_bytes


__all__ = ["built_office", "world"]

BY = System("test")
PLACE, MONTH = report_world.DONGHU, "2026-08"
SEALED, CONTROL = "东湖封字〔2026〕73120", "东湖常字〔2026〕84160"
PEOPLE = {
    SEALED: ("欧阳小雨", "110101200903070019"),
    CONTROL: ("司徒大山", "110101199003070011"),
}
COLUMNS = {
    "case_number": "部门受案号",
    "procuratorate": "承办单位",
    "accepted_on": "受理日期",
    "concluded_on": "审结日期",
    "outcome": "审结情况",
    "suspect": "姓名",
    "identity_number": "证件号",
}
PERSONAL_ITEMS = """  suspect: {label: {zh: 姓名, en: Name}, type: text, personal: true}
  identity_number: {label: {zh: 证件号, en: Identity number}, type: text, personal: true, match: true}
checks:"""

# what else a door is asked, beside its plain address
BEHIND = f"?unit={PLACE}&kind=month&period={MONTH}"
QUERIES = {
    "/search/": ["?q=〔2026〕73", "?q=〔2026〕84", "?q=欧阳"],
    "/quality/": ["?scope=all&find=〔2026〕73", "?scope=all&find=〔2026〕84"],
    "/limits/": ["?scope=all&find=〔2026〕73", "?scope=all&find=〔2026〕84"],
    "/monitoring/": ["?span=all&find=〔2026〕73", "?span=all&find=〔2026〕84"],
    "/quality/daily/": ["?on=2026-10-26&part=raised"],
    "/data/indicators/<slug:name>/cards/": [BEHIND, f"{BEHIND}&measure=non_arrests"],
    "/api/indicators/{name}/cards": [f"?unit={PLACE}&period={MONTH}"],
    "/api/search": ["?q=〔2026〕73"],
}
EVERYWHERE = ["", BEHIND, "?export=xlsx", "?scope=all", f"{BEHIND}&export=xlsx"]
# doors that show a sealed card on purpose, or end the walk
NOT_ASKED = {
    "/sealings/<int:number>/cards/<int:card>/open/": "the act, journaled with a reason",
    "/sealings/<int:number>/lift/": "lifts the sealing",
    "/api/sealings/{number}/lift": "lifts the sealing",
    "/sign-out/": "ends the session",
}
BODIES = {
    "/quality/findings/<int:number>/unmask/": {"reason": "核对"},
    "/quality/": {"reason": "核对", "card": "arrest_review"},
    "/imports/<int:number>/rejected/": {"reason": "改正"},
}
# command -> how it is asked here; None: it reads files given to it, or shows no card
COMMANDS_ASKED: dict[str, list[str] | None] = {
    "hengjian findings list": [],
    "hengjian limits list": [],
    "hengjian monitoring list": ["--span", "all"],
    "hengjian monitoring run": [],
    "hengjian monitoring draw": None,  # asks for what is drawn; the pages are asked
    "hengjian matters list": ["--state", "all"],
    "hengjian meetings list": [],
    "hengjian honours list": [],
    "hengjian ledger show": ["CHEN"],
    "hengjian findings export": ["--card", "arrest_review", "--out", "found.xlsx"],
    "hengjian report analysis": [
        *("--procuratorate", PLACE, "--period", "2026-Q3"),
        *("--out", "reports"),
    ],
    "hengjian indicators compare": None,  # values of places; the pages are asked
    # what they are given or asked for by its number: the pages are asked
    "hengjian matters show": None,
    "hengjian matters register": None,
    "hengjian matters register-from": None,
    "hengjian matters migrate": None,  # leaves sealed matters unsaid
    "hengjian warehouse matters": None,  # takes no account: asked below
    "hengjian meetings show": None,
    "hengjian report check": None,
    "hengjian findings answer": None,
    "hengjian import": None,
}
SHOWS_NO_CARD = {
    *("hengjian demo", "hengjian packs check", "hengjian packs schema"),
    *("hengjian packs show", "hengjian packs release", "hengjian indicators run"),
    *("hengjian indicators explain", "hengjian indicators cards"),
    *("hengjian calendars import", "hengjian calendars show"),
    *("hengjian deadlines explain", "hengjian meetings tally"),
    *("hengjian appraisal score", "hengjian appraisal bonus"),
    *("hengjian appraisal dry-run", "hengjian appraisal sheet"),
    *("hengjian appraisal verify", "hengjian audit verify"),
    *("hengjian audit checkpoint", "hengjian audit public-key"),
    *("hengjian audit countersign", "hengjian warehouse verify"),
    "hengjian warehouse rotate",
    *("hengjian warehouse recover", "hengjian worker", "hengjian schedule"),
    *("hengjian serve", "hengjian organisation import"),
    *("hengjian organisation export", "hengjian accounts setup"),
    *("hengjian accounts add", "hengjian accounts reset", "hengjian accounts grant"),
    *("hengjian accounts end", "hengjian accounts token"),
    *("hengjian migrate", "hengjian backup"),
    *("hengjian restore", "hengjian doctor", "hengjian docs check"),
    *("hengjian docs write", "hengjian matters record-of"),
    *("hengjian ledger verify", "hengjian ledger rules"),
    *("hengjian meetings rules", "hengjian targets form", "hengjian targets check"),
}


@dataclass(frozen=True)
class Looked:
    """The world with the sealed person in it, and who sees everything."""

    world: World
    client: Client
    administrators: tuple[Client, ...]
    report: int  # made before the sealing, of a run that counts the sealed person


@pytest.fixture(scope="module")
def looked(world: World, tmp_path_factory: pytest.TempPathFactory) -> Looked:
    """Two persons with the same faults; one of them sealed after all was made."""
    folder = report_world.write_packs(tmp_path_factory.mktemp("sealed") / "packs")
    card = folder / "arrest_review" / "case_card.yaml"
    card.write_text(
        card.read_text("utf-8").replace("checks:", PERSONAL_ITEMS, 1), "utf-8"
    )
    packs.release(prepared=packs.prepare([folder]), by=BY)
    # counted; with a finding; kept aside
    counted = [row(number, outcome="不批准逮捕") for number in PEOPLE]
    faulty = [row(number, "-2", outcome="") for number in PEOPLE]
    aside = [row(number, "-3", accepted_on="") for number in PEOPLE]
    brought = import_bytes(
        as_csv(COLUMNS, (*counted, *faulty, *aside)), "persons.csv", "arrest_review"
    )
    run = run_now(by=BY)
    table = CardTable.objects.get(name="arrest_review")
    keys = [*PEOPLE, *(f"{number}-2" for number in PEOPLE)]
    vault.unmask(table=table, card_keys=keys, reason="核对", by=BY)
    finding = Finding.objects.get(card_key=f"{SEALED}-2")
    for number in PEOPLE:
        card_limit(
            table,
            number,
            unit_code=world.cast.donghu.code,
            procuratorate_id=world.cast.donghu.pk,
        )
        monitoring.prompt(
            table,
            number,
            unit_code=world.cast.donghu.code,
            procuratorate_id=world.cast.donghu.pk,
        )
        meetings.item(
            Body.objects.get(pk=world.numbers["body"]),
            title=f"审议 {number} 案",
            is_case=True,
            case_number=number,
        )
    report = make_now(run, PLACE, "2026-Q3", BY)
    sealing = sealings.seal(
        resolved=resolve("arrest_review", SEALED),
        kind=SealingKind.CRIMINAL_RECORD,
        basis=sealings.Basis("中华人民共和国刑事诉讼法", "第286条", "V"),
        procuratorate=world.cast.donghu,
        sealed_on=date(2026, 10, 26),
        reason="判处三年",
        by=BY,
    )
    numbers = {
        **world.numbers,
        "finding": finding.pk,
        "import": brought.pk,
        "job": finished_job({"keys": [SEALED], "rows": PEOPLE[SEALED]}).pk,
        "run": run.pk,
        "sealing": sealing.pk,
        "sealed_card": sealing.cards.filter(is_whole_case=False)[0].pk,
    }
    everybody = make.account(username="everybody")
    for name, role in ROLES.items():
        if not role.is_administrator:
            make.grant(everybody, name, world.cast.jiangcheng, from_on=date(2024, 1, 1))
    made = replace(world, numbers=numbers)
    administrators = tuple(
        made.client(name) for name, role in ROLES.items() if role.is_administrator
    )
    return Looked(made, made.signed_in(everybody), administrators, report.pk)


def finished_job(result: dict[str, object]) -> Job:
    """A job whose payload and result name the sealed person, as an old task's may."""
    made = job(payload={"card_key": SEALED})
    made.result, made.state, made.ended_at = result, JobState.DONE, clock.now()
    made.save()
    return made


def row(number: str, more: str = "", **said: str) -> dict[str, str]:
    suspect, identity = PEOPLE[number]
    return {
        "case_number": number + more,
        "procuratorate": PLACE,
        "accepted_on": f"{MONTH}-02",
        "concluded_on": f"{MONTH}-05",
        "outcome": "批准逮捕",
        "suspect": suspect,
        "identity_number": identity,
        **said,
    }


def doors_of_the_web() -> Iterator[tuple[Door, str]]:
    for door in (*page_doors(), *operation_doors()):
        if door.name not in NOT_ASKED:
            yield from ((door, method) for method in door.methods)


def said_by(
    door: Door, method: str, client: Client, at: World, *, plainly: bool = False
) -> str:
    """Everything the door says to all that it is asked here, files unpacked."""
    address = filled(door.name, at.numbers)
    asked = [*EVERYWHERE, *QUERIES.get(door.name, [])]
    if method != "GET" or plainly:
        asked = [""]
    told = []
    for query in asked:
        body = BODIES.get(door.name, {})
        answer = (
            client.get(address + query)
            if method == "GET"
            else client.generic(method, address)
            if not body
            else client.post(address, body)
        )
        told.append(unpacked(answer))
    return "\n".join(told)


def unpacked(answer: HttpResponse) -> str:
    content = (
        b"".join(answer.streaming_content)  # type: ignore[arg-type]
        if answer.streaming
        else answer.content
    )
    return text_of(content)


def text_of(content: bytes) -> str:
    if content[:2] != b"PK":
        text = content.decode("utf-8", "replace")
        return text.encode().decode("unicode_escape", "ignore") + text
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(text_of(packed.read(name)) for name in packed.namelist())


def hidden(door: str) -> tuple[str, ...]:
    """The sealed person; of the other name and number, but where a reason unmasks."""
    return (SEALED, *PEOPLE[SEALED], *(() if door in BODIES else PEOPLE[CONTROL]))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("door", "method"),
    list(doors_of_the_web()),
    ids=lambda each: str(getattr(each, "name", each)),
)
def test_sealed_person_stands_behind_no_door(
    door: Door, method: str, looked: Looked
) -> None:
    with undone():
        told = [said_by(door, method, looked.client, looked.world)]
        told += [
            said_by(door, method, client, looked.world, plainly=True)
            for client in looked.administrators
        ]

    assert [sign for sign in hidden(door.name) if any(sign in e for e in told)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        *("/search/", "/quality/", "/quality/daily/", "/quality/monthly/"),
        *("/monitoring/", "/api/monitoring/prompts"),
        *("/limits/", "/api/limits", "/meetings/items/", "/api/meetings/items"),
        *("/imports/<int:number>/rejected/", "/api/cards/findings"),
        *("/data/indicators/<slug:name>/cards/", "/api/indicators/{name}/cards"),
        "/api/journal",
    ],
)
def test_person_that_is_not_sealed_is_found_by_the_same_questions(
    name: str, looked: Looked
) -> None:
    [(door, method)] = [
        (door, method)
        for door, method in doors_of_the_web()
        if door.name == name and method in {"GET", "POST"}
    ][:1]

    with undone():
        told = [
            said_by(door, method, client, looked.world)
            for client in (looked.client, *looked.administrators)
        ]

    assert any(CONTROL in each for each in told)


@pytest.mark.django_db
def test_report_of_before_the_sealing_is_handed_out_by_no_door(looked: Looked) -> None:
    report = looked.report
    page, operation = f"/analysis/{report}/", f"/api/reports/{report}"
    files = [
        *(f"{page}file/{kind}/" for kind in ("docx", "pdf", "xlsx")),
        *(f"{operation}/files/{kind}" for kind in ("docx", "pdf", "xlsx")),
    ]

    for address in (page, *files, operation, f"{operation}/numbers"):
        answer = looked.client.get(address)
        assert "重新编制" in unpacked(answer), address
        assert answer.status_code == 409


def test_every_command_has_its_row() -> None:
    assert {door.name for door in command_doors()} == SHOWS_NO_CARD | set(
        COMMANDS_ASKED
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", [n for n, words in COMMANDS_ASKED.items() if words is not None]
)
def test_sealed_person_is_told_by_no_command(
    name: str,
    looked: Looked,
    tmp_path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)

    with undone():
        words = [*name.split()[1:], *(COMMANDS_ASKED[name] or [])]
        code = cli.main([*words, "--as", "everybody"])

    out = capfd.readouterr()
    files = [text_of(f.read_bytes()) for f in tmp_path.rglob("*") if f.is_file()]
    told = "\n".join([out.out, out.err, *files])
    assert code == 0, out.err
    assert [sign for sign in hidden(name) if sign in told] == []


@pytest.mark.django_db
def test_sealed_card_without_a_matter_is_not_named(
    looked: Looked, capfd: pytest.CaptureFixture[str]
) -> None:
    with undone():
        cli.main(["warehouse", "matters", "arrest_review", "--json"])

    out = capfd.readouterr()
    told = out.out + out.err
    # cards of an export are counted, the others are named
    assert json.loads(out.out)[0]["from_files"] > 0
    assert [sign for sign in hidden("") if sign in told] == []
