"""The kinds of matters: packs that are handled here, as released."""

from dataclasses import dataclass
from typing import Any

from hengjian.engines.expressions.types import ParameterHistory
from hengjian.engines.pack_format.form_model import Form
from hengjian.engines.pack_format.model import CaseCard, Loaded, Pack
from hengjian.lib.bilingual import Text
from hengjian.matters.faults import NoSuchKind
from hengjian.packs import queries as packs
from hengjian.packs.models import PackRelease


REGISTER = "register"
"""The form on which a matter is registered."""

# items that the platform fills where a card has them
NUMBER = "number"
REGISTERED_ON = "registered_on"
CLOSED_ON = "closed_on"
APPLICANT = "applicant"
LEADER = "leader"
# of a kind that opens by the calendar: which month, and its first day
PERIOD = "period"
PERIOD_BEGINS_ON = "begins_on"


@dataclass(frozen=True)
class Kind:
    """One kind of matter: its pack, the release it was read from, and what it holds."""

    pack: Pack
    release: PackRelease
    loaded: Loaded

    @property
    def name(self) -> str:
        return self.pack.name

    @property
    def title(self) -> Text:
        return self.pack.title

    @property
    def help(self) -> Text:
        """What the form of registration says of the kind."""
        form = self.form(REGISTER)
        return form.help if form is not None and form.help is not None else Text("", "")

    @property
    def card(self) -> CaseCard:
        """The case card. Raises ``NoSuchKind`` for a pack without one."""
        if self.pack.card is None:
            raise _unknown(self.name)
        return self.pack.card

    @property
    def parameters(self) -> dict[str, ParameterHistory]:
        """What ``param.x`` means in the pack."""
        return self.loaded.parameters_in(self.name)

    @property
    def transient_items(self) -> frozenset[str]:
        """Items that are deleted when a matter closes; in no journal, no card, no API."""
        return frozenset(i.name for i in self.card.items.values() if i.transient)

    def form(self, name: str) -> Form | None:
        """A form of the pack, if there is one of that name."""
        return self.pack.forms.get(name)

    @property
    def personal_items(self) -> frozenset[str]:
        """Items that are kept sealed, never beside the others."""
        return frozenset(i.name for i in self.card.items.values() if i.personal)

    def parameter_on(self, name: str, day: Any) -> Any:
        """The value of a parameter in force on a day; None where there is none."""
        history = self.parameters.get(name)
        if history is None:
            return None
        past = [each for each in history.values if each.from_on <= day]
        return past[-1].value if past else None


def kinds() -> dict[str, Kind]:
    """Every kind that may be registered now, by name, in the order of titles."""
    current = packs.current()
    found = [
        Kind(pack, current.releases[name], current.loaded)
        for name, pack in current.loaded.packs.items()
        if is_handled(pack)
    ]
    return {kind.name: kind for kind in sorted(found, key=lambda k: k.name)}


def kind_named(name: str) -> Kind:
    """The newest release of a kind. Raises ``NoSuchKind``."""
    found = kinds().get(name)
    if found is None:
        raise _unknown(name)
    return found


def kind_of(release: PackRelease) -> Kind:
    """A kind as it was when a matter began: its own release. Raises ``NoSuchKind``."""
    current = packs.current()
    newest = current.releases.get(release.name)
    if newest is not None and newest.pk == release.pk:
        return Kind(current.loaded.packs[release.name], newest, current.loaded)
    read = packs.read([release])
    return Kind(read.loaded.packs[release.name], release, read.loaded)


def is_handled(pack: Pack) -> bool:
    """Whether matters of a pack are handled here and can be registered."""
    return pack.kind == "handled" and pack.card is not None and REGISTER in pack.forms


def titles() -> dict[str, Text]:
    """Kind → title."""
    return {name: kind.title for name, kind in kinds().items()}


def _unknown(name: str) -> NoSuchKind:
    return NoSuchKind(
        Text(
            f"没有在本平台办理的“{name}”，请先发布业务包",
            f"nothing called “{name}” is handled here: release its pack first",
        )
    )
