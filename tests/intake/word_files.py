"""Pieces of WordprocessingML become a .docx, so that a test can say exactly what stands in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "o": "urn:schemas-microsoft-com:office:office",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "v": "urn:schemas-microsoft-com:vml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
    }.items()
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My head"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Author"><w:name w:val="Author"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Vers"><w:name w:val="Verse"/></w:style>
<w:style w:type="paragraph" w:styleId="Bild"><w:name w:val="caption"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Listed"><w:name w:val="List Paragraph"/>
  <w:pPr><w:ind w:left="720"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Dots"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Dots2"><w:name w:val="List Bullet 2"/><w:basedOn w:val="Dots"/></w:style>
<w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Work"><w:name w:val="Work"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Caps"><w:name w:val="Caps"/><w:basedOn w:val="Work"/>
  <w:rPr><w:i w:val="0"/><w:smallCaps/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
"""
"""The styles of a German Word: its identifiers are German, its names English."""

NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{kind}">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/></w:lvl>'
        for level, form in enumerate(forms)
    )
    + "</w:abstractNum>"
    for kind, forms in {
        "10": ("bullet", "bullet", "bullet"),
        "20": ("decimal", "decimal", "decimal"),
        "30": ("lowerLetter",),
    }.items()
) + (
    '<w:num w:numId="1"><w:abstractNumId w:val="10"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="20"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="30"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="20"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)
"""List 1 has bullets, 2 figures, 3 letters; 4 goes like 2 but begins with 7."""


def run(text: str, properties: str = "") -> str:
    """A run of words."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, properties: str = "", style: str = "") -> str:
    """A paragraph; `content` is XML, or words alone."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside if content else ''}</w:p>"


def item(text: str, list_id: int = 1, level: int = 0) -> str:
    """A paragraph that is an item of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def table(rows: Sequence[Sequence[str]], head: int = 0) -> str:
    """A table; each cell is the XML of its blocks, or words alone; the first rows say that they are heads."""
    made = []
    for number, cells in enumerate(rows):
        properties = "<w:trPr><w:tblHeader/></w:trPr>" if number < head else ""
        inside = "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in cells)
        made.append(f"<w:tr>{properties}{inside}</w:tr>")
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(made)}</w:tbl>"


def call(number: int, kind: str = "footnote") -> str:
    """The call of a note."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def box(blocks: str) -> str:
    """A text box as Word writes it: once for today's programs, once more for older ones."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="Box"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{blocks}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{blocks}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(relation: str, description: str = "") -> str:
    """A picture in a run of its own."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="{escape(description)}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x"/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def field(instruction: str, result: str) -> str:
    """A field with what it gave."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    told = f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
    return f"{mark('begin')}{told}{mark('separate')}{result}{mark('end')}"


def word_file(
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    media: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    core: str = "",
) -> bytes:
    """A .docx of this body.

    `parts` are the insides of further ones by their kind (`footnotes`, `comments`, `header`); `media` pictures and
    `links` addresses, each by the identifier of its relation.
    """
    inside = {"styles": STYLES, "numbering": NUMBERING, **(parts or {})}
    roots = {"header": "hdr", "footer": "ftr"}
    rows = [(f"r-{kind}", kind, f"{kind}.xml", "") for kind in inside]
    rows += [(name, "image", f"media/{name}.png", "") for name in media or {}]
    rows += [(name, "hyperlink", escape(address), 'TargetMode="External"') for name, address in (links or {}).items()]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relations(
            [("r1", "officeDocument", "word/document.xml", "")],
            f'<Relationship Id="c" Type="{_CORE}" Target="core.xml"/>',
        ),
        "core.xml": f"<core {_NAMESPACES}>{core}</core>",
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(rows),
        **{
            f"word/{kind}.xml": f"<w:{roots.get(kind, kind)} {_NAMESPACES}>{text}</w:{roots.get(kind, kind)}>"
            for kind, text in inside.items()
        },
        **{f"word/media/{name}.png": data for name, data in (media or {}).items()},
    }
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of files by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)


def _relations(rows: Sequence[tuple[str, str, str, str]], more: str = "") -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_KINDS}/{kind}" Target="{target}" {mode}/>'
        for name, kind, target, mode in rows
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}{more}</Relationships>'


def with_other_namespaces(data: bytes) -> bytes:
    """A .docx in the strict form of the format, which only has other names for the same."""
    files: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            files[name] = text.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
    return zipped(files)
