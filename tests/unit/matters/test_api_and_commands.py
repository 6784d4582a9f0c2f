"""The API and the commands do what the pages do."""

import json
from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.config.cli import main
from hengjian.matters.models import Matter
from tests.factories import matters as make
from tests.pages.asking import signed_in
from tests.unit.matters.conftest import World


def post(client: Client, address: str, body: dict[str, object]) -> tuple[int, dict]:
    answer = client.post(address, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def test_matter_is_registered_and_its_first_task_done_over_the_api(
    world: World,
) -> None:
    status, made = post(
        signed_in(world.cast.chen),
        "/api/matters",
        {"kind": "supply_request", "values": make.SUPPLIES},
    )
    [task] = made["tasks"]

    status_of_task, after = post(
        signed_in(world.office),
        f"/api/matters/{made['id']}/tasks/{task['id']}/complete",
        {"version": made["version"], "values": {"in_stock": "否"}},
    )

    assert (status, status_of_task) == (HTTPStatus.CREATED, HTTPStatus.OK)
    assert (made["number"], task["due_on"]) == ("2026-0001", "2026-10-20")
    assert [each["task"] for each in after["tasks"]] == ["decide"]
    assert after["values"]["in_stock"] is False


def test_values_that_cannot_stand_are_told(world: World) -> None:
    status, problem = post(
        signed_in(world.cast.chen),
        "/api/matters",
        {"kind": "supply_request", "values": make.SUPPLIES | {"quantity": "0"}},
    )

    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "数量应在 1 至 10000 之间" in problem["detail"]
    assert not Matter.objects.exists()


def test_version_that_has_passed_is_a_conflict(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    task = make.item(matter, "check_stock")

    status, _ = post(
        signed_in(world.office),
        f"/api/matters/{matter.pk}/tasks/{task.pk}/complete",
        {"version": 7, "values": {"in_stock": "否"}},
    )

    assert status == HTTPStatus.CONFLICT


def test_inbox_is_read_with_exact_counts(world: World) -> None:
    make.matter("supply_request", world.cast.chen)
    make.matter("supply_request", world.cast.chen)

    found = signed_in(world.office).get("/api/inbox?limit=1").json()

    assert (found["total"], found["late"], len(found["items"])) == (2, 0, 1)


def test_list_of_the_api_is_narrowed_and_paged(world: World) -> None:
    for _ in range(3):
        make.matter("supply_request", world.cast.chen)
    make.matter("task_follow_up", world.cast.wang)
    client = signed_in(world.cast.chen)

    page = client.get("/api/matters?kind=supply_request&limit=2").json()
    rest = client.get(
        f"/api/matters?kind=supply_request&limit=2&after={page['next']}"
    ).json()

    assert [each["number"] for each in page["items"]] == ["2026-0003", "2026-0002"]
    assert [each["number"] for each in rest["items"]] == ["2026-0001"]
    assert rest["next"] is None


def test_urging_over_the_api_counts(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    task = make.item(matter, "check_stock")

    _, after = post(
        signed_in(world.cast.chen),
        f"/api/matters/{matter.pk}/tasks/{task.pk}/urge",
        {"words": "请抓紧"},
    )

    assert after["tasks"][0]["times_urged"] == 1


def test_commands_register_list_and_show(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [f"--set={item}={text}" for item, text in make.SUPPLIES.items()]
    as_chen = ["--as", "chen"]

    assert main(["matters", "register", "supply_request", *given, *as_chen]) == 0
    registered = capsys.readouterr().out
    assert (
        main(["matters", "list", "--kind", "supply_request", "--json", *as_chen]) == 0
    )
    [line] = capsys.readouterr().out.splitlines()
    matter = json.loads(line)
    assert main(["matters", "show", str(matter["id"]), *as_chen]) == 0
    shown = capsys.readouterr().out

    assert "2026-0001" in registered
    assert matter["title"] == "A4 复印纸 70 克"
    assert "末日2026-10-20" in shown
    assert "登记用品申领 2026-0001" in shown


def test_command_tells_what_is_wrong_and_registers_nothing(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["matters", "register", "supply_request", "--as", "chen"])

    assert code == 2
    assert "“品名规格”是必填项" in capsys.readouterr().err
    assert not Matter.objects.exists()


def test_value_without_an_equals_sign_is_refused(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(
        ["matters", "register", "supply_request", "--set", "quantity", "--as", "chen"]
    )

    assert code == 2
    assert "quantity" in capsys.readouterr().err
