"""The generated reference pages say what the code says."""

from pathlib import Path

from hengjian.config.generated_pages import stale_pages


ROOT = Path(__file__).resolve().parents[2]


def test_no_generated_page_is_stale() -> None:
    assert stale_pages(ROOT) == []
