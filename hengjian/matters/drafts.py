"""What somebody was typing, kept while they type: nobody's record, without an act."""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from hengjian.access.models import Account
from hengjian.engines.forms.cells import LONGEST_TEXT
from hengjian.engines.tables.marks import mark_in_words
from hengjian.lib import clock, sealing
from hengjian.lib.sealing import Algorithm
from hengjian.matters import personal_vault
from hengjian.matters.models import Draft, Matter


MOST_FIELDS = 200


def save(
    account: Account,
    kind: str,
    form: str,
    texts: Mapping[str, str],
    *,
    personal: frozenset[str] = frozenset(),
    matter: Matter | None = None,
    version: int = 0,
) -> None:
    """Keep the texts of a form as they stand, instead of those before.

    Those of the items ``personal`` are sealed by the vault's master key.
    """
    kept = {
        name[:100]: text[:LONGEST_TEXT]
        for name, text in list(texts.items())[:MOST_FIELDS]
        # what the form will refuse is not kept meanwhile either
        if not mark_in_words(text[:LONGEST_TEXT])
    }
    where = {"account": account, "kind": kind, "form": form, "matter": matter}
    secret = {name: kept.pop(name) for name in personal & kept.keys()}
    values = {"texts": kept, "version": version, "saved_at": clock.now()}
    values |= _sealed(secret, _bound(account, kind, form))
    if not Draft.drafts.filter(**where).update(**values):
        Draft.drafts.bulk_create([Draft(**where, **values)], ignore_conflicts=True)


def of(
    account: Account, kind: str, form: str, matter: Matter | None = None
) -> Draft | None:
    """The draft that somebody left, if any."""
    found: Draft | None = Draft.drafts.filter(
        account=account, kind=kind, form=form, matter=matter
    ).first()
    if found is not None and found.sealed is not None:
        found.texts = {**found.texts, **json.loads(_opened(found))}
    return found


def seal_anew(draft: Draft) -> None:
    """Seal a draft's personal texts by the newest master key."""
    opened = json.loads(_opened(draft))
    bound = _bound(draft.account, draft.kind, draft.form)
    for name, value in _sealed(opened, bound).items():
        setattr(draft, name, value)


def _opened(draft: Draft) -> bytes:
    key = personal_vault.master_key(Algorithm(draft.algorithm), draft.master or 1)
    bound = _bound(draft.account, draft.kind, draft.form)
    return sealing.unseal(key, bytes(draft.sealed or b""), bound)


def _sealed(texts: Mapping[str, str], bound: bytes) -> dict[str, Any]:
    if not texts:
        return {"algorithm": "", "master": None, "sealed": None}
    algorithm, master = Algorithm(settings.VAULT_CIPHER), personal_vault.newest_master()
    key = personal_vault.master_key(algorithm, master)
    text = json.dumps(dict(texts), ensure_ascii=False, sort_keys=True).encode()
    sealed = sealing.seal(algorithm, key, text, bound)
    return {"algorithm": algorithm.value, "master": master, "sealed": sealed}


def _bound(account: Account, kind: str, form: str) -> bytes:
    return f"draft\n{account.pk}\n{kind}\n{form}".encode()


def forget(
    account: Account, kind: str, form: str, matter: Matter | None = None
) -> None:
    """Throw a draft away."""
    Draft.drafts.filter(account=account, kind=kind, form=form, matter=matter).delete()
