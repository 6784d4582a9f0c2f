"""An office that works on while one of its disks is full or may not be written.

``python -m tests.faults.at_work FOLDER full|read-only`` acts in an installation of its own
and prints as JSON, for each place, what was said in the trouble and how all stood after.
"""

import json
import os
import resource
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any


FOLDER = Path(sys.argv[1])
TROUBLE = sys.argv[2]
DISKS = FOLDER / "disks"  # a small disk for each place, where the machine lets us
NOBODY = 65534
MANY = 20_000  # more than any of the small disks takes


def main() -> None:
    import django

    django.setup()
    drills: dict[str, Callable[[], dict[str, Any]]] = {
        "database": database,
        "cards": cards,
        "incoming": incoming,
        "backup": backup,
        "checkpoints": checkpoints,
    }
    found = {name: drill() for name, drill in drills.items()}
    sys.stdout.write(json.dumps(found) + "\n")


@contextmanager
def trouble(place: str) -> Iterator[None]:
    """The place's disk is full, or may not be written, for a while."""
    from django.db import connection

    if TROUBLE == "read-only":
        connection.close()  # an open file may be written whatever its mode says
    disk = DISKS / place
    with full(disk) if TROUBLE == "full" else read_only(disk):
        yield
    connection.close()


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """No block is left; where no small disk could be had, no file may grow."""
    if disk.is_mount():
        filler = disk / "filler"
        with suppress(OSError), filler.open("wb", buffering=0) as stream:
            while stream.write(b"0" * 4096):
                pass
        try:
            yield
        finally:
            filler.unlink()
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Nobody may write there; root, whom that does not hold, is nobody meanwhile."""
    modes = {path: path.stat().st_mode for path in (disk, *disk.rglob("*"))}
    is_root = os.geteuid() == 0
    if is_root:
        for path in (FOLDER, *FOLDER.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for path, mode in modes.items():
            if path.exists():
                path.chmod(mode)


def said(act: Callable[[], object], times: int = 1) -> tuple[str, int]:
    """What people are told when the act fails, and how often it had been done."""
    from hengjian.ui.outages import outage

    for done in range(times):
        try:
            act()
        except Exception as error:
            told = outage(error)
            return (told.zh if told else f"{type(error).__name__}: {error}"), done
    return "", times


def sound() -> bool:
    from hengjian.audit.verifying import verify

    return verify().faults == ()


def database() -> dict[str, Any]:
    from hengjian.audit.actors import System
    from hengjian.organisation.actions import people
    from hengjian.organisation.models import Person

    def add() -> None:
        added.append(f"stored-{len(added)}")
        people.add(number=added[-1], name="陈明" * 20, by=System("test"))

    added: list[str] = []
    add()
    with trouble("database"):
        told, done = said(add, MANY)
    acknowledged = added[: done + 1]
    add()
    acknowledged.append(added[-1])
    found = Person.objects.filter(number__startswith="stored-")
    kept = set(found.values_list("number", flat=True))
    return {"said": told, "lost": len(set(acknowledged) ^ kept), "sound": sound()}


def cards() -> dict[str, Any]:
    from hengjian.warehouse.models import CardTable, ImportState
    from tests.unit.warehouse.card_files_in import card, import_cards

    import_cards(card("A1"))
    before = CardTable.objects.get(name="arrest_review").current_version
    many = [card(f"B{number}", handler=f"人{number}") for number in range(200)]
    with trouble("cards"):
        told, _ = said(lambda: import_cards(*many))
        between = CardTable.objects.get(name="arrest_review").current_version
    done = import_cards(*many, card("C1"))
    return {
        "said": told,
        "lost": int(between != before) + 201 - done.rows_new,
        "sound": done.state == ImportState.LIVE and sound(),
    }


def incoming() -> dict[str, Any]:
    from django.conf import settings

    from hengjian.warehouse.incoming import keep

    folder = settings.HENGJIAN_HOME / "incoming"
    before = sorted(folder.iterdir())
    block = os.urandom(1024 * 1024)
    with trouble("incoming"):
        told, _ = said(lambda: keep("cards.csv", [block] * 8))
    left = len(sorted(folder.iterdir())) - len(before)
    kept = keep("cards.csv", [block])
    return {"said": told, "lost": left, "sound": kept.path.read_bytes() == block}


def backup() -> dict[str, Any]:
    from django.conf import settings

    from hengjian.administration.backup.making import make
    from hengjian.audit.actors import System

    folder = DISKS / "backup" / "monday"
    folder.mkdir()
    with trouble("backup"):
        told, _ = said(lambda: make(folder, by=System("backup")))
    left = len(list(folder.iterdir()))
    made = make(folder, by=System("backup"))
    return {"said": told, "lost": left, "sound": bool(made.files) and sound()} | (
        {"as a command": command(settings.HENGJIAN_HOME)}
    )


def command(home: Path) -> list[object]:
    """The same by the command: its exit code and whether it is a sentence."""
    from hengjian.config import cli

    folder = DISKS / "backup" / "tuesday"
    out, err = StringIO(), StringIO()
    with trouble("backup"), redirect_stdout(out), redirect_stderr(err):
        code = cli.main(["backup", str(folder)])
    return [code, err.getvalue()]


def checkpoints() -> dict[str, Any]:
    from django.conf import settings

    from hengjian.audit import checkpoints as signed
    from hengjian.audit.actors import System
    from hengjian.organisation.actions import people
    from hengjian.organisation.models import Person

    def add() -> None:
        people.add(number=f"signed-{len(added)}", name="林静", by=System("test"))
        added.append("")

    added: list[str] = []
    settings.JOURNAL_CHECKPOINT_EVERY = 1
    add()
    before = len(signed.read()[0])
    with trouble("checkpoints"):
        # where its own disk alone is full the act is done, and the next one signs for both
        told, _ = said(add)
    add()
    genuine, bad = signed.read()
    lost = len(added) - Person.objects.filter(number__startswith="signed-").count()
    grown = len(genuine) > before > 0
    return {"said": told, "lost": lost + len(bad), "sound": grown and sound()}


def prepare() -> None:
    """Lay out the installation: its places on disks of their own."""
    home = FOLDER / "home"
    home.mkdir()
    for place in ("cards", "incoming", "checkpoints"):
        (home / place).symlink_to(DISKS / place)
    with (
        sqlite3.connect(os.environ["EMPTY_DATABASE"]) as empty,
        sqlite3.connect(DISKS / "database" / "h.sqlite3") as target,
    ):
        empty.backup(target)
    import django

    django.setup()
    from tests.cast import assemble
    from tests.unit.warehouse.conftest import release_packs

    release_packs(FOLDER)
    assemble()


if __name__ == "__main__":
    prepare()
    main()
