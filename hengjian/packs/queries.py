"""Released packs: which is current, which had a digest, what they say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from hengjian.audit.standing import standing, told_by
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.lib.shared_results import shared
from hengjian.packs.archives import folder_of
from hengjian.packs.models import PackRelease


IN_FORCE = "packs.in_force"
_TABLE = PackRelease._meta.db_table


@dataclass(frozen=True)
class Released:
    """Releases, read together: links between packs are resolved among them."""

    loaded: Loaded
    releases: Mapping[str, PackRelease]


def releases_of(name: str) -> QuerySet[PackRelease]:
    """Every release of a pack, newest first; archives are read when asked for."""
    return PackRelease.objects.filter(name=name).defer("archive").order_by("-number")


def current_release(name: str) -> PackRelease | None:
    """A pack's newest release."""
    return releases_of(name).first()


def current_releases() -> dict[str, PackRelease]:
    """Every pack's newest release, by name."""
    newest: dict[str, PackRelease] = {}
    for release in PackRelease.objects.defer("archive").order_by("name", "-number"):
        newest.setdefault(release.name, release)
    return newest


# the index of names and digests holds all of it: no archive is touched
_EACH = "id || digest, ' '"
told_by(
    IN_FORCE,
    {
        "sqlite": f"SELECT group_concat({_EACH}) FROM {_TABLE}",  # noqa: S608
        "postgresql": f"SELECT md5(string_agg({_EACH} ORDER BY id)) FROM {_TABLE}",  # noqa: S608
    },
)


def current() -> Released:
    """What is in force: every pack's newest release, read together.

    One question for an act; what was read is kept until something is released.
    """
    return _current(standing(IN_FORCE))


@shared(most=4)
def _current(in_force: str) -> Released:
    del in_force  # tells apart what was released
    return read(current_releases().values())


def read(releases: Iterable[PackRelease]) -> Released:
    """Read releases together; cached, for a release never changes.

    Where two were released with different versions of a shared file, the newer one's
    version holds. Raises ``archives.ReleaseDamaged``.
    """
    ordered = sorted(releases, key=lambda each: each.released_at, reverse=True)
    folders = tuple(folder_of(release) for release in ordered)
    return Released(_load(folders), {each.name: each for each in ordered})


@shared(most=8)
def _load(folders: tuple[Path, ...]) -> Loaded:
    return load(folders) if folders else Loaded(packs={}, faults=())
