"""XML from strangers: no entities, no document types, no network, a bounded size."""

import re

from lxml import etree

from hengjian.lib.bilingual import Text
from hengjian.lib.places import Fault, Place


LARGEST = 2 * 1024 * 1024  # bytes; a drawing of a thousand tasks has a quarter of that
DEEPEST = 60


def parse_xml(content: bytes, file: str) -> "etree._Element | Fault":
    """The root element, or the one fault for which nothing can be read."""
    refused = _refusal(content)
    if refused is not None:
        message, line = refused
        return Fault(Place(file, line), message, rule="drawing_xml")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 1) or 1
        message = Text("不是合格的 XML", "this is not well-formed XML")
        return Fault(Place(file, line), message, rule="drawing_xml")
    if _is_deeper(root, DEEPEST):
        message = Text("图形嵌套太深", "the drawing is nested too deeply")
        return Fault(Place(file, 1), message, rule="drawing_xml")
    return root


def _refusal(content: bytes) -> tuple[Text, int] | None:
    if len(content) > LARGEST:
        return Text("图形文件太大(上限 2 MB)", "the drawing is larger than 2 MB"), 1
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Text("图形文件应为 UTF-8 编码", "a drawing is written in UTF-8"), 1
    for word in ("<!DOCTYPE", "<!ENTITY"):
        at = text.upper().find(word)
        if at >= 0:
            message = Text(
                "图形文件里不得有 DOCTYPE 或实体",
                "a drawing has no DOCTYPE and no entities",
            )
            return message, text.count("\n", 0, at) + 1
    declared = re.match(r"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)", text)
    if declared and declared.group(1).lower() not in {"utf-8", "utf8", "us-ascii"}:
        return Text("图形文件应为 UTF-8 编码", "a drawing is written in UTF-8"), 1
    return None


def _is_deeper(root: "etree._Element", most: int) -> bool:
    waiting = [(root, 1)]
    while waiting:
        one, depth = waiting.pop()
        if depth > most:
            return True
        waiting.extend((child, depth + 1) for child in one)
    return False
