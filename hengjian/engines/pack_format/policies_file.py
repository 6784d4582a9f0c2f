"""The never-scored list that binds every scheme, from a folder of packs."""

import os
from pathlib import Path

from hengjian.engines.pack_format.policy_reading import load_policies
from hengjian.engines.policies.model import Policies
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.shipped_packs import shipped_packs


_NAME = Path("_shared") / "policies.yaml"


def policies_for(packs: Path | None) -> Policies | None:
    """Policies of the folder named, else of the first that is there.

    Looked for in ``HENGJIAN_PACKS``, in ``packs`` here, then among those that came with
    the product; None when there is none. A folder that was named must have the file.
    """
    if packs is not None:
        path = _found_at(packs)
        if path is None:
            raise UserFault(
                Text(
                    f"没有 {_NAME};--packs 应为业务包的文件夹或其上一级",
                    f"no {_NAME} there; --packs names a pack's folder or a folder of packs",
                ),
                where=packs.as_posix(),
            )
        return load_policies(path)
    for folder in (os.environ.get("HENGJIAN_PACKS"), "packs", shipped_packs()):
        path = _found_at(Path(folder)) if folder else None
        if path is not None:
            return load_policies(path)
    return None


def _found_at(folder: Path) -> Path | None:
    for place in (folder / _NAME, folder.resolve().parent / _NAME):
        if place.is_file():
            return place
    return None
