"""What a run rests on: pinned cards, released packs, the organisation, the cut-off."""

import hashlib
import io
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from hengjian.engines.indicators.organisation import Organisation
from hengjian.engines.indicators.periods import CutOff, read_month
from hengjian.engines.indicators.request import (
    CardFiles,
    CardSource,
    MonthRange,
    RunRequest,
)
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.system_cards import APPOINTMENT, FINDING
from hengjian.indicators.models import Run
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Level, Procuratorate
from hengjian.packs import queries as packs
from hengjian.packs.models import PackRelease
from hengjian.warehouse.queries import pins, system_cards


SYSTEM_CARDS = {
    "_system.finding": system_cards.finding_cards,
    "_system.appointment": system_cards.appointment_cards,
}
SYSTEM_KEYS = {card.name: card.key for card in (APPOINTMENT, FINDING)}
_LEVELS = {
    Level.SUPREME: "nation",
    Level.PROVINCE: "province",
    Level.CITY: "city",
    Level.COUNTY: "county",
}


@dataclass(frozen=True)
class RunInputs:
    """Everything a run's numbers depend on, read before it begins."""

    packs: Loaded
    sources: dict[str, CardSource]
    organisation: Organisation
    first_month: str
    last_month: str
    cutoff: CutOff
    as_of: date

    @property
    def request(self) -> RunRequest:
        """The run's question to the engine, without a cut."""
        return RunRequest(
            packs=self.packs,
            sources=self.sources,
            months=MonthRange(
                read_month(self.first_month), read_month(self.last_month)
            ),
            cutoff=self.cutoff,
            organisation=self.organisation,
            as_of=self.as_of,
        )


def pinned_now() -> dict[str, Any]:
    """The cards in force as pins, the platform's own records kept as files."""
    held: dict[str, Any] = {
        card: {"table": pin.table, "version": pin.version, "digest": pin.digest}
        for card, pin in pins.pins().items()
    }
    if held:
        held |= {
            name: {"file": _keep(_parquet(table()), "parquet")}
            for name, table in SYSTEM_CARDS.items()
        }
    return held


def inputs_of(run: Run) -> RunInputs:
    """The inputs of a run exactly as pinned; raises ``UserFault`` when a pin is broken."""
    return RunInputs(
        packs=packs_of(run),
        sources=sources_of(run.pins),
        organisation=organisation_of(run),
        first_month=run.first_month,
        last_month=run.last_month,
        cutoff=CutOff(tuple((first, day) for first, day in run.cutoff)),
        as_of=run.as_of,
    )


def packs_of(run: Run) -> Loaded:
    """The packs of a run, by the digests it pinned."""
    found = PackRelease.objects.defer("archive").filter(digest__in=run.packs.values())
    releases = {(each.name, each.digest): each for each in found}
    return packs.read([releases[pinned] for pinned in run.packs.items()]).loaded


def sources_of(held: Mapping[str, Any]) -> dict[str, CardSource]:
    """Pinned files of every card; raises ``PinBroken``."""
    tables = {
        card: pins.Pin.read(pin) for card, pin in held.items() if "file" not in pin
    }
    sources: dict[str, CardSource] = {
        card: CardFiles(tuple(files))
        for card, files in pins.sources_for(tables).items()
    }
    for card, pin in held.items():
        if "file" in pin:
            sources[card] = CardFiles((_kept(f"{pin['file']}.parquet"),))
    return sources


def organisation_of(run: Run) -> Organisation:
    """The tree of procuratorates as it was when the run was asked for."""
    kept = _kept(f"{run.organisation_digest}.json")
    return Organisation.of_rows(json.loads(kept.read_text("utf-8")))


def pinned_organisation() -> str:
    """Keep today's tree of procuratorates; gives the digest by which it is found again."""
    rows = [
        {
            "code": each.code,
            "name": each.name,
            "parent": each.parent.code if each.parent else None,
            "level": _LEVELS[Level(each.level)],
        }
        for each in Procuratorate.objects.select_related("parent").order_by("code")
    ]
    return _keep(json.dumps(rows, ensure_ascii=False).encode(), "json")


def policy_digest() -> str:
    """The digest of the policy profiles in force."""
    file = Path(settings.HENGJIAN_PACKS) / "_shared" / "policies.yaml"
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else ""


def months_with_cards(today: date, back: int = 36) -> tuple[str, str]:
    """The range of months that a standing run covers: up to today, so many back."""
    last = today.year * 12 + today.month - 1
    first = last - back + 1
    return f"{first // 12:04d}-{first % 12 + 1:02d}", f"{today:%Y-%m}"


def kept_table(digest: str) -> pa.Table:
    """A kept file of the platform's own records; raises ``UserFault`` if it changed."""
    return pq.read_table(_kept(f"{digest}.parquet"))


def key_of(card: str) -> str:
    """The item that tells the platform's own records of one kind apart."""
    [key] = SYSTEM_KEYS[card]
    return key


def _parquet(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def _keep(content: bytes, kind: str) -> str:
    """Keep a file under its digest; the same content is the same file."""
    digest = hashlib.sha256(content).hexdigest()
    path = _system_folder() / f"{digest}.{kind}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.write_bytes(content)
        draft.chmod(0o600)
        draft.replace(path)
    return digest


def _kept(name: str) -> Path:
    path = _system_folder() / name
    if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != path.stem:
        raise UserFault(
            Text(
                "平台自身记录的存证文件缺失或已改变",
                "the kept file of the platform's own records is missing or changed",
            ),
            where=path.name,
            status=409,
        )
    return path


def _system_folder() -> Path:
    return Path(settings.HENGJIAN_HOME) / "runs" / "system"
