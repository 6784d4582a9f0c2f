"""What an error of the database or the disk means to people: wait, or call somebody."""

import errno
import sqlite3

from django.db import DatabaseError, InterfaceError, OperationalError

from hengjian.lib.bilingual import Text


NOTHING_DONE = Text(
    "您刚才的操作没有生效，请稍后再做一次。",
    "What you did has not taken effect: do it again later.",
)
FULL = Text("服务器磁盘已满", "The server's disk is full")
READ_ONLY = Text("服务器暂时只能读取", "The server can only be read for the moment")
FAILING = Text("服务器磁盘读写失败", "The server's disk cannot be read or written")
BUSY = Text("系统繁忙", "The system is busy")
AWAY = Text("数据库暂时连接不上", "The database cannot be reached")
# what databases and the system say -> what it means; the first that fits counts
_SIGNS: tuple[tuple[str, Text], ...] = (
    ("is full", FULL),
    ("no space left", FULL),
    ("file too large", FULL),
    ("permission denied", READ_ONLY),
    ("disk full", FULL),
    ("read-only", READ_ONLY),
    ("readonly", READ_ONLY),
    ("disk i/o error", FAILING),
    ("is locked", BUSY),
    ("too many", BUSY),
    ("timeout", BUSY),
)
_OF_THE_DISK = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
}


def outage(error: BaseException | None) -> Text | None:
    """The sentence for an error, or its cause, that ends by itself or by an administrator.

    None for every other error.
    """
    while error is not None:
        found = meaning(error)
        if found is not None:
            return Text(
                f"{found.zh}。{NOTHING_DONE.zh}", f"{found.en}. {NOTHING_DONE.en}"
            )
        error = error.__cause__ or error.__context__
    return None


def meaning(error: BaseException) -> Text | None:
    """What is the matter, in a few words; None for an error that is no outage."""
    found: Text | None = None
    if isinstance(error, OSError):
        found = _OF_THE_DISK.get(error.errno or 0)
    elif isinstance(error, DatabaseError | InterfaceError | sqlite3.OperationalError):
        said = str(error).lower()
        found = next((text for sign, text in _SIGNS if sign in said), None)
        if found is None and isinstance(error, OperationalError | InterfaceError):
            found = AWAY
    return found
