"""What a PDF says of itself in its metadata, beyond what the layout engine can say: PDF/UA in a PDF/A."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"

_PREFIXES = {
    "rdf": _RDF,
    "pdfuaid": _UA,
    "pdfaExtension": _EXTENSION,
    "pdfaSchema": _SCHEMA,
    "pdfaProperty": _PROPERTY,
}


def accessibility_claim() -> bytes:
    """The RDF that says PDF/UA-1 (ISO 14289-1, 5) in a PDF/A file.

    PDF/A takes no property that it does not know without a description of its schema
    (ISO 19005-2, 6.6.2.3), so the claim comes with one.
    """
    for prefix, address in _PREFIXES.items():
        register_namespace(prefix, address)
    claim = _description()
    SubElement(claim, f"{{{_UA}}}part").text = "1"
    return tostring(claim) + tostring(_schema())


def _description() -> Element:
    return Element(f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})


def _schema() -> Element:
    """What the claim's one property is."""
    description = _description()
    schemas = SubElement(SubElement(description, f"{{{_EXTENSION}}}schemas"), f"{{{_RDF}}}Bag")
    schema = SubElement(schemas, f"{{{_RDF}}}li", {f"{{{_RDF}}}parseType": "Resource"})
    SubElement(schema, f"{{{_SCHEMA}}}schema").text = "PDF/UA identification"
    SubElement(schema, f"{{{_SCHEMA}}}namespaceURI").text = _UA
    SubElement(schema, f"{{{_SCHEMA}}}prefix").text = "pdfuaid"
    properties = SubElement(SubElement(schema, f"{{{_SCHEMA}}}property"), f"{{{_RDF}}}Seq")
    part = SubElement(properties, f"{{{_RDF}}}li", {f"{{{_RDF}}}parseType": "Resource"})
    for name, value in (
        ("name", "part"),
        ("valueType", "Integer"),
        ("category", "internal"),
        ("description", "The part of ISO 14289 that the file conforms to"),
    ):
        SubElement(part, f"{{{_PROPERTY}}}{name}").text = value
    return description
