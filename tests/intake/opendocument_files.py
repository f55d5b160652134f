"""OpenDocument files as programs write them, made by hand: from the XML of the text, styles and pictures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("meta", "meta"), ("office", "office"), ("style", "style"),
        ("svg", "svg-compatible"), ("table", "table"), ("text", "text"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip

NAMED = """
<style:default-style style:family="paragraph">
  <style:text-properties fo:language="en" fo:country="GB"/>
</style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Heading">
  <style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Subtitle" style:family="paragraph" style:parent-style-name="Heading"/>
<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
  style:parent-style-name="Heading"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard">
  <style:paragraph-properties fo:margin-left="1cm"/><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="Caption" style:family="paragraph" style:parent-style-name="Standard">
  <style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="Illustration" style:family="paragraph" style:parent-style-name="Caption"/>
<style:style style:name="Verse" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard">
  <style:paragraph-properties fo:margin-left="0.6cm" fo:text-indent="-0.6cm"/></style:style>
<style:style style:name="Table_20_Heading" style:display-name="Table Heading" style:family="paragraph">
  <style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Horizontal_20_Line" style:display-name="Horizontal Line" style:family="paragraph"/>
<style:style style:name="Emphasis" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
"""
"""The styles with names, as LibreOffice calls them."""

AUTOMATIC = """
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="R" style:family="text"><style:text-properties fo:font-style="normal"/></style:style>
<style:style style:name="U" style:family="text">
  <style:text-properties style:text-underline-style="solid"/></style:style>
<style:style style:name="C" style:family="text"><style:text-properties fo:font-variant="small-caps"/></style:style>
<style:style style:name="Up" style:family="text">
  <style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Down" style:family="text">
  <style:text-properties style:text-position="-33% 58%"/></style:style>
<style:style style:name="Out" style:family="text">
  <style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Fr" style:family="text">
  <style:text-properties fo:language="fr" fo:country="FR"/></style:style>
<style:style style:name="PB" style:family="paragraph" style:parent-style-name="Standard">
  <style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="PIn" style:family="paragraph" style:parent-style-name="Standard">
  <style:paragraph-properties fo:margin-left="0.5in"/></style:style>
<style:style style:name="PPage" style:family="paragraph" style:parent-style-name="Standard">
  <style:paragraph-properties fo:break-before="page"/></style:style>
<text:list-style style:name="LN">
  <text:list-level-style-number text:level="1" style:num-format="1"/>
  <text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>
<text:list-style style:name="LB"><text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>
"""
"""The styles that a program makes for words that somebody set by hand."""

META = """<office:meta><meta:initial-creator>webadmin</meta:initial-creator>
<dc:title>The Corn Street Petition</dc:title><dc:language>en-GB</dc:language>
<meta:creation-date>2024-01-21T10:00:00</meta:creation-date></office:meta>"""

FURNITURE = """<office:master-styles><style:master-page style:name="Standard">
<style:header><text:p>A running head</text:p></style:header>
<style:footer><text:p>page <text:page-number>1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles>"""


def odt(text: str, *, parts: Mapping[str, bytes] | None = None, furniture: str = "", meta: str = META) -> bytes:
    """A text document with this content; `parts` are further files in it."""
    files = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": _root("document-content", _content(text)),
        "styles.xml": _root("document-styles", f"<office:styles>{NAMED}</office:styles>{furniture}"),
        "meta.xml": _root("document-meta", meta),
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return buffer.getvalue()


def flat_odt(text: str) -> bytes:
    """The same in one file of XML (.fodt)."""
    return _root("document", f"{META}<office:styles>{NAMED}</office:styles>{_content(text)}")


def _content(text: str) -> str:
    return (
        f"<office:automatic-styles>{AUTOMATIC}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body>"
    )


def _root(name: str, inner: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {SPACES}>{inner}</office:{name}>'.encode()
