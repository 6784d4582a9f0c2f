"""The whole search: every source of the register, kind by kind."""

from hengjian.access.models import Account
from hengjian.lib.registers import every
from hengjian.lib.searching import Hits, Wanted


def search(account: Account, words: str) -> list[Hits]:
    """Everything that the account may see and that fits the words."""
    wanted = Wanted(words)
    if not wanted.words:
        return []
    found = [source(account, wanted) for source in every("SEARCHES")]
    return [hits for hits in found if hits.count]
