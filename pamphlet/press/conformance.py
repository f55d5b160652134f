"""What a PDF says of itself in its metadata, beyond what the layout engine can say: PDF/UA in a PDF/A, and PDF/X."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

ACCESSIBILITY_CLAIM = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""The RDF that says PDF/UA-1 (ISO 14289-1, 5).  PDF/A takes no property that it does not know without a
description of its schema (ISO 19005-2, 6.6.2.3), so the claim brings one."""


def press_claim(*, title: str, authors: Sequence[str], date: str, identifier: str) -> bytes:
    """The XMP packet of a PDF/X-4 (ISO 15930-7, 6.7): `date` as XMP writes it, `identifier` the document's own."""
    names = "".join(f"<rdf:li>{escape(author)}</rdf:li>" for author in authors)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
  <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
  <pdf:Trapped>False</pdf:Trapped>
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
  <dc:creator><rdf:Seq>{names}</rdf:Seq></dc:creator>
  <xmp:CreateDate>{date}</xmp:CreateDate>
  <xmp:ModifyDate>{date}</xmp:ModifyDate>
  <xmp:MetadataDate>{date}</xmp:MetadataDate>
  <xmpMM:DocumentID>{escape(identifier)}</xmpMM:DocumentID>
  <xmpMM:RenditionClass>default</xmpMM:RenditionClass>
  <xmpMM:VersionID>1</xmpMM:VersionID>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()
