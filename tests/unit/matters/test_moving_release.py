"""Matters under way go on by a newer release of their pack, or say why they cannot."""

import shutil
from pathlib import Path

from hengjian.matters.actions.moving_release import move_all
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import Matter
from hengjian.packs import actions as packs
from tests.factories import matters as make
from tests.unit.matters.conftest import World


def released_anew(folder: Path, old: str, new: str) -> None:
    """The pack of supplies, with one word changed in all its files, released once more."""
    pack = folder / "packs" / "supply_request"
    shutil.copytree(make.PACKS / "_shared", folder / "packs" / "_shared")
    shutil.copytree(make.PACKS / "supply_request", pack)
    for path in (pack / "process.bpmn", *pack.glob("*.yaml")):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    packs.release(prepared=packs.prepare([pack]), by=make.BY)


def test_matter_goes_on_by_the_newer_release_where_it_stood(
    world: World, tmp_path: Path
) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    old = matter.release
    released_anew(tmp_path, 'name="库存核查"', 'name="查库存"')
    to = kind_named("supply_request")

    [planned] = move_all(matters=[matter], to=to, by=make.BY, dry_run=True)
    assert planned.reason is None
    assert Matter.objects.get(pk=matter.pk).release == old

    [moved] = move_all(matters=[matter], to=to, by=make.BY)

    assert moved.reason is None
    matter.refresh_from_db()
    assert matter.release == to.release != old
    make.done(matter, "check_stock", world.office, in_stock="否")
    assert make.item(matter, "decide").label_zh == "审批"


def test_matter_whose_open_task_is_gone_stays_with_the_reason(
    world: World, tmp_path: Path
) -> None:
    matter = make.matter("supply_request", world.cast.chen)
    released_anew(tmp_path, "check_stock", "look_into_stock")

    [stayed] = move_all(matters=[matter], to=kind_named("supply_request"), by=make.BY)

    assert stayed.reason is not None
    matter.refresh_from_db()
    assert make.item(matter, "check_stock").is_open
