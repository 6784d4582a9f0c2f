"""Tables and lists as Word papers to be signed and filed, in the office's own template.

They are made when they are asked for and kept nowhere.
"""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hengjian.access.exporting import note_export
from hengjian.audit.actors import Actor
from hengjian.documents.files import DOCX, fonts
from hengjian.engines.documents.content import Paper
from hengjian.engines.documents.template import write_template
from hengjian.engines.documents.word import write_word
from hengjian.lib.own_files import own_folder


TEMPLATE = "office_list.docx"


def word_answer(
    request: HttpRequest, paper: Paper, name: str, *, rows: int, by: Actor
) -> HttpResponse:
    """The paper as a Word file, once its leaving is in the journal."""
    note_export(request, name, rows=rows, by=by)
    with tempfile.TemporaryDirectory(dir=_folder()) as passing:
        target = Path(passing) / "paper.docx"
        write_word(paper, list_template(), target)
        answer = HttpResponse(target.read_bytes(), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    answer["Cache-Control"] = "no-store"
    return answer


def list_template() -> Path:
    """The office's template of lists; the shipped one is written when it is missing."""
    path = _folder() / TEMPLATE
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        write_template(draft, fonts())
        draft.replace(path)
    return path


def _folder() -> Path:
    return own_folder(Path(settings.HENGJIAN_HOME) / "templates")
