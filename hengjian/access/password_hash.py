"""How passwords are kept: Argon2id, whose memory a guesser's machine does not have.

Parameters: 19 MiB, two passes, one lane (OWASP's smallest advice for Argon2id, RFC 9106
names the way of choosing them). About a thirtieth of a second of one core, so that a
morning on which everybody signs in at once slows nobody's pages.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher


def _own_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# of one process: the rest of its cores is left to those who read pages
AT_ONCE = max(1, _own_cores() // 2)
_turns = BoundedSemaphore(AT_ONCE)


@contextmanager
def in_turn() -> Iterator[None]:
    """A password is compared or hashed: never more than ``AT_ONCE`` together."""
    with _turns:
        yield


class Argon2id(Argon2PasswordHasher):
    """Django's Argon2 with our parameters; what was hashed in
    another way is kept anew at its owner's next sign-in."""

    memory_cost = 19_456  # KiB
    time_cost = 2
    parallelism = 1
