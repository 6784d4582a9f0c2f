"""Released packs as folders: unpacked once, by digest, and never changed."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings

from hengjian.engines.pack_format import canonical
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.own_files import own_folder
from hengjian.packs.models import PackRelease


class ReleaseDamaged(UserFault):
    """A stored archive is not what its digest says."""

    status = 500


def folder_of(release: PackRelease) -> Path:
    """The pack's folder; beside it ``_shared`` as it was released.

    Raises ``ReleaseDamaged``.
    """
    home = settings.HENGJIAN_FILES / "packs" / release.digest
    if not home.exists():
        _unpack(release, home)
    return home / release.name


def _unpack(release: PackRelease, home: Path) -> None:
    content = bytes(release.archive)
    files = canonical.files_of(content)
    if canonical.digest(files) != release.digest:
        raise ReleaseDamaged(
            Text(
                f"业务包“{release}”的存档与摘要不符",
                f"the archive of {release} does not agree with its digest",
            )
        )
    own_folder(home.parent)
    draft = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=home.parent))
    try:
        canonical.unpack(content, draft)
        # of two processes that unpack at once, one moves its folder into place
        draft.rename(home)
    except OSError:
        if not home.exists():
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
