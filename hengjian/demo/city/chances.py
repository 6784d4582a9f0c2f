"""Chance, made repeatable: one stream of numbers for each purpose, from one seed."""

import hashlib
import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar


T = TypeVar("T")


class Chances(random.Random):
    """A stream of chance of its own: adding a draw in one leaves the others alone."""

    @classmethod
    def stream(cls, seed: int, *names: object) -> "Chances":
        """The stream of this name; the same on every machine."""
        text = "/".join(str(part) for part in (seed, *names))
        digest = hashlib.sha256(text.encode()).digest()
        return cls(int.from_bytes(digest[:8], "big"))

    def happens(self, rate: float) -> bool:
        """True in that share of calls."""
        return self.random() < rate

    def pick(self, weights: Mapping[T, float]) -> T:
        """One key, by weight."""
        return self.choices(list(weights), list(weights.values()))[0]

    def poisson(self, mean: float) -> int:
        """How many arrive when ``mean`` are expected."""
        if mean > 60:
            return max(0, round(self.gauss(mean, mean**0.5)))
        limit, count, product = 2.718281828459045**-mean, 0, self.random()
        while product > limit:
            count += 1
            product *= self.random()
        return count

    def day_between(self, first: date, last: date) -> date:
        """A day of the range, both ends included."""
        return first + timedelta(days=self.randint(0, max((last - first).days, 0)))

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """A new list in another order."""
        return self.sample(things, len(things))
