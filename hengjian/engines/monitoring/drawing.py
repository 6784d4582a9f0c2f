"""Draw cases for review: anyone with the same population, seed and question draws the same.

A case's lot is the SHA-256 of ``seed``, a line feed and the case's key in UTF-8, written in
hexadecimal; the smallest lots are drawn. It needs no random number generator, so that
another programme, or another year's, finds the same.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Candidate:
    """A case of the population: its key, who handled it, its stratum."""

    key: str
    handler: str = ""
    stratum: str = ""


@dataclass(frozen=True)
class Question:
    """What is drawn: how many in all, and at least how many of each handler's cases."""

    seed: str
    size: int
    least_of_handler: int = 0


@dataclass(frozen=True)
class Drawn:
    """A drawn case and why: ``handler`` for the minimum, ``stratum`` for the share."""

    candidate: Candidate
    why: str


def lot(seed: str, key: str) -> str:
    """The lot of a case under a seed: 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()


def population_digest(keys: Iterable[str]) -> str:
    """SHA-256 of the keys in the order of their code points, each ended by a line feed."""
    digest = hashlib.sha256()
    for key in sorted(keys):
        digest.update(f"{key}\n".encode())
    return digest.hexdigest()


def draw(population: Sequence[Candidate], question: Question) -> list[Drawn]:
    """Draw cases, smallest lot first.

    First each handler's minimum; then the strata are filled up to their shares of the
    size (largest remainder; equal ones by name). Where the minima come to more than the
    size, more are drawn than asked for; where there are too few cases, all of them.
    Raises ``ValueError`` for a key that stands twice.
    """
    keys = [each.key for each in population]
    if len(set(keys)) != len(keys):
        raise ValueError("a key stands twice in the population")
    ranked = sorted(population, key=lambda each: lot(question.seed, each.key))
    chosen: dict[str, Drawn] = {}
    of_handler: Counter[str] = Counter()
    for each in ranked:
        if of_handler[each.handler] < question.least_of_handler and each.handler:
            of_handler[each.handler] += 1
            chosen[each.key] = Drawn(each, "handler")
    _fill(ranked, question.size, chosen)
    return sorted(
        chosen.values(), key=lambda drawn: lot(question.seed, drawn.candidate.key)
    )


def _fill(ranked: list[Candidate], size: int, chosen: dict[str, Drawn]) -> None:
    """Fill the strata up to their shares, then whatever is still missing by lot."""
    strata: dict[str, list[Candidate]] = defaultdict(list)
    for each in ranked:
        strata[each.stratum].append(each)
    held = Counter(drawn.candidate.stratum for drawn in chosen.values())
    wanted = shares({name: len(cases) for name, cases in strata.items()}, size)
    for name in sorted(strata):
        for each in strata[name]:
            if held[name] >= wanted[name] or len(chosen) >= size:
                break
            if each.key not in chosen:
                held[name] += 1
                chosen[each.key] = Drawn(each, "stratum")
    for each in ranked:
        if len(chosen) >= size:
            break
        chosen.setdefault(each.key, Drawn(each, "stratum"))


def shares(strata: dict[str, int], size: int) -> dict[str, int]:
    """How many of each stratum: its part of the size, the largest remainders up."""
    whole = sum(strata.values())
    size = min(size, whole)
    if not whole:
        return {}
    exact = {name: Fraction(size * count, whole) for name, count in strata.items()}
    found = {name: int(part) for name, part in exact.items()}
    missing = size - sum(found.values())
    order = sorted(strata, key=lambda name: (found[name] - exact[name], name))
    for name in order[:missing]:
        found[name] += 1
    return found
