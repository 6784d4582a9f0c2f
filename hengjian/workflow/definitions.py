"""A release's process made ready to run: read once, kept, for a release never changes."""

from hengjian.engines.pack_format.ready_process import ready_process
from hengjian.engines.process.definition import Definition
from hengjian.lib.shared_results import shared
from hengjian.packs import queries as packs
from hengjian.packs.models import PackRelease


KEPT = 128  # releases with running processes; each takes some 100 kB


def definition_of(release: PackRelease) -> Definition:
    """What runs for a release.

    The first call reads the archive (slow: not inside a transaction that others wait
    for). Raises ``NoProcess`` and ``ReleaseDamaged``.
    """
    return _definition(_Kept(release))


class _Kept:
    """A release that compares by what was released, not by its row."""

    __slots__ = ("key", "release")

    def __init__(self, release: PackRelease) -> None:
        self.release = release
        self.key = (release.name, release.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)


@shared(most=KEPT)
def _definition(kept: _Kept) -> Definition:
    loaded = packs.read([kept.release]).loaded
    return ready_process(loaded, kept.release.name)
