"""The urn of an anonymous round: ballots are added up at once and kept under seal.

What is sealed is one sum: how many gave each level to whom, the reasons given, in the
order of their words, and how lenient each ballot was on the whole, in order of size.
No ballot is in it, so that neither the key nor the database gives one back. Its length is
a multiple of ``BLOCK``, so that it does not tell how much somebody wrote.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from hengjian.lib import sealing
from hengjian.lib.sealing import Algorithm
from hengjian.matters import personal_vault
from hengjian.ratings.ballots import Ballot
from hengjian.ratings.models import RatingRound, Urn
from hengjian.ratings.tallies import tenths


BLOCK = 64 * 1024


@dataclass
class Sums:
    """What an urn holds."""

    ballots: int = 0
    # person -> criterion -> level -> how many
    marks: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    remarks: list[list[Any]] = field(default_factory=list)
    means: list[int] = field(default_factory=list)

    def add(self, ballot: Ballot) -> None:
        """Add a ballot; nothing of it can be told apart afterwards."""
        self.ballots += 1
        for person, marks in ballot.marks.items():
            for criterion, mark in marks.items():
                tally = self.marks.setdefault(str(person), {}).setdefault(criterion, {})
                tally[str(mark.level)] = tally.get(str(mark.level), 0) + 1
                if mark.evidence.strip():
                    self.remarks.append(
                        [person, criterion, mark.level, mark.evidence.strip()]
                    )
        self.remarks.sort()
        mean = tenths(ballot.levels())
        if mean is not None:
            self.means.append(mean)
            self.means.sort()


def new_urn(round_: RatingRound) -> None:
    """An empty urn for a round."""
    urn = Urn(round=round_)
    _seal(urn, Sums())


def opened(urn: Urn) -> Sums:
    """What is in an urn. Raises ``NotOpened`` for one that was changed or moved."""
    key = personal_vault.master_key(Algorithm(urn.algorithm), urn.master)
    text = sealing.unseal(key, bytes(urn.sealed), _bound(urn))
    return Sums(**json.loads(text))


def put(urn: Urn, ballot: Ballot) -> None:
    """Add a ballot and seal the urn anew, whole."""
    sums = opened(urn)
    sums.add(ballot)
    _seal(urn, sums)


def seal_anew(urn: Urn) -> None:
    """Seal what is in an urn by the newest master key."""
    _seal(urn, opened(urn))


def _seal(urn: Urn, sums: Sums) -> None:
    algorithm, master = Algorithm(settings.VAULT_CIPHER), personal_vault.newest_master()
    key = personal_vault.master_key(algorithm, master)
    text = json.dumps(vars(sums), ensure_ascii=False, sort_keys=True).encode()
    text += b" " * (-len(text) % BLOCK)
    urn.algorithm, urn.master = algorithm.value, master
    urn.sealed = sealing.seal(algorithm, key, text, _bound(urn))
    urn.save()


def _bound(urn: Urn) -> bytes:
    return f"urn\n{urn.round_id}".encode()
