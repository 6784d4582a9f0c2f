"""The manual's texts are whole; one that is not is named and breaks no page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hengjian.manual import reading


SPOILT = """\
count:
  title: {zh: 盘点, en: Count}
  views: ["office:store"]
  steps:
    - {zh: 点数。, en: Count.}
    - zh: "登记。"
    - {zh: 核对。, en: Check., "then sign": }
post:
  title: {zh: 公示}
  views: ["office:posted"]
  steps: [{zh: 看。, en: Look.}]
"""


@pytest.fixture
def spoilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "tasks.yaml").write_text(SPOILT, "utf-8")
    (tmp_path / "chapters.yaml").write_text("clerk: [count, post, sell]\n", "utf-8")
    monkeypatch.setattr(reading, "FOLDER", tmp_path)
    forget()
    yield
    forget()


def forget() -> None:
    reading.tasks.cache_clear()
    reading.chapters.cache_clear()


def test_every_text_of_the_manual_is_whole() -> None:
    assert reading.faults() == []


@pytest.mark.usefixtures("spoilt")
def test_text_that_lacks_a_language_is_named_by_file_and_step() -> None:
    assert reading.faults() == [
        "tasks.yaml: count: step 2: zh and en expected",
        "tasks.yaml: count: step 3: zh and en expected",
        "tasks.yaml: post: title: zh and en expected",
        "chapters.yaml: clerk: no task sell",
    ]


@pytest.mark.usefixtures("spoilt")
def test_spoilt_chapter_shows_what_can_be_read() -> None:
    count, post = reading.chapters()["clerk"].tasks

    assert [step.en for step in count.steps] == ["Count."]
    assert post.title.zh == "post"
