"""Parquet files as card tables: looked at before the engine reads them."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from hengjian.engines.pack_format.model import CaseCard, ItemType
from hengjian.engines.tables.conversion.column import TYPES
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


def refuse_unusable(path: Path, card: CaseCard) -> None:
    """Raise ``UserFault`` unless the file is Parquet whose columns have the card's types.

    Columns may be missing, and others may stand beside; one at least is the card's.
    """
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise UserFault(
            Text(
                "不是 Parquet 文件，或者没有复制完整",
                "is no Parquet file, or was not copied whole",
            ),
            where=str(path),
        ) from error
    here = [name for name in schema.names if name in card.items]
    if not here:
        raise UserFault(
            Text(
                f"没有案卡 {card.name} 的任何项：列名应是项的名称",
                f"has no item of the card {card.name}: columns are named as its items",
            ),
            where=str(path),
        )
    for name in here:
        item = card.items[name]
        found, wanted = schema.field(name).type, TYPES[item.type]
        if not item.personal and not _stands_for(found, item.type):
            raise UserFault(
                Text(
                    f"列 {name} 的类型是 {found}，应为 {wanted}；也可以改用 xlsx 或 csv",
                    f"column {name} has the type {found}, not {wanted}; or give xlsx or"
                    " csv",
                ),
                where=str(path),
            )


def _stands_for(found: pa.DataType, wanted: ItemType) -> bool:
    if pa.types.is_null(found):
        return True
    match wanted:
        case ItemType.INTEGER:
            return bool(pa.types.is_integer(found))
        case ItemType.DECIMAL | ItemType.MONEY:
            return bool(pa.types.is_decimal(found) or pa.types.is_integer(found))
        case ItemType.DATE:
            return bool(pa.types.is_date32(found))
        case ItemType.DATETIME:
            return bool(pa.types.is_timestamp(found) and found.tz)
        case ItemType.BOOLEAN:
            return bool(pa.types.is_boolean(found))
        case _:
            found = found.value_type if pa.types.is_dictionary(found) else found
            return bool(pa.types.is_string(found) or pa.types.is_large_string(found))
