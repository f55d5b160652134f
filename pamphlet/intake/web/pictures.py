"""The pictures of a page become bytes, of the largest copy that was saved with it; none is ever fetched."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml.etree import _Element as Element

from pamphlet.diagnostics import Refused
from pamphlet.intake.article import Remark, question
from pamphlet.intake.beside import Beside
from pamphlet.intake.pieces import Piece, picture
from pamphlet.intake.web.page import Page, called

_MARKS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
    (re.compile(rb"\s*(?:<\?xml[^>]*>)?(?:\s|<!--.*?-->)*<svg[\s>]", re.DOTALL), ".svg"),
)
"""How the files begin of the kinds that a manuscript takes."""

_LAZY = (
    "data-orig-file",
    "data-large-file",
    "data-full-url",
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-image",
)
"""Where pages that load their pictures late keep their addresses."""
_LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_SET_ENTRY = re.compile(r"(\S+?)(?:\s+(\d+(?:\.\d+)?)[wx])?\s*(?:,(?=\s|$)|$)")
_PICTURE_SUFFIX = re.compile(r"\.(?:png|jpe?g|gif|webp|svg)$", re.IGNORECASE)
_SIGN = re.compile(r"(?<![a-z])(?:emoji|wp-smiley|smiley)(?![a-z])")
_FORMULA = re.compile(r"(?<![a-z])(?:mwe-math|mwe-math-fallback-image-inline|latex|tex|math)(?![a-z])")
_ICON = 64
"""Pixels that an icon measures at most; on paper that would be 5 mm."""
_NEAR = 6
"""Elements above a picture among which the link to its whole is, and the list of its sizes."""
_LEAST_BYTES = 100
"""Bytes below which a picture written into the page only holds the place of one to come."""


class Pictures:
    """Finds the bytes of pictures beside the page or in it, names them, and remarks on those that are missing."""

    def __init__(self, page: Page, name: str, beside: Beside) -> None:
        """Take the page, the name of its file, and what lies beside that."""
        self._page = page
        self._beside = beside
        self._by_name = _by_name(beside, PurePosixPath(name).stem)
        self._names: dict[str, str] = {}
        self.found: dict[str, bytes] = {}
        self.remarks: list[Remark] = []

    def piece(self, image: Element) -> Piece | None:
        """What stands for a picture in the copy; None where it is not to be had, or shows nothing."""
        if is_icon(image):
            return None
        description = " ".join((image.get("alt") or "").split())
        problem = ""
        for address in self._addresses(image):
            try:
                data = self._bytes(address)
            except Refused as refused:
                problem = refused.findings[0].message
                continue
            suffix = next((suffix for mark, suffix in _MARKS if mark.match(data)), "")
            if suffix:
                return picture(self._name(address, suffix, data), description)
        self._missing(image, description, problem)
        return None

    def formula(self, words: str) -> None:
        """Remark on a formula, of which only the words could be kept."""
        self.remarks.append(question(0, f"a formula stands here as plain words: look at “{words[:80]}”"))

    def _addresses(self, image: Element) -> list[str]:
        """The addresses under which a picture may lie, the largest first; those written into the page last."""
        around = {above.tag: above for above in itertools.islice(image.iterancestors(), _NEAR)}
        sources = [image, *(around["picture"].iter("source") if "picture" in around else ())]
        sized = [entry for source in sources for name in _LAZY_SETS for entry in _entries(source.get(name) or "")]
        sized.sort(key=lambda entry: entry[0], reverse=True)
        found = [address for _, address in sized]
        found = [image.get(name) or "" for name in _LAZY] + found
        whole = around["a"].get("href") or "" if "a" in around else ""
        if _PICTURE_SUFFIX.search(whole):
            found.insert(0, whole)
        found.append(image.get("src") or "")
        found += _behind(image)
        return list(dict.fromkeys(address.strip() for address in found if address.strip()))

    def _bytes(self, address: str) -> bytes:
        """The bytes under an address; none where they were not saved with the page.  Raises Refused: unreadable."""
        if address in self._page.within:
            data = self._page.within[address]
            return data if len(data) >= _LEAST_BYTES else b""
        try:
            path = unquote(urlsplit(address).path)
        except ValueError:
            return b""
        whole = path.removeprefix("./")
        here = whole if whole in self._beside else self._by_name.get(PurePosixPath(path).name, "")
        return self._beside[here]() if here else b""

    def _name(self, address: str, suffix: str, data: bytes) -> str:
        """A plain name of our own, after the one that the picture has; the same bytes have the same name."""
        for name, known in self.found.items():
            if known == data:
                return name
        stem = "" if address in self._page.within else PurePosixPath(unquote(urlsplit(address).path)).stem.lower()
        stem = re.sub(r"-\d+x\d+$", "", stem)
        stem = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:40] or "picture"
        name, number = f"{stem}{suffix}", 2
        while name in self.found:
            name, number = f"{stem}-{number}{suffix}", number + 1
        self.found[name] = data
        return name

    def _missing(self, image: Element, description: str, problem: str) -> None:
        address = next((one for one in self._addresses(image) if one not in self._page.within), "")
        shown = f" (“{description}”)" if description else ""
        where = f": {self._page.resolved(address)[:200]}" if address else ""
        reason = f": {problem}" if problem else " was not saved with the page, or is of a kind that is not printed here"
        self.remarks.append(question(0, f"a picture{shown}{reason}: save it into images/ and place it by hand{where}"))


def _by_name(beside: Iterable[str], stem: str) -> dict[str, str]:
    """Paths by the names of files, for folders that were renamed: where several have a name, that of the page's folder.

    Browsers call the folder after the page, each in its own language: `Page_files`, `Page-Dateien`.
    """
    paths = defaultdict(list)
    for path in beside:
        paths[PurePosixPath(path).name].append(path)
    own = {name: [path for path in several if path.startswith(stem)] for name, several in paths.items()}
    return {name: found[0] for name, several in paths.items() if len(found := own[name] or several) == 1}


def is_shown(image: Element) -> bool:
    """Whether a picture is one that a reader looks at: no sign, formula or icon."""
    return not (is_sign(image) or is_formula(image) or is_icon(image))


def is_sign(image: Element) -> bool:
    """Whether a picture only stands for a sign, which its description is."""
    return _SIGN.search(called(image)) is not None


def is_formula(image: Element) -> bool:
    """Whether a picture shows a formula among words."""
    return _FORMULA.search(called(image)) is not None


def is_icon(image: Element) -> bool:
    """Whether a picture is a dot that counts readers, an icon, a face beside a name."""
    said = (image.get("width") or "", image.get("height") or "")
    sizes = [int(size) for size in said if re.fullmatch("[0-9]{1,5}", size)]
    return bool(sizes) and (len(sizes) == 2 or min(sizes) < 2) and max(sizes) <= _ICON


def _entries(srcset: str) -> Iterator[tuple[float, str]]:
    for address, size in _SET_ENTRY.findall(srcset):
        yield float(size or 1), address


def _behind(image: Element) -> list[str]:
    """The picture for browsers without scripts, behind one that is loaded late."""
    following = image.getnext()
    if following is None or following.tag != "noscript":
        return []
    return [address for inner in following.iter("img") for address in (inner.get("src"),) if address]
