"""Examples of the actions on imports, card tables, findings and the vault."""

from collections.abc import Callable
from datetime import date
from functools import partial
from inspect import isfunction
from pathlib import Path
from typing import Any

import pyarrow as pa

from hengjian.audit.actors import System
from hengjian.engines.tables.card_table import ROW
from hengjian.lib.bilingual import Text
from hengjian.warehouse import bulk_rows, card_layout, table_leases, vault_rows
from hengjian.warehouse.actions import (
    exports,
    findings,
    header_mappings,
    imports,
    tables,
    vault,
)
from hengjian.warehouse.card_store import Snapshot
from hengjian.warehouse.importing import originals
from hengjian.warehouse.incoming import KeptFile
from hengjian.warehouse.models import (
    CardTable,
    DataKey,
    Finding,
    FindingState,
    Import,
    RejectedOriginals,
)
from hengjian.warehouse.table_leases import Held
from hengjian.warehouse.vault_rows import Sealable
from tests.action_examples import Example
from tests.cast import Cast


BY = System("test")
KEPT = KeptFile("cards.xlsx", "0" * 64, 1, Path("cards.xlsx"))
SNAPSHOT = Snapshot(Path("arrest_review"), "0" * 36, 0, (), ("case_number",))


def table() -> CardTable:
    return tables.open_table(name="arrest_review", by=BY)


def staged() -> Import:
    return imports.stage(file=KEPT, card="arrest_review", as_job=False, by=BY)


def holding() -> Held:
    wanted = table()
    token = table_leases._try_to_take(wanted)
    assert token is not None
    return Held(wanted, token)


def finding() -> Finding:
    card_import = staged()
    row = {
        "table_id": card_import.table_id,
        "card_digest": "0" * 32,
        "card_key": "A1|1",
        "rule": "order_of_dates",
        "level": "prompting",
        "dimension": "consistent",
        "kind": "wrong",
        "message_zh": "日期颠倒",
        "message_en": "dates reversed",
        "raised_by_id": card_import.pk,
        "raised_on": date(2026, 3, 2),
        "due_on": date(2026, 3, 5),
        "state": FindingState.OPEN.value,
        "values": {},
    }
    bulk_rows.insert([(Finding, [row])])
    return Finding.objects.get()


def sealed() -> CardTable:
    card_import = staged()
    keys, texts = pa.array(["A1|1"]), pa.array(["name\x1f张三\x1e"])
    payloads = {"2026": Sealable(card_layout.key_digests(keys), texts)}
    list(vault_rows.write(card_import, 0, payloads))
    return card_import.table


def kept_aside() -> Import:
    card_import = staged()
    row = originals.seal(card_import, pa.table({"受案号": ["A1"], ROW: [2]}))
    assert row is not None
    bulk_rows.insert([(RejectedOriginals, [{**row, "card_import_id": card_import.pk}])])
    return card_import


def of(action: Callable[..., Any], **prepared: Any) -> Example:
    """An example whose arguments are made, in this order, when it is asked for."""

    def example(cast: Cast) -> Callable[[], object]:
        made = {
            name: value(cast) if isfunction(value) else value
            for name, value in prepared.items()
        }
        return partial(action, **made, by=BY)

    return example


def _of_nobody(make: Callable[[], Any]) -> Callable[[Cast], Any]:
    return lambda cast: make()


TABLES = "hengjian.warehouse.actions.tables"
IMPORTS = "hengjian.warehouse.actions.imports"
VAULT = "hengjian.warehouse.actions.vault"
FINDINGS = "hengjian.warehouse.actions.findings"

EXAMPLES: dict[str, Example] = {
    f"{TABLES}.open_table": of(tables.open_table, name="arrest_review"),
    f"{TABLES}.point_to": of(
        tables.point_to, holding=_of_nobody(holding), snapshot=SNAPSHOT
    ),
    f"{IMPORTS}.stage": of(imports.stage, file=KEPT, card="arrest_review"),
    f"{IMPORTS}.go_live": of(
        imports.go_live,
        card_import=_of_nobody(staged),
        holding=_of_nobody(holding),
        snapshot=SNAPSHOT,
        due_on=date(2026, 3, 5),
    ),
    f"{IMPORTS}.fail": of(
        imports.fail, card_import=_of_nobody(staged), fault=Text("坏", "bad")
    ),
    f"{IMPORTS}.cancel": of(imports.cancel, card_import=_of_nobody(staged)),
    f"{IMPORTS}.note_secret_file": of(
        imports.note_secret_file,
        file_name="机密.xlsx",
        file_digest="0" * 64,
        card="arrest_review",
    ),
    "hengjian.warehouse.actions.header_mappings.remember": of(
        header_mappings.remember,
        card="arrest_review",
        unit_code="",
        mapping={"结果": "outcome"},
    ),
    "hengjian.warehouse.actions.exports.take_out_rejected": of(
        exports.take_out_rejected,
        card_import=_of_nobody(kept_aside),
        reason="改正",
    ),
    f"{FINDINGS}.answer": of(
        findings.answer,
        finding=_of_nobody(finding),
        answer=findings.Answer.CORRECTED,
    ),
    f"{FINDINGS}.assign": of(
        findings.assign,
        finding=_of_nobody(finding),
        person=lambda cast: cast.person(cast.zhou),
    ),
    f"{VAULT}.rotate_master_key": lambda cast: (
        sealed(),
        partial(vault.rotate_master_key, by=BY),
    )[1],
    f"{VAULT}.destroy_data_key": lambda cast: partial(
        vault.destroy_data_key,
        data_key=DataKey.objects.get(table=sealed()),
        reason="保存期限届满",
        by=BY,
    ),
    f"{VAULT}.erase_card": of(
        vault.erase_card, table=_of_nobody(sealed), card_key="A1|1", reason="封存"
    ),
    f"{VAULT}.unmask": of(
        vault.unmask, table=_of_nobody(sealed), card_keys=["A1|1"], reason="核对"
    ),
}
