"""Edited Word files on their way in: bounded, kept by digest, held to their report."""

import hashlib
import os
import secrets
from collections.abc import Iterable

from hengjian.audit.actors import Actor
from hengjian.engines.tables.marks_in_files import refuse_marked_file
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.publication import files
from hengjian.publication.actions import analysis_reports as acts
from hengjian.publication.models import AnalysisReport, ReportVersion
from hengjian.publication.queries.checking import check_file


LARGEST = 20 * 1024 * 1024  # bytes; a made report has about half a MiB


def take_in(
    report: AnalysisReport, name: str, blocks: Iterable[bytes], *, by: Actor
) -> ReportVersion:
    """Keep an edited file as the report's next version with what its check found.

    Raises ``UserFault`` for what is no Word file of this report; then nothing is kept.
    """
    folder = files.versions_folder()
    passing = folder / f".{secrets.token_hex(8)}.docx"
    digest, size = hashlib.sha256(), 0
    handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            for block in blocks:
                size += len(block)
                if size > LARGEST:
                    raise UserFault(
                        Text("文件超过 20 MiB", "the file is larger than 20 MiB"),
                        where=name,
                        status=413,
                    )
                digest.update(block)
                stream.write(block)
        refuse_marked_file(passing.read_bytes(), name)
        try:
            checked = check_file(passing, report)
        except UserFault as fault:
            raise UserFault(fault.message, where=name, status=fault.status) from fault
        stored = f"{files.stem_of(report)}-{digest.hexdigest()[:16]}.docx"
        passing.replace(folder / stored)
    finally:
        passing.unlink(missing_ok=True)
    return acts.keep_version(
        report=report,
        file_name=name,
        stored_as=stored,
        digest=digest.hexdigest(),
        found=checked.as_json(),
        disagreeing=len(checked.disagreeing),
        by=by,
    )
