"""Makes a web process ready before it takes its first request.

Everything that a page would work out once and keep is worked out here. Else the first
hundred people of the morning all wait for it, in every thread of a server that was just
started.
"""

import logging
from importlib import import_module

from django.conf import settings
from django.db import DatabaseError

from hengjian.lib.faults import UserFault
from hengjian.lib.registers import every


logger = logging.getLogger("hengjian")


def make_ready() -> None:
    """Read what pages read: addresses with all their views, packs, numbers, texts.

    What cannot be had now is said and left to the first who asks for it: a process whose
    database is away must still say so on its pages.
    """
    import_module(settings.ROOT_URLCONF)
    try:
        for prepare in every("READY_BEFOREHAND"):
            prepare()
    except (DatabaseError, UserFault, OSError) as error:
        logger.warning("not made ready beforehand: %s", type(error).__name__)
