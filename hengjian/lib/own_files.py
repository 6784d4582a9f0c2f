"""Folders and files that only their owner may read."""

import os
from pathlib import Path


FOLDER = 0o700
FILE = 0o600


def own_folder(folder: Path) -> Path:
    """Make a folder and those above it that are not there, each of mode 700."""
    missing = [folder, *folder.parents]
    for each in reversed([one for one in missing if not one.exists()]):
        each.mkdir(mode=FOLDER, exist_ok=True)
    return folder


def own_file(path: Path) -> None:
    """Make a file of mode 600, or narrow one that is there; its content stays.

    One that is there is not opened: closing it would end the locks that this process
    holds on it. What cannot be changed (it is another's, or there is no such folder) is
    left alone: whoever opens it next says so.
    """
    try:
        if path.exists():
            narrow(path)
        else:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, FILE))
    except OSError:
        return


def narrow(path: Path) -> None:
    """Take group and others their rights of what is there already."""
    wanted = FOLDER if path.is_dir() else FILE
    if path.stat().st_mode & 0o777 != wanted:
        path.chmod(wanted)
