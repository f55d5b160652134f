"""The entries of a container become a Book: its package, its documents as trees, and where every id stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pamphlet.epub_addresses import resolved
from pamphlet.preflight.epub.container import Container, Unexaminable, unpack
from pamphlet.preflight.epub.markup import Element, elements, everything, kinds, local, parse, words
from pamphlet.preflight.epub.package import Item, Package, package_path, read_package

MOST_MARKUP = 16 * 1024 * 1024
"""Bytes of all documents that are looked at; a tree takes some ten times as much.  Moby-Dick has 1.3 million."""

_XHTML = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_XENC = "{http://www.w3.org/2001/04/xmlenc#}"
_OBFUSCATION = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Fonts that are made hard to copy: no lock, every reader undoes it (EPUB 3.3, 4.4)."""
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text of the book, parsed; `problem` says where it is not well-formed."""

    path: str
    root: Element
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: a file of the book, and the line from 1, or 0 where it has none."""

    path: str
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Book:
    """A book, opened.  `documents` stand in the order of reading, those outside of it at the end.

    `hidden` are the paths of what is obfuscated.  `truncated`: it holds more than was looked at.
    """

    container: Container
    package: Package
    package_root: Element
    documents: tuple[Document, ...]
    hidden: frozenset[str]
    truncated: bool

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """What can be read, by path."""
        return self.container.files

    @cached_property
    def names(self) -> frozenset[str]:
        """The path of every entry, readable or not."""
        return frozenset(entry.name for entry in self.container.entries)

    @cached_property
    def ids(self) -> Mapping[tuple[str, str], Element]:
        """The first element with an id, by path and id."""
        found: dict[tuple[str, str], Element] = {}
        for document in self.documents:
            for node in everything(document.root):
                if node.get("id"):
                    found.setdefault((document.path, node.get("id")), node)
        return found

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """The documents by their paths."""
        return {document.path: document for document in self.documents}

    @property
    def incomplete(self) -> bool:
        """Whether some text of the book could not be read to its end: what leads there would be called wrong."""
        unread = any(item.path not in self.by_path for item in _texts(self.package) if item.path in self.names)
        return self.truncated or unread or any(document.problem for document in self.documents)

    @property
    def read_in_order(self) -> tuple[Document, ...]:
        """The documents that one reads through."""
        return tuple(self.by_path[item.path] for item in self.package.spine if item.path in self.by_path)

    @property
    def navigation(self) -> Document | None:
        """The document that holds contents and page list; None in EPUB 2."""
        return next(
            (self.by_path[item.path] for item in self.package.with_property("nav") if item.path in self.by_path), None
        )

    def nodes(self, *names: str) -> Iterator[tuple[Document, Element]]:
        """The elements of XHTML with one of the names, with their documents."""
        for document in self.documents:
            for node in elements(document.root, *names):
                yield document, node

    def of_kind(self, *wanted: str) -> Iterator[tuple[Document, Element]]:
        """The elements that are one of these by `epub:type` or role, in the order of reading."""
        for document in self.read_in_order:
            for node in everything(document.root):
                if not kinds(node).isdisjoint(wanted):
                    yield document, node

    def lists(self, kind: str) -> Iterator[tuple[Document, Element]]:
        """The links of a list of the navigation document: `toc`, `page-list`."""
        if self.navigation is None:
            return
        for nav in elements(self.navigation.root, "nav"):
            if kind in kinds(nav):
                yield from ((self.navigation, link) for link in elements(nav, "a") if link.get("href"))


def heading_of(node: Element) -> Element | None:
    """The heading of all that an element holds: its first h1, else the heading that it begins with; None without."""
    main = next((head for head in elements(node, "h1") if words(head)), None)
    if main is not None:
        return main
    first = next((found for found in elements(node, *_HEADS, "p", "li") if words(found)), None)
    return first if first is not None and is_heading(first) else None


def is_heading(node: Element) -> bool:
    """Whether an element is a heading."""
    return local(node) in _HEADS


def open_book(data: bytes) -> Book:
    """Open an EPUB.  Raises Unexaminable: damaged, too large, locked, or without what says what is in it."""
    container = unpack(data)
    files = container.files
    if any(entry.encrypted for entry in container.entries):
        raise Unexaminable("preflight-locked", "the file opens only with a password")
    if _CONTAINER not in files and any(entry.name == _CONTAINER for entry in container.entries):
        raise Unexaminable("preflight-damaged", f"{_CONTAINER} is damaged, or packed as no e-reader unpacks it")
    path, root = _package(files)
    package = read_package(root, path)
    hidden = _hidden(files, package)
    documents, truncated = _documents(package, files)
    return Book(
        container=container,
        package=package,
        package_root=root,
        documents=documents,
        hidden=hidden,
        truncated=container.truncated or truncated,
    )


def _package(files: Mapping[str, bytes]) -> tuple[str, Element]:
    if _CONTAINER not in files:
        if "mimetype" not in files:
            raise Unexaminable("preflight-kind", "the file is packed, but no EPUB")
        raise Unexaminable("preflight-epub-container", f"the file has no {_CONTAINER}, which every EPUB has")
    container, problem = parse(files[_CONTAINER])
    path = "" if container is None else package_path(container)
    if not path:
        said = f" ({problem})" if problem else ""
        raise Unexaminable("preflight-epub-container", f"{_CONTAINER} does not say where the book begins{said}")
    if path not in files:
        raise Unexaminable("preflight-epub-container", f"the package document, `{path[:100]}`, is not in the file")
    root, problem = parse(files[path])
    if root is None or local(root) != "package":
        said = f" ({problem})" if problem else ""
        raise Unexaminable("preflight-epub-container", f"the package document, `{path[:100]}`, cannot be read{said}")
    return path, root


def _hidden(files: Mapping[str, bytes], package: Package) -> frozenset[str]:
    """The paths of what is obfuscated.  Raises Unexaminable where what is read is under lock and key (DRM)."""
    root = parse(files[_ENCRYPTION])[0] if _ENCRYPTION in files else None
    if root is None:
        return frozenset()
    locked: set[str] = set()
    hidden: set[str] = set()
    for node in root.iter(f"{_XENC}EncryptedData"):
        method = next((found.get("Algorithm") for found in node.iter(f"{_XENC}EncryptionMethod")), None)
        paths = {resolved("", found.get("URI") or "")[0] for found in node.iter(f"{_XENC}CipherReference")}
        (hidden if method in _OBFUSCATION else locked).update(paths)
    if not locked.isdisjoint(item.path for item in package.items):
        raise Unexaminable("preflight-locked", "the book is locked (DRM): parts of it are encrypted")
    return frozenset(hidden)


def _documents(package: Package, files: Mapping[str, bytes]) -> tuple[tuple[Document, ...], bool]:
    """The documents as trees, and whether some were left out because there is too much."""
    found: list[Document] = []
    left, truncated = MOST_MARKUP, False
    for path in dict.fromkeys(item.path for item in _texts(package)):
        data = files.get(path)
        if data is None:
            continue
        if len(data) > left:
            truncated = True
            continue
        left -= len(data)
        root, problem = parse(data)
        if root is not None:
            found.append(Document(path=path, root=root, problem=problem))
    return tuple(found), truncated


def _texts(package: Package) -> Iterator[Item]:
    for item in (*package.spine, *package.items):
        if item.media_type in _XHTML:
            yield item
