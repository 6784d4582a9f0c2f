"""Bytes of a text file as UTF-8: with or without mark, GB18030, UTF-16."""

import codecs
from collections.abc import Iterator

import pyarrow as pa

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_STEP = 4 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOST_NULS = 100  # more in the first piece mean that this is no text at all


def as_utf8(data: pa.Buffer) -> tuple[pa.Buffer, bool]:
    """The text in UTF-8 without mark, and whether it ends inside a character.

    Raises ``UserFault`` where it is neither UTF-8 nor GB18030 nor marked UTF-16.
    """
    for mark, encoding in _MARKS:
        if data[: len(mark)].to_pybytes() == mark:
            body = data[len(mark) :]
            if encoding == "utf-8":
                return _checked(body)
            return _transcoded(body, encoding)
    if data[:_STEP].to_pybytes().count(b"\0") > _MOST_NULS:
        raise _not_a_text()
    return _checked(data)


def _checked(data: pa.Buffer) -> tuple[pa.Buffer, bool]:
    if _is_utf8(data):
        return data, False
    decoder = codecs.getincrementaldecoder("utf-8")()
    read = 0
    try:
        for piece in _pieces(data):
            decoder.decode(piece)
            read += len(piece)
    except UnicodeDecodeError as fault:
        return _transcoded(data, "gb18030", tried_until=read + fault.start)
    cut = len(decoder.getstate()[0])
    return data[: data.size - cut], cut > 0


def _is_utf8(data: pa.Buffer) -> bool:
    """Whether all of it is, asked of Arrow at once; where it is not, who knows where."""
    ends = pa.array([0, data.size], pa.int64()).buffers()[1]
    whole = pa.Array.from_buffers(pa.large_string(), 1, [None, ends, data])
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _transcoded(
    data: pa.Buffer, encoding: str, *, tried_until: int = 0
) -> tuple[pa.Buffer, bool]:
    """The text of another encoding; ``tried_until``: how far it could be UTF-8."""
    decoder = codecs.getincrementaldecoder(encoding)()
    sink = pa.BufferOutputStream()
    read = 0
    for piece in _pieces(data):
        try:
            text = decoder.decode(piece)
        except UnicodeDecodeError as fault:
            # the encoding that got further was the one that was meant
            odd = max(read + fault.start, tried_until)
            raise _neither(data[:odd].to_pybytes().count(b"\n") + 1) from fault
        read += len(piece)
        sink.write(text.encode("utf-8", "replace"))
    return sink.getvalue(), bool(decoder.getstate()[0])


def _pieces(data: pa.Buffer) -> Iterator[bytes]:
    for start in range(0, data.size, _STEP):
        yield data[start : start + _STEP].to_pybytes()


def _not_a_text() -> UserFault:
    return UserFault(
        Text(
            "文件不是文本表格，请另存为 xlsx 或 csv（UTF-8）",
            "the file is not a text table: save it as xlsx or csv (UTF-8)",
        )
    )


def _neither(line: int) -> UserFault:
    return UserFault(
        Text(
            f"第 {line} 行附近的文字既不是 UTF-8 也不是 GB18030 编码，请另存为“CSV UTF-8”",
            f"the text near line {line} is neither UTF-8 nor GB18030: save it as CSV UTF-8",
        )
    )
