"""Every page of the documents is found from their index."""

import re
from pathlib import Path


DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_index_names_every_page_and_no_other() -> None:
    listed = re.findall(r"\]\(([^)]+\.md)\)", (DOCS / "README.md").read_text("utf-8"))

    pages = {str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md")} - {"README.md"}
    assert sorted(listed) == sorted(pages)
