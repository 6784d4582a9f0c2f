"""Holds the card tables against their pointers and pins, and the vault against its keys."""

from collections.abc import Iterator
from dataclasses import dataclass

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.warehouse import card_files, card_store, data_keys
from hengjian.warehouse.models import (
    NO_VERSION,
    CardTable,
    DataKey,
    Import,
    ImportState,
    VaultBlob,
)


@dataclass(frozen=True)
class Verified:
    """What was looked at in one table, and what is wrong with it."""

    table: str
    versions: int
    files: int
    faults: tuple[Text, ...]


def verify(*, contents: bool = True) -> list[Verified]:
    """Look at every table; with ``contents`` read every file and compare its digest."""
    return [_verify(table, contents=contents) for table in CardTable.objects.all()]


def _verify(table: CardTable, *, contents: bool) -> Verified:
    faults: list[Text] = []
    versions = 0
    files: set[str] = set()
    for version, digest in _pinned(table):
        versions += 1
        try:
            snapshot = card_store.open_version(table.location, version)
        except UserFault as fault:
            faults.append(fault.message)
            continue
        if snapshot.digest != digest:
            faults.append(
                Text(
                    f"第 {version} 版的文件清单与登记的校验值不符",
                    f"the file list of version {version} is not the one on record",
                )
            )
        files |= {file.path for file in snapshot.files}
    faults += _file_faults(table, files, contents=contents)
    faults += _commit_faults(table)
    faults += _vault_faults(table)
    return Verified(table.name, versions, len(files), tuple(faults))


def _pinned(table: CardTable) -> list[tuple[int, str]]:
    """Every version that somebody may have pinned: each live import's, and the pointer."""
    pinned = set(
        Import.objects.filter(table=table, state=ImportState.LIVE).values_list(
            "version", "table_digest"
        )
    )
    if table.current_version != NO_VERSION:
        pinned.add((table.current_version, table.current_digest))
    return sorted(
        (version, digest) for version, digest in pinned if version is not None
    )


def _file_faults(
    table: CardTable, files: set[str], *, contents: bool
) -> Iterator[Text]:
    for name in sorted(files):
        path = table.location / name
        if not path.exists():
            yield Text(f"文件缺失：{name}", f"file missing: {name}")
        elif contents and not card_files.is_intact(path):
            yield Text(f"文件内容已改变：{name}", f"file changed: {name}")


def _commit_faults(table: CardTable) -> Iterator[Text]:
    known = {mark.hex for mark in Import.objects.values_list("mark", flat=True)}
    for commit in card_store.commits_above(table.location, table.current_version):
        if commit.import_id in known:
            yield Text(
                f"第 {commit.version} 版已写入而未生效，请运行 hengjian warehouse recover",
                f"version {commit.version} was written and is not live: run"
                " hengjian warehouse recover",
            )
        else:
            yield Text(
                f"第 {commit.version} 版不属于任何导入，可能被人改动过",
                f"version {commit.version} belongs to no import: it may be tampering",
            )


def _vault_faults(table: CardTable) -> Iterator[Text]:
    above = VaultBlob.objects.filter(
        table=table, from_version__gt=table.current_version
    ).count()
    if above:
        yield Text(
            f"保险库中有 {above} 条未生效的个人信息，请运行 hengjian warehouse recover",
            f"{above} sealed blobs are not live: run hengjian warehouse recover",
        )
    for data_key in DataKey.objects.filter(table=table, destroyed_at__isnull=True):
        try:
            data_keys.opened(data_key)
        except UserFault as fault:
            yield Text(
                f"数据密钥 {data_key.scope}：{fault.message.zh}",
                f"data key {data_key.scope}: {fault.message.en}",
            )
