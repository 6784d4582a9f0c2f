"""Release packs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hengjian.audit import act
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.pack_format import canonical
from hengjian.engines.pack_format.reading import load
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.packs import queries
from hengjian.packs.models import PackRelease
from hengjian.packs.succession import broken_promises


class CannotRelease(UserFault):
    """The draft has faults, or breaks what an earlier release promised."""

    status = 409


@dataclass(frozen=True)
class Prepared:
    """A draft that was read and checked, ready to be stored."""

    name: str
    title: Text
    digest: str
    archive: bytes
    # the release it was compared with
    after: int


def prepare(folders: Sequence[Path]) -> list[Prepared]:
    """Read drafts, check them and compare with the releases before; slow, no writes.

    Returns those that differ from their newest release. Raises ``CannotRelease`` with
    every fault.
    """
    loaded = load(folders)
    if loaded.faults:
        lines = "\n".join(f"{each.place}: {each.message.zh}" for each in loaded.faults)
        english = "\n".join(
            f"{each.place}: {each.message.en}" for each in loaded.faults
        )
        raise CannotRelease(
            Text(
                f"业务包有问题，不能发布：\n{lines}",
                f"the packs have faults:\n{english}",
            )
        )
    current = queries.current_releases()
    prepared, broken = [], []
    for pack in loaded.packs.values():
        files = canonical.canonical_files(pack)
        digest = canonical.digest(files)
        newest = current.get(pack.name)
        if newest is not None and newest.digest == digest:
            continue
        if newest is not None:
            before = queries.read([newest]).loaded.packs[pack.name]
            broken += [(pack.name, each) for each in broken_promises(before, pack)]
        number = newest.number if newest is not None else 0
        prepared.append(
            Prepared(pack.name, pack.title, digest, canonical.archive(files), number)
        )
    if broken:
        raise CannotRelease(_said(broken))
    return prepared


@journal.action
def release(*, prepared: Iterable[Prepared], by: Actor) -> list[PackRelease]:
    """Store prepared packs, all or none.

    Raises ``CannotRelease`` when somebody released one of them meanwhile.
    """
    released = []
    for each in prepared:
        newest = queries.current_release(each.name)
        number = newest.number if newest is not None else 0
        if number != each.after:
            raise CannotRelease(
                Text(
                    f"“{each.name}”刚被他人发布，请重新检查",
                    f"somebody released {each.name} meanwhile: check again",
                )
            )
        stored = PackRelease(
            name=each.name,
            number=number + 1,
            title_zh=each.title.zh,
            title_en=each.title.en,
            digest=each.digest,
            archive=each.archive,
            released_at=clock.now(),
            by=by.journal_name,
        )
        stored.save()
        act.forget(queries.IN_FORCE)
        journal.enter(
            "packs.pack_released",
            subject=stored,
            new={"name": each.name, "number": stored.number, "digest": each.digest},
        )
        released.append(stored)
    if not released:
        journal.nothing_changed()
    return released


def _said(broken: list[tuple[str, Text]]) -> Text:
    return Text(
        "\n".join(f"{name}: {text.zh}" for name, text in broken),
        "\n".join(f"{name}: {text.en}" for name, text in broken),
    )
