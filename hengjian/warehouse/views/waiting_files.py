"""Files brought in this session whose sheet or headers are still to be settled."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from hengjian.access.doors import PageRequest
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse.actions import imports
from hengjian.warehouse.importing.arriving import FileGone
from hengjian.warehouse.incoming import KeptFile
from hengjian.warehouse.models import Import
from hengjian.warehouse.queries.imports import place_of_imports


SESSION_KEY = "waiting_files"
MOST = 20  # for one session; the oldest is forgotten first


@dataclass(frozen=True)
class WaitingFile:
    """A kept file and what its bringer said of it."""

    key: str
    name: str
    digest: str
    size: int
    card: str
    unit: str

    @classmethod
    def of(cls, kept: KeptFile, card: str, unit: Procuratorate | None) -> "WaitingFile":
        """What the session remembers of a kept file."""
        code = unit.code if unit is not None else ""
        key = f"{kept.digest[:16]}-{card}-{code or 'all'}"
        return cls(key, kept.name, kept.digest, kept.size, card, code)

    @property
    def kept(self) -> KeptFile:
        """The file where it lies; it may be gone."""
        suffix = Path(self.name).suffix.lower()
        folder = Path(settings.HENGJIAN_HOME) / "incoming"
        return KeptFile(
            self.name, self.digest, self.size, folder / f"{self.digest}{suffix}"
        )

    @property
    def procuratorate(self) -> Procuratorate | None:
        """Whose cards they are, where that was said."""
        return Procuratorate.objects.filter(code=self.unit).first()


def remember(request: PageRequest, waiting: WaitingFile) -> None:
    """Keep it in the session."""
    known = dict(request.session.get(SESSION_KEY, {}))
    known.pop(waiting.key, None)
    known[waiting.key] = asdict(waiting)
    request.session[SESSION_KEY] = dict(list(known.items())[-MOST:])


def recall(request: PageRequest, key: str) -> WaitingFile:
    """What was remembered under a key. Raises ``FileGone``."""
    known = request.session.get(SESSION_KEY, {}).get(key)
    if known is None:
        raise FileGone(
            Text(
                "文件已不在等待导入之列，请重新上传",
                "the file is gone: upload it again",
            )
        )
    return WaitingFile(**known)


def forget(request: PageRequest, key: str) -> None:
    """Drop it from the session."""
    known = dict(request.session.get(SESSION_KEY, {}))
    known.pop(key, None)
    request.session[SESSION_KEY] = known


def stage(
    request: PageRequest,
    waiting: WaitingFile,
    *,
    sheet: str,
    mapping: Mapping[str, str],
) -> Import:
    """Register the import for the worker, within the account's own places."""
    unit = waiting.procuratorate
    staged: Import = imports.stage(
        file=waiting.kept,
        card=waiting.card,
        procuratorate=unit,
        within=unit or place_of_imports(request.user),
        sheet=sheet,
        mapping=mapping,
        by=request.user,
    )
    return staged
