"""The texts that a workbook keeps once and its cells name by number.

Read once for the whole workbook: a slice's cells then carry the number behind a sign
that no text can hold, and each distinct number is looked up once for a column.
"""

import html
import io
import re
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.tables.xlsx.package import corrupt


SIGN = "\x01"  # not allowed in XML 1.0, so no cell's text begins with it

_PLAIN = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_shared_strings(xml: bytes) -> pa.Array:
    """All texts in their order; raises ``UserFault`` where the part is broken."""
    plain = _PLAIN.findall(xml)
    if len(plain) == xml.count(b"<si>") and b"<si/" not in xml and b":si>" not in xml:
        try:
            texts = pa.array(plain, pa.binary()).cast(pa.string())
        except pa.ArrowInvalid as fault:
            raise corrupt() from fault
        return _unescaped(texts)
    return _unescaped(pa.array(_parsed(xml), pa.string()), entities=False)


def _parsed(xml: bytes) -> list[str]:
    """Texts with formats inside them, and those of writers with other habits."""
    texts = []
    try:
        for event, node in ElementTree.iterparse(  # noqa: S314 (entities refused)
            io.BytesIO(_without_entities(xml)), events=("start", "end")
        ):
            if event == "end" and _local(node) == "si":
                texts.append("".join(_pieces(node)))
                node.clear()
    except ElementTree.ParseError as fault:
        raise corrupt() from fault
    return texts


def _without_entities(xml: bytes) -> bytes:
    if re.search(rb"<!DOCTYPE|<!ENTITY", xml[:4096], re.IGNORECASE):
        raise corrupt()
    return xml


def _pieces(node: ElementTree.Element) -> list[str]:
    """The text of a ``<t>``, or of the ``<t>`` of each run; readings (rPh) left out."""
    pieces = []
    for child in node:
        if _local(child) == "t":
            pieces.append(_text(child))
        elif _local(child) == "r":
            pieces += [_text(part) for part in child if _local(part) == "t"]
    return pieces


def _text(node: ElementTree.Element) -> str:
    text = node.text or ""
    return text if node.get(_SPACE) == "preserve" else text.strip()


def _local(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]


def _unescaped(texts: pa.Array, *, entities: bool = True) -> pa.Array:
    """Entities of XML and the spreadsheet's own ``_x000D_`` as the signs they mean."""
    escaped = pc.match_substring_regex(texts, r"&|\r|_x[0-9A-Fa-f]{4}_")
    if not pc.any(escaped).as_py():
        return texts
    mended = [_unescape(text, entities) for text in texts.filter(escaped).to_pylist()]
    return pc.replace_with_mask(texts, escaped, pa.array(mended, pa.string()))


def _unescape(text: str, entities: bool) -> str:
    if entities:
        text = html.unescape(text.replace("\r\n", "\n"))
    return _ESCAPE.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    half = 0xD800 <= code <= 0xDFFF  # half of a sign beyond the first plane
    return found[0] if half else chr(code)


def resolved(
    column: pa.DictionaryArray, strings: pa.Array | None
) -> pa.DictionaryArray:
    """A column with the numbers behind the sign replaced by their texts."""
    texts = column.dictionary
    named = pc.starts_with(texts, SIGN)
    if not pc.any(named).as_py():
        return column
    try:
        numbers = pc.utf8_slice_codeunits(pc.if_else(named, texts, None), 1)
        found = _strings(strings).take(numbers.cast(pa.int32()))
    except (pa.ArrowInvalid, pa.ArrowIndexError, IndexError) as fault:
        raise corrupt() from fault
    return pa.DictionaryArray.from_arrays(
        column.indices, pc.if_else(named, found, texts)
    )


def resolved_text(text: str, strings: pa.Array | None) -> str:
    """One cell's text."""
    if not text.startswith(SIGN):
        return text
    column = pa.array([text]).dictionary_encode()
    return str(resolved(column, strings).to_pylist()[0])


def _strings(strings: pa.Array | None) -> pa.Array:
    return pa.array([], pa.string()) if strings is None else strings
