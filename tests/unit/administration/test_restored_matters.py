"""An older backup put back: matters and their cards agree, and what waited is taken."""

import json
from pathlib import Path

from hengjian.access.models import Account
from hengjian.matters import filling
from hengjian.matters.actions import completing
from hengjian.matters.kinds import kind_named
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse.matter_cards import reconciling, taking
from hengjian.warehouse.models import CardTable
from tests.factories import matters as make
from tests.unit.administration.test_backup import (
    NOTHING_SINCE,
    backed_up,
    empty_place,
    home,
    restore,
    run,
    working,
)


__all__ = ["empty_place", "home", "working"]

LOOKS = str(Path(__file__).with_name("restored_matters.py"))
KIND = "supply_request"


def test_matters_and_cards_of_an_older_backup_agree(
    working: Path,
    tmp_path: Path,
    empty_place: dict[str, str],
) -> None:
    make.release_kinds()
    chen = Account.objects.get(username="chen")
    taken = make.matter(KIND, chen)
    taking.take_all()
    version = CardTable.objects.get(name=KIND).current_version
    make.matter(KIND, chen, article="订书机")  # waits when the backup is made

    def meanwhile() -> None:
        """After the database's moment the tables go on: changed, registered, taken."""
        taken.refresh_from_db()
        bound = filling.registration(
            kind_named(KIND),
            Procuratorate.objects.get(code="429900"),
            None,
            chen,
            make.SUPPLIES | {"quantity": "7"},
        )
        completing.correct(
            matter=taken, bound=bound, version=taken.version, reason="写错", by=chen
        )
        make.matter(KIND, chen, article="电池")
        taking.take_all()
        assert CardTable.objects.get(name=KIND).current_version > version
        assert reconciling.reconcile(KIND).cards == 3

    backup, sealed = backed_up(tmp_path, meanwhile)

    done = restore(backup, empty_place, "--keys", str(sealed), *NOTHING_SINCE)

    assert done.returncode == 0, done.stderr + done.stdout
    looked = run([LOOKS], empty_place)
    assert looked.returncode == 0, looked.stderr
    found = json.loads(looked.stdout)
    before, after = found["before"], found["after"]
    assert (before["agrees"], before["matters"], before["cards"]) == (True, 2, 1)
    assert (before["waiting"], found["taken"]) == (1, {KIND: 1})
    assert (after["agrees"], after["cards"], after["waiting"]) == (True, 2, 0)
    told = run(["-m", "hengjian.config.cli", "warehouse", "matters", KIND], empty_place)
    assert (told.returncode, told.stdout[0]) == (0, "✓")
