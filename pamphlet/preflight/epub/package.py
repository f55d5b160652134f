"""The package document becomes a Package: what is said about the book, its files, and their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pamphlet.epub_addresses import resolved
from pamphlet.preflight.epub.markup import LANGUAGE, Element

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PACKAGE = "application/oebps-package+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file that the package lists: `path` within the container, empty for one that lies elsewhere."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What a package document says; `statements` are pairs of property and value, Dublin Core as `dc:title`."""

    path: str
    version: str
    language: str
    statements: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    spine: tuple[Item, ...]
    old_contents: str
    """The path of the contents of EPUB 2 (NCX); empty without."""

    def said(self, name: str) -> tuple[str, ...]:
        """The values of a property, those that say something."""
        return tuple(value for key, value in self.statements if key == name and value)

    @property
    def is_old(self) -> bool:
        """Whether it is EPUB 2."""
        return self.version.startswith("2")

    @property
    def fixed(self) -> bool:
        """Whether its pages are laid out once and for all."""
        return "pre-paginated" in self.said("rendition:layout")

    def with_property(self, name: str) -> tuple[Item, ...]:
        """The files that the package gives a property, such as `nav`."""
        return tuple(item for item in self.items if name in item.properties)


def package_path(container: Element) -> str:
    """The path of the first package document that META-INF/container.xml names; empty where it names none."""
    for node in container.iter(f"{_CONTAINER}rootfile"):
        if node.get("media-type", _PACKAGE) == _PACKAGE and node.get("full-path"):
            return str(node.get("full-path"))
    return ""


def read_package(root: Element, path: str) -> Package:
    """What a package document says, as far as it can be understood."""
    items = {item.id: item for item in _items(root, path)}
    spine = next(root.iter(f"{_OPF}spine"), None)
    order = () if spine is None else spine.iter(f"{_OPF}itemref")
    return Package(
        path=path,
        version=(root.get("version") or "").strip(),
        language=(root.get(LANGUAGE) or "").strip(),
        statements=tuple(_statements(root)),
        items=tuple(items.values()),
        spine=tuple(items[node.get("idref")] for node in order if node.get("idref") in items),
        old_contents=items[spine.get("toc")].path if spine is not None and spine.get("toc") in items else "",
    )


def _items(root: Element, path: str) -> Iterator[Item]:
    cover = next((node.get("content") for node in root.iter(f"{_OPF}meta") if node.get("name") == "cover"), None)
    for node in root.iter(f"{_OPF}item"):
        identity = node.get("id") or ""
        old = {"cover-image"} if identity == cover and (node.get("media-type") or "").startswith("image/") else set()
        yield Item(
            id=identity,
            path=resolved(path, node.get("href") or "")[0],
            media_type=(node.get("media-type") or "").strip(),
            properties=frozenset((node.get("properties") or "").split()) | old,
        )


def _statements(root: Element) -> Iterator[tuple[str, str]]:
    for node in root.iter("*"):
        text = (node.text or "").strip()
        if node.tag.startswith(_DC):
            yield f"dc:{node.tag.removeprefix(_DC)}", text
        elif node.tag == f"{_OPF}meta":
            if node.get("property"):
                yield node.get("property").strip(), text
            elif node.get("name"):
                yield node.get("name").strip(), (node.get("content") or "").strip()
        elif node.tag == f"{_OPF}link" and node.get("rel"):
            yield node.get("rel").strip(), (node.get("href") or "").strip()
