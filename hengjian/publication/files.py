"""Where reports, templates and uploads lie, and their digests."""

import hashlib
import os
import shutil
from pathlib import Path

from django.conf import settings

from hengjian.engines.documents.fonts import Fonts
from hengjian.engines.documents.template import write_template
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.publication.analysis.contents import SHIPPED
from hengjian.publication.models import AnalysisReport


TEMPLATE = "analysis_report.docx"
CONTENTS = "analysis_report.yaml"


def reports_folder() -> Path:
    """The folder of made reports."""
    folder = Path(settings.HENGJIAN_HOME) / "reports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def versions_folder() -> Path:
    """The folder of edited files that came back."""
    folder = reports_folder() / "versions"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def pictures_folder() -> Path:
    """The folder of the reports' charts."""
    folder = reports_folder() / "charts"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def template_path() -> Path:
    """The office's template; the shipped one is written there when it is missing."""
    path = _templates_folder() / TEMPLATE
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        write_template(draft, fonts())
        draft.replace(path)
    return path


def contents_path() -> Path:
    """What the report tells; the shipped file is written there when it is missing."""
    path = _templates_folder() / CONTENTS
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        shutil.copyfile(SHIPPED, draft)
        draft.replace(path)
    return path


def _templates_folder() -> Path:
    folder = Path(settings.HENGJIAN_HOME) / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def fonts() -> Fonts:
    """The office's fonts, by setting."""
    return Fonts(settings.HENGJIAN_FONTS)


def stem_of(report: AnalysisReport) -> str:
    """The name that a report's files share; no two reports have the same."""
    return f"{report.period}-{report.unit.code}-{report.kind}-{report.pk:04d}"


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def made_file(report: AnalysisReport, kind: str) -> Path:
    """A file of a report, held to its digest; raises ``UserFault``."""
    known = report.files.get(kind)
    path: Path | None = reports_folder() / str(known["name"]) if known else None
    if known is None or path is None or not path.is_file():
        raise UserFault(
            Text("报告文件不在", "the report's file is missing"),
            where=known["name"] if known else kind,
            status=404,
        )
    if digest_of(path) != known["digest"]:
        raise UserFault(
            Text(
                "报告文件与登记的摘要不符",
                "the report's file differs from its recorded digest",
            ),
            where=known["name"],
            status=409,
        )
    return path
