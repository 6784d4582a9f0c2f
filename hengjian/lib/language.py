"""Language of messages on the command line."""

import os


def language() -> str:
    """``HENGJIAN_LANGUAGE`` (``zh`` or ``en``), Chinese where it is not set."""
    return os.environ.get("HENGJIAN_LANGUAGE", "zh")
