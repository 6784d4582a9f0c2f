"""The table's version that an import builds on: created, widened, or as it stands."""

import pyarrow as pa

from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.warehouse import card_store
from hengjian.warehouse.actions import tables
from hengjian.warehouse.card_store import Snapshot
from hengjian.warehouse.importing.recovering import Tampered
from hengjian.warehouse.models import NO_VERSION, CardTable, Import
from hengjian.warehouse.seams import Seam, pass_by
from hengjian.warehouse.table_leases import Held


def base_version(table: CardTable) -> Snapshot | None:
    """The version in force; None before the first import. Raises ``Tampered``."""
    if table.current_version == NO_VERSION:
        return None
    snapshot = card_store.open_version(table.location, table.current_version)
    if snapshot.digest != table.current_digest or snapshot.table_id != table.table_id:
        raise Tampered(
            Text(
                f"案卡表“{table.name}”第 {table.current_version} 版与登记的校验值不符，"
                "可能被人改动过。请安全管理员查明。",
                f"version {table.current_version} of card table “{table.name}” does not "
                "have the digest on record: somebody may have changed it. The security "
                "administrator must find out.",
            )
        )
    return snapshot


def with_columns(
    holding: Held,
    base: Snapshot | None,
    schema: pa.Schema,
    card_import: Import,
    *,
    by: Actor,
) -> Snapshot:
    """The table ready to take rows of a schema: created or widened where need be."""
    location = holding.table.location
    if base is None:
        version = card_store.create(location, schema, card_import.mark.hex)
        pass_by(Seam.TABLE_CREATED)
        base = card_store.open_version(location, version)
        tables.point_to(holding=holding, snapshot=base, by=by)
        return base
    wider = card_store.add_columns(base, schema, card_import.mark.hex)
    if wider.version != base.version:
        tables.point_to(holding=holding, snapshot=wider, by=by)
    return wider
