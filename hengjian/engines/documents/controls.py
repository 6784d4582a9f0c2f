"""Content controls of a Word file: a run bound to a name, which survives editing."""

from collections.abc import Iterator, Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


TAG = "hengjian:"
FIRST_CONTROL = 710_000_001  # far from the numbers that templates' own controls have
AGAIN = "#"  # "registered_on#2": the same name a second time


def bind_run(run: Any, name: str, number: int) -> None:
    """Put a run (``w:r``) into a content control tagged with ``name``."""
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    for tag, value in (("w:tag", TAG + name), ("w:id", str(number))):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        properties.append(element)
    properties.append(OxmlElement("w:text"))
    content = OxmlElement("w:sdtContent")
    control.append(properties)
    control.append(content)
    run.addprevious(control)
    content.append(run)


def controls_of(document: Any) -> Iterator[tuple[str, Any]]:
    """Every bound control, body first, then heads and feet of the pages."""
    for root in roots_of(document):
        for control in root.iter(qn("w:sdt")):
            tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
            name = "" if tag is None else tag.get(qn("w:val"), "")
            if name.startswith(TAG):
                yield name.removeprefix(TAG), control


def roots_of(document: Any) -> Iterator[Any]:
    """The elements that hold text: the body, and each head and foot of its own."""
    yield document.element.body
    seen = set()
    for section in document.sections:
        for part in (
            section.header,
            section.footer,
            section.first_page_header,
            section.first_page_footer,
            section.even_page_header,
            section.even_page_footer,
        ):
            if not part.is_linked_to_previous and part._element not in seen:
                seen.add(part._element)
                yield part._element


def set_texts(document: Any, texts: Mapping[str, str]) -> int:
    """Write new texts into the controls of some names; returns how many there were."""
    done = 0
    for name, control in controls_of(document):
        text = texts.get(base_name(name))
        if text is None:
            continue
        written = list(control.iter(qn("w:t")))
        for node in written[1:]:
            node.text = ""
        if written:
            written[0].text = text
            done += 1
    return done


def base_name(name: str) -> str:
    """The name without the count of where it stands again."""
    return name.partition(AGAIN)[0]
