"""What somebody was typing, kept while they type: nobody's record, without an act."""

from collections.abc import Mapping

from hengjian.access.models import Account
from hengjian.engines.forms.cells import LONGEST_TEXT
from hengjian.lib import clock
from hengjian.matters.models import Draft, Matter


MOST_FIELDS = 200


def save(
    account: Account,
    kind: str,
    form: str,
    texts: Mapping[str, str],
    *,
    matter: Matter | None = None,
    version: int = 0,
) -> None:
    """Keep the texts of a form as they stand, instead of those before."""
    kept = {
        name[:100]: text[:LONGEST_TEXT]
        for name, text in list(texts.items())[:MOST_FIELDS]
    }
    where = {"account": account, "kind": kind, "form": form, "matter": matter}
    values = {"texts": kept, "version": version, "saved_at": clock.now()}
    if not Draft.drafts.filter(**where).update(**values):
        Draft.drafts.bulk_create([Draft(**where, **values)], ignore_conflicts=True)


def of(
    account: Account, kind: str, form: str, matter: Matter | None = None
) -> Draft | None:
    """The draft that somebody left, if any."""
    found: Draft | None = Draft.drafts.filter(
        account=account, kind=kind, form=form, matter=matter
    ).first()
    return found


def forget(
    account: Account, kind: str, form: str, matter: Matter | None = None
) -> None:
    """Throw a draft away."""
    Draft.drafts.filter(account=account, kind=kind, form=form, matter=matter).delete()
