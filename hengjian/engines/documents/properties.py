"""Small facts kept inside a Word file: custom properties, which editing leaves alone.

Word and WPS keep ``docProps/custom.xml`` through every save; python-docx has no door to
it, so the part is written and read here.
"""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml


_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the same for every custom property
_FIRST_ID = 2


def write_properties(document: Any, facts: dict[str, str]) -> None:
    """Set custom properties of a document; the others stay."""
    package = document.part.package
    part = _part(package)
    root = _root(part)
    known = {element.get("name"): element for element in root}
    for name, text in facts.items():
        if name in known:
            root.remove(known[name])
        element = root.makeelement(f"{{{_NAMESPACE}}}property")
        element.set("fmtid", _FORMAT)
        element.set("name", name)
        value = element.makeelement(f"{{{_VALUES}}}lpwstr")
        value.text = text
        element.append(value)
        root.append(element)
    for number, element in enumerate(root, start=_FIRST_ID):
        element.set("pid", str(number))
    blob = serialize_part_xml(root)
    if part is None:
        part = Part(PackURI("/docProps/custom.xml"), _TYPE, blob, package)
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    else:
        part._blob = blob


def read_properties(document: Any) -> dict[str, str]:
    """The custom properties of a document, all as texts."""
    part = _part(document.part.package)
    return {
        str(element.get("name", "")): "".join(element.itertext())
        for element in _root(part)
    }


def _part(package: Any) -> Any:
    for relation in package.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            return relation.target_part
    return None


def _root(part: Any) -> Any:
    if part is not None:
        try:
            return parse_xml(part.blob)  # resolves no entities
        except SyntaxError:
            pass  # somebody's broken part: as good as none
    return parse_xml(f'<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_VALUES}"/>')
