"""What may not be done with an honour or a veto, and why."""

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class HonourFault(UserFault):
    """What was asked does not fit where the round, award or veto stands."""

    status = 409


class NotYours(HonourFault):
    """Somebody would decide what concerns or was put by that very person; journaled."""

    status = 403
    is_refusal = True


def words_given(words: str, what: Text) -> str:
    """Words that may not be left out. Raises ``HonourFault`` (422) naming them."""
    found = words.strip()[:2000]
    if not found:
        raise HonourFault(
            Text(f"请写明{what.zh}", f"say {what.en}"), where="", status=422
        )
    return found
