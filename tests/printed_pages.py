"""The pages of a PDF and the text of an ebook, compared: where pages begin on paper, and where the ebook says so."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from conftest import letters, page_texts
from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
_WHOLE_PAGE = (0, 600)
_BREAK = re.compile(r"⟦(\d+)⟧")
_NOT_WORDS = re.compile(r"(?m)^(\d+\.|[–▪•]|\* \* \*)$")
"""What lists and breaks between passages show on paper without its being text."""

_LEADER = re.compile(r"(\s\.){3,}")
_FEW = 20
"""So many letters tell where a page begins or ends."""


def printed_pages(pdf: Path, drawn: frozenset[str] = frozenset()) -> list[str]:
    """The letters of each page, without those that stand only in drawings, whose words are `drawn`."""
    pages = page_texts(pdf)
    for place in (0, 1, -1):  # covers and imprint have neither running head nor folio, and go further down
        pages[place] = page_texts(pdf, *_WHOLE_PAGE)[place]
    return [_without_drawings(_LEADER.sub(" ", _NOT_WORDS.sub("", page)), drawn) for page in pages]


def _without_drawings(page: str, drawn: frozenset[str]) -> str:
    """Poppler puts the words of a drawing behind all others."""
    lines = [line for line in page.splitlines() if line.strip()]
    last = list(takewhile(lambda line: set(map(letters, line.split())) <= drawn, reversed(lines)))
    return letters(" ".join(lines[: len(lines) - len(last)]).strip())


def drawn_words(drawings: Iterator[bytes]) -> frozenset[str]:
    """The words in drawings (SVG)."""
    return frozenset(
        letters(word) for data in drawings for text in etree.fromstring(data).itertext() for word in text.split()
    )


def broken_text(epub: Path) -> str:
    """The text of an ebook in the order of reading, with `⟦7⟧` where page 7 begins; links have no spaces.

    The ways back from the notes have the words that paper has in their place: the page of the call, by its break.
    """
    documents = _documents(epub)
    calls, label = {}, ""
    for name, root in documents.items():
        for node in root.iter():
            label = node.get("aria-label") if node.get("role") == "doc-pagebreak" else label
            if node.get("role") == "doc-noteref":
                calls[name, node.get("id")] = label
    pieces: list[str] = []
    for name, root in documents.items():
        for link in root.iter(f"{XHTML}a"):
            if link.get("role") == "doc-backlink":
                path, _, target = link.get("href").partition("#")
                file = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
                link.text = f"p. {calls[file, unquote(target)]}"
        pieces += _pieces(root.find(f"{XHTML}body"))
    return " ".join(pieces)


def _documents(epub: Path) -> dict[str, Any]:
    """The documents that are read, by their names."""
    with zipfile.ZipFile(epub) as book:
        package = etree.fromstring(book.read("EPUB/content.opf"))
        files = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
        names = [files[item.get("idref")] for item in package.iter(f"{OPF}itemref")]
        return {name: etree.fromstring(book.read(f"EPUB/{name}")) for name in names}


def _pieces(body: Any) -> Iterator[str]:
    for node in list(body.iter()):
        if node.get("role") == "doc-pagebreak":
            node.text = f"⟦{node.get('aria-label')}⟧"
        elif node.tag == f"{XHTML}a":
            words = "".join(node.itertext())
            for child in list(node):
                node.remove(child)
            node.text = re.sub(r"\s", "", words)
    yield "".join(body.itertext())


def misplaced(pages: list[str], text: str) -> list[str]:
    """The labels of breaks that are not where the page of that number begins, and of pages without one.

    The last words of the page before stand before the break, the first words of the page behind it; where a
    word is divided between them its beginning stands behind it too.
    """
    parts = _BREAK.split(text)
    labels, flat = parts[1::2], [letters(part) for part in parts[::2]]
    wrong = sorted({*map(str, range(1, len(pages) + 1))} ^ set(labels), key=int)
    wrong += [label for place, label in enumerate(labels, 1) if label != str(place)]
    begun, done = "", ""
    for label, page, words, before in zip(labels, pages, parts[2::2], flat, strict=False):
        done += before
        divided = letters(words.split(maxsplit=1)[0]) if words.strip() else ""  # perhaps; a whole word is not
        after = "".join(flat[labels.index(label) + 1 :])
        if not page:
            wrong += [label] * bool(letters(words))
        elif not any(
            (done + after[:cut]).endswith(begun[-_FEW:]) and after[cut:].startswith(page[:_FEW])
            for cut in range(max(1, len(divided)))
        ):
            wrong.append(label)
        begun = page or begun
    return wrong
