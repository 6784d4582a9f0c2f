"""Whether a card or a person is sealed: for the apps below those that know.

Matters, documents and meetings ask here before they list, show, print, find or hand out
anything of a subject; what is sealed is left out, and its number may be told only as the
warehouse tells it. Papers on non-prosecution, social inquiry and help follow the card that
they belong to: name it as their subject. The answer holds today and is not to be kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hengjian.lib.registers import registered


PROVIDER = "warehouse.sealed_subjects"


@dataclass(frozen=True)
class Subject:
    """Of whom or what something is: a card by its kind and key, or a person.

    A key without a kind is one of any kind. ``identity_number`` is compared by its keyed
    digest and goes nowhere else. What is not known stays empty.
    """

    card: str = ""
    key: str = ""
    identity_number: str = ""


def sealed(subjects: Iterable[Subject]) -> frozenset[Subject]:
    """Those of the subjects that may not be shown to anybody.

    Where nobody is registered that knows, nothing is sealed: a test holds the register.
    """
    asked = frozenset(subjects)
    found: set[Subject] = set()
    for provider in registered("PROVIDERS", PROVIDER):
        found |= provider(asked)
    return frozenset(found)


def is_sealed(subject: Subject) -> bool:
    """The same for one; ask for many at once where there are many."""
    return subject in sealed([subject])
