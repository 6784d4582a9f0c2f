"""Taking a file in: refused when marked secret, else kept and registered for import."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from hengjian.audit.actors import Actor
from hengjian.engines.tables.marks import refuse_marked
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse import definitions, incoming
from hengjian.warehouse.actions import imports
from hengjian.warehouse.models import Import


def take_in(
    name: str,
    blocks: Iterable[bytes],
    *,
    card: str,
    procuratorate: Procuratorate | None = None,
    within: Procuratorate | None = None,
    sheet: str = "",
    mapping: Mapping[str, str] | None = None,
    as_job: bool = True,
    by: Actor,
) -> Import:
    """Keep a file and register its import; the worker runs it when ``as_job``.

    Raises ``UserFault`` with status 403, journaled, when the file's name bears a mark of
    state secrecy (its content is looked at when it is read); ``CardUnknown``.
    """
    refuse_handled(card)
    try:
        refuse_marked([Path(name).stem])
    except UserFault as fault:
        marked = hashlib.sha256(name.encode()).hexdigest()
        imports.note_secret_file(file_name=name, file_digest=marked, card=card, by=by)
        fault.is_journaled = True
        raise
    return imports.stage(
        file=incoming.keep(name, blocks),
        card=card,
        procuratorate=procuratorate,
        within=within,
        sheet=sheet,
        mapping=mapping,
        as_job=as_job,
        by=by,
    )


def refuse_handled(card: str) -> None:
    """Cards of what is handled here come from the matters, never from a file.

    Where the national system keeps the record its export of the same kind is welcome.
    Raises ``CardUnknown``; ``UserFault`` for such a card.
    """
    pack = definitions.in_force(card).pack
    if pack.kind == "handled" and pack.record_of != "national":
        raise UserFault(
            Text(
                f"“{card}”的案卡随事项办理自动生成，不能导入文件",
                f"the cards of “{card}” are written as its matters are handled: no file"
                " is imported for them",
            ),
            status=409,
        )


def take_in_path(path: Path, **wanted: object) -> Import:
    """The same for a file of this machine."""
    with path.open("rb") as stream:
        blocks = iter(lambda: stream.read(incoming.BLOCK), b"")
        return take_in(path.name, blocks, **wanted)  # type: ignore[arg-type]
