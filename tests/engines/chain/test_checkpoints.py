"""Anyone with the public key can check a line; nobody without the other can make one."""

import json

import pytest

from hengjian.engines.chain.checkpoints import (
    BadCheckpoint,
    Checkpoint,
    from_line,
    public_key,
    to_line,
)


KEY, OTHER = b"1" * 32, b"2" * 32
CHECKPOINT = Checkpoint(7, "ab" * 32, "2026-10-26T08:00:00+08:00")


def test_line_reads_back() -> None:
    assert from_line(to_line(CHECKPOINT, KEY), public_key(KEY)) == CHECKPOINT


@pytest.mark.parametrize(
    "change", [{"number": 8}, {"link": "cd" * 32}, {"at": "2026-10-27"}]
)
def test_changed_line_is_refused(change: dict[str, object]) -> None:
    values = json.loads(to_line(CHECKPOINT, KEY))

    with pytest.raises(BadCheckpoint):
        from_line(json.dumps({**values, **change}), public_key(KEY))


def test_line_of_another_key_is_refused() -> None:
    with pytest.raises(BadCheckpoint):
        from_line(to_line(CHECKPOINT, OTHER), public_key(KEY))


@pytest.mark.parametrize("line", ["", "{", "[]", '{"number": 1}', "null"])
def test_line_that_is_no_checkpoint_is_refused(line: str) -> None:
    with pytest.raises(BadCheckpoint):
        from_line(line, public_key(KEY))
