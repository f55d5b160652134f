"""What a PDF says of itself as a whole: title, language, tags, claims of conformance, printing condition."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from pamphlet.preflight.pdf.examined import Claims, Examined, Intent, Page, Tags
from pamphlet.preflight.pdf.objects import UNREADABLE, descendants, entry, items, keys, number, word

_MOST_ELEMENTS = 200_000
_LARGEST_METADATA = 1024 * 1024
_AMONG_NAMES = 64


def identify(pdf: pikepdf.Pdf, pages: tuple[Page, ...], *, extent: int, truncated: bool) -> Examined:
    """Put what stands in the catalogue of a PDF beside its pages."""
    root, info = pdf.Root, entry(pdf.trailer, "/Info")
    metadata = _metadata(root)
    names = entry(root, "/Names")
    return Examined(
        version=pdf.pdf_version,
        encrypted=pdf.is_encrypted,
        speakable=not pdf.is_encrypted or pdf.allow.accessibility,
        pages=pages,
        extent=extent,
        title=_title(metadata, info),
        shows_title=entry(entry(root, "/ViewerPreferences"), "/DisplayDocTitle") is True,
        language=word(entry(root, "/Lang")).strip(),
        tags=_tags(root),
        claims=_claims(metadata, info),
        intents=tuple(_intent(intent) for intent in items(entry(root, "/OutputIntents"))),
        trapped=word(entry(info, "/Trapped")).removeprefix("/") or _property(metadata, "pdf:Trapped"),
        has_id=len(items(entry(pdf.trailer, "/ID"))) == 2,
        scripts=_has_scripts(root, names, pdf),
        forms=bool(items(entry(entry(root, "/AcroForm"), "/Fields"))),
        attachments=entry(names, "/EmbeddedFiles") is not None,
        outline=entry(entry(root, "/Outlines"), "/First") is not None,
        repaired=bool(pdf.get_warnings()),
        truncated=truncated,
    )


def _metadata(root: Any) -> str:
    """The XMP packet as text; it is only searched, so that broken XML cannot do harm."""
    stream = entry(root, "/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return ""
    try:
        data = stream.read_bytes()[:_LARGEST_METADATA]
    except UNREADABLE:
        return ""
    encoding = "utf-16" if data[:2] in {b"\xfe\xff", b"\xff\xfe"} else "utf-8"
    return data.decode(encoding, errors="replace")


def _property(metadata: str, name: str) -> str:
    """A simple property of XMP, whether written as an element or as an attribute."""
    found = re.search(
        rf"<{name}(?:\s[^>]{{0,200}})?>\s*([^<]{{0,200}})</{name}>|\s{name}\s*=\s*[\"']([^\"']{{0,200}})[\"']", metadata
    )
    return (found.group(1) or found.group(2) or "").strip() if found else ""


def _title(metadata: str, info: Any) -> str:
    found = re.search(r"<dc:title[^>]{0,200}>.{0,400}?<rdf:li[^>]{0,100}>([^<]{0,2000})</rdf:li>", metadata, re.DOTALL)
    return (found.group(1).strip() if found else "") or word(entry(info, "/Title")).strip()


def _claims(metadata: str, info: Any) -> Claims:
    part, conformance = _property(metadata, "pdfaid:part"), _property(metadata, "pdfaid:conformance")
    pdfx = _property(metadata, "pdfxid:GTS_PDFXVersion") or _property(metadata, "pdfx:GTS_PDFXVersion")
    shown = word(entry(info, "/GTS_PDFXConformance")) or word(entry(info, "/GTS_PDFXVersion"))
    ua = _property(metadata, "pdfuaid:part")
    return Claims(
        pdfx=shown or pdfx,
        pdfa=f"PDF/A-{part}{conformance.lower()}" if part else "",
        pdfua=f"PDF/UA-{ua}" if ua else "",
    )


def _intent(intent: Any) -> Intent:
    return Intent(
        kind=word(entry(intent, "/S")).removeprefix("/"),
        condition=word(entry(intent, "/OutputConditionIdentifier")),
        channels=int(number(entry(entry(intent, "/DestOutputProfile"), "/N"))),
    )


def _tags(root: Any) -> Tags:
    tree = entry(root, "/StructTreeRoot")
    marks = entry(root, "/MarkInfo")
    roles = entry(tree, "/RoleMap")
    elements = figures = 0
    for element in descendants(entry(tree, "/K"), most=_MOST_ELEMENTS):
        role = word(entry(element, "/S"))
        elements += bool(role)
        if "/Figure" in {role, word(entry(roles, role)) if role else ""}:
            described = word(entry(element, "/Alt")).strip() or word(entry(element, "/ActualText")).strip()
            figures += not described
    return Tags(
        marked=entry(marks, "/Marked") is True,
        tree=tree is not None,
        suspect=entry(marks, "/Suspects") is True,
        elements=elements,
        figures_undescribed=figures,
    )


def _has_scripts(root: Any, names: Any, pdf: pikepdf.Pdf) -> bool:
    """Whether something runs when the file is opened: by name, on opening, or on turning to a page."""
    if entry(names, "/JavaScript") is not None or word(entry(entry(root, "/OpenAction"), "/S")) == "/JavaScript":
        return True
    holders = [root, *(page.obj for page in list(pdf.pages)[:_AMONG_NAMES])]
    return any(
        word(entry(entry(entry(holder, "/AA"), key), "/S")) == "/JavaScript"
        for holder in holders
        for key in keys(entry(holder, "/AA"))
    )
