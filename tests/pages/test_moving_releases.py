"""Running matters on the newest release: tried on the page, then moved, by a worker."""

import re
from http import HTTPStatus
from pathlib import Path

from hengjian.jobs.models import Job
from hengjian.jobs.worker import Worker
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import Matter
from tests.factories import matters as make
from tests.pages.asking import signed_in, text_of
from tests.unit.matters.conftest import World, _today, world  # noqa: F401 (fixtures)
from tests.unit.matters.test_moving_release import released_anew


PAGE = "/matters/releases/"
TAGS = re.compile(r"<[^>]*>")
ASKED = {"kind": "supply_request", "act": "try"}


def worked() -> None:
    # what else the matters have told waits for cards, which are not asked for here
    Job.objects.exclude(task__contains="release_tasks").delete()
    Worker().run_until_empty()


def test_no_matter_runs_yet(world: World) -> None:  # noqa: F811
    assert "没有在办的事项" in text_of(world.cast.wang, PAGE)


def test_trial_says_who_can_move_and_only_then_they_are_moved(
    world: World,  # noqa: F811
    tmp_path: Path,
) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    old = matter.release
    assert "没有要换的" in text_of(world.cast.wang, PAGE)
    released_anew(tmp_path, 'name="库存核查"', 'name="查库存"')
    client = signed_in(world.cast.wang)
    untried = client.post(PAGE, {**ASKED, "act": "move"})

    client.post(PAGE, ASKED)
    waiting = text_of(world.cast.wang, PAGE)
    twice = client.post(PAGE, ASKED)
    worked()
    tried = TAGS.sub("", text_of(world.cast.wang, PAGE))
    matter.refresh_from_db()
    assert matter.release == old

    moved = client.post(PAGE, {**ASKED, "act": "move"})
    worked()

    assert untried.status_code == twice.status_code == HTTPStatus.CONFLICT
    assert "排队等候" in waiting
    assert "试换结果：能换 1，不能换 0" in tried
    assert moved.status_code == HTTPStatus.FOUND
    matter.refresh_from_db()
    assert matter.release == kind_named("supply_request").release
    moved_text = TAGS.sub("", text_of(world.cast.wang, PAGE))
    assert "换版结果：已换 1，不能换 0" in moved_text
    assert Job.objects.get(task__endswith="move_running").by == "account:wang"


def test_who_cannot_move_is_named_with_the_reason(
    world: World,  # noqa: F811
    tmp_path: Path,
) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    released_anew(tmp_path, "check_stock", "look_into_stock")
    client = signed_in(world.cast.wang)

    client.post(PAGE, ASKED)
    worked()

    page = client.get(PAGE).content.decode()
    assert "能换" in page
    assert f'<a href="/matters/{matter.pk}/">' in page
    assert 'value="move"' not in page  # nobody can
    assert client.post(PAGE, {**ASKED, "act": "move"}).status_code == (
        HTTPStatus.CONFLICT
    )


def test_a_trial_of_an_earlier_release_counts_for_nothing(
    world: World,  # noqa: F811
    tmp_path: Path,
) -> None:
    make.matter("supply_request", world.cast.chen)
    released_anew(tmp_path / "a", 'name="库存核查"', 'name="查库存"')
    client = signed_in(world.cast.wang)
    client.post(PAGE, ASKED)
    worked()

    released_anew(tmp_path / "b", 'name="库存核查"', 'name="看库存"')

    assert "试换结果" not in text_of(world.cast.wang, PAGE)
    assert client.post(PAGE, {**ASKED, "act": "move"}).status_code == (
        HTTPStatus.CONFLICT
    )


def test_kinds_and_acts_that_are_none_are_not_found(world: World) -> None:  # noqa: F811
    client = signed_in(world.cast.wang)
    make.matter("supply_request", world.cast.chen)

    for given in ({"kind": "nothing", "act": "try"}, {**ASKED, "act": "burn"}):
        assert client.post(PAGE, given).status_code == HTTPStatus.NOT_FOUND
    assert not Job.objects.filter(task__contains="release_tasks").exists()
    assert Matter.objects.count() == 1
