"""A pack is released by its digest and read from its archive for ever."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor, System
from hengjian.audit.models import JournalEntry
from hengjian.config.cli import main
from hengjian.packs import actions, queries
from hengjian.packs.archives import ReleaseDamaged, folder_of
from hengjian.packs.models import PackRelease
from tests.cast import Cast


pytestmark = pytest.mark.django_db

BY = System("test")
PACK = """\
pack: loans
format: 1
title: {zh: 借阅, en: Loans}
line_of_work: administration
kind: imported
"""
CARD = """\
grain: case
key: [number]
partition_date: lent_on
items:
  number: {label: {zh: 编号, en: Number}, type: text, required: true}
  lent_on: {label: {zh: 借出日期, en: Lent on}, type: date, required: true}
  kind:
    label: {zh: 种类, en: Kind}
    type: choice
    choices: {file: 案卷, book: 图书}
"""
MEASURES = "lent: {agg: count, dated_by: lent_on}\n"
INDICATOR = """\
indicator: loans
code: X01
label: {zh: 借阅数, en: Loans}
sentence: {zh: 借出的数量, en: How many were lent}
value: lent
unit: count
decimals: 0
direction: neutral
source: {title: {zh: 本院规定, en: The office's rule}, mark: I}
"""


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.HENGJIAN_FILES = tmp_path / "files"
    pack = tmp_path / "packs" / "loans"
    (pack / "indicators").mkdir(parents=True)
    for name, text in (
        ("pack.yaml", PACK),
        ("case_card.yaml", CARD),
        ("measures.yaml", MEASURES),
        ("indicators/loans.yaml", INDICATOR),
    ):
        (pack / name).write_text(text, "utf-8")
    return pack


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")


def release(folder: Path) -> list[PackRelease]:
    return actions.release(prepared=actions.prepare([folder]), by=BY)


def test_release_is_numbered_and_read_from_its_archive(folder: Path) -> None:
    [stored] = release(folder)
    shutil.rmtree(folder)

    current = queries.current()

    assert (stored.name, stored.number) == ("loans", 1)
    assert current.loaded.faults == ()
    assert current.loaded.packs["loans"].title.en == "Loans"
    assert current.releases["loans"].digest == stored.digest
    assert JournalEntry.objects.get().event == "packs.pack_released"


def test_unchanged_pack_is_not_released_again(folder: Path) -> None:
    release(folder)

    assert release(folder) == []
    assert PackRelease.objects.count() == 1


def test_changed_pack_is_the_next_release_and_the_first_stays(folder: Path) -> None:
    [first] = release(folder)
    change(folder, "pack.yaml", "en: Loans", "en: Lending")

    [second] = release(folder)

    assert second.number == 2
    assert queries.current_release("loans") == second
    assert queries.read([first]).loaded.packs["loans"].title.en == "Loans"
    assert queries.read([second]).loaded.packs["loans"].title.en == "Lending"


def test_pack_with_faults_is_not_released(folder: Path) -> None:
    change(folder, "case_card.yaml", "type: date", "type: day")

    with pytest.raises(actions.CannotRelease, match=r"case_card\.yaml"):
        actions.prepare([folder])


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "case_card.yaml",
            "编号, en: Number}, type: text",
            "编号, en: Number}, type: integer",
            "number",
        ),
        ("case_card.yaml", "{file: 案卷, book: 图书}", "{file: 案卷}", "book"),
    ],
)
def test_what_was_released_is_not_changed(
    folder: Path, name: str, old: str, new: str, said: str
) -> None:
    release(folder)
    change(folder, name, old, new)

    with pytest.raises(actions.CannotRelease, match=said):
        actions.prepare([folder])


def test_indicator_code_is_never_anothers(folder: Path) -> None:
    release(folder)
    change(folder, "indicators/loans.yaml", "indicator: loans", "indicator: lending")
    (folder / "indicators/loans.yaml").rename(folder / "indicators/lending.yaml")

    with pytest.raises(actions.CannotRelease, match="X01"):
        actions.prepare([folder])


def test_release_that_somebody_overtook_is_refused(folder: Path) -> None:
    prepared = actions.prepare([folder])
    actions.release(prepared=prepared, by=BY)

    with pytest.raises(actions.CannotRelease, match="刚被他人发布"):
        actions.release(prepared=prepared, by=BY)


def test_damaged_archive_is_never_read(folder: Path) -> None:
    [stored] = release(folder)
    other = actions.canonical.archive({"loans/pack.yaml": b"pack: other\n"})

    @journal.action
    def damage(*, by: Actor) -> None:
        stored.archive = other
        stored.save()
        journal.nothing_changed()

    damage(by=BY)

    with pytest.raises(ReleaseDamaged):
        folder_of(stored)


def test_nothing_released_means_no_packs(db: None) -> None:
    assert queries.current().loaded.packs == {}
    assert queries.current_release("loans") is None


def test_command_without_a_folder_releases_the_packs_of_the_installation(
    folder: Path, cast: Cast, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.HENGJIAN_PACKS = folder

    assert main(["packs", "release", "--as", "wang"]) == 0

    assert "loans 1 " in capsys.readouterr().out


def test_command_releases_for_an_account_that_may(
    folder: Path, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["packs", "release", str(folder)]

    assert main([*words, "--as", "chen"]) == 2
    assert main([*words, "--as", "wang", "--dry-run"]) == 0
    assert not PackRelease.objects.exists()
    assert main([*words, "--as", "wang"]) == 0
    assert main([*words, "--as", "wang"]) == 0

    captured = capsys.readouterr()
    assert "发布业务包" in captured.err
    assert captured.out.count("loans 1 ") == 2
    assert "没有新版本" in captured.out
    assert PackRelease.objects.get().by == "account:wang"
