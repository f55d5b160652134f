"""A file that somebody might send becomes one that nobody would: bytes, tokens, elements and parts are moved about.

Every mutation is a choice of hypothesis, so that what breaks a reader is made smaller until hardly anything but the
break is left.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import TypeVar

from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element as Element

T = TypeVar("T")
Strategy = st.SearchStrategy[bytes]

_MOST_EDITS = 6
_ODD_BYTES = (b"", b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1a", b"\r", b"\n", b"PK\x03\x04", b"\xed\xa0\x80")
_ODD_TEXTS = (
    "", " ", "0", "-1", "1", "7", "²", "٣", "1e400", "nan", "inf", "99999999999999999999", "1_000", "0x10", "true",
    "#", "../x", "/", "%", "%zz", "http://[", "https://example.org", "javascript:x", "mailto:", "data:,x", "\u00a0",
    "\u202e", "\u2028", "\ufeff", "e\u0301" * 3, "ß", "İ", "𓀀", "w" * 300, "a b c", "[^1]", "{#x}", "<b>", "&", "*",
    "|", "\\", "`", "2024-02-30", "c. 1906", "fr", "x-", "1906–", "\n", "\t", '"', "'", "[[", "::: box", "---",
)  # fmt: skip
"""What somebody may write where another word is expected."""

_TOML_WORDS = (
    '""', "''", '"x"', '"""', "'''", "true", "1", "-1", "0x7f", "1e400", "nan", "inf", "9" * 30, "1979-05-27",
    "1979-05-27T07:32:00Z", "07:32:00", "[]", "[[]]", "{}", "{ a = 1 }", "[1, 'x', {}]", "[", "]", "[[", "]]", "{",
    "}", ".", "=", ",", "#", "\n", "\n[a]\n", "\n[[a]]\n", "\\u0000", "\\U0001F600", "a.b.c", '"a.b"', '"a\\"b"', '""',
    "person", "title", "authors", "name", "[person.name]", "[[person]]", "[editions]", "[house]", "é", "\ufeff",
)  # fmt: skip
_CSV_WORDS = (
    ",", ";", "\t", '"', '""', "\n", "\r\n", "\r", "name", "Name", "date", "web", "copies", "language", "editions",
    "logo", "=1+1", "@x", "-1", "+44 20", "branches/mark.svg", "../x.svg", "2024-02-30", "25:61", "all", "epub pdf",
    "http://", "x" * 150,
)  # fmt: skip
_PROSE_WORDS = (
    "\n", "\n\n", "# ", "## ", "---\n", "***\n", "> ", "- ", "1. ", "| a | b |\n", "|---|---|\n", "[^1]", "[^1]: ",
    "[1]", "\n    ", "\t", "**", "_", "`", "```\n", "[x](y)", "![x](y.png)", "<b>", "<!--", "-->", "&nbsp;", "\\",
    "Notes\n", "By A. Roe", "title: x\n", ": ", "::: box\n", "* * *", "Tom Roe – hanged.\n",
)  # fmt: skip


def _some(draw: st.DrawFn, length: int) -> slice:
    """A stretch of something so long, most often short."""
    start = draw(st.integers(0, length))
    return slice(start, min(length, start + draw(st.sampled_from((0, 1, 1, 2, 3, 8, 40)))))


def _rearranged(draw: st.DrawFn, whole: Sequence[T], odd: st.SearchStrategy[T]) -> list[T]:
    """A sequence with a few of its pieces left out, doubled, moved, repeated, or something odd in their place."""
    pieces = list(whole)
    for _ in range(draw(st.integers(1, _MOST_EDITS))):
        here = _some(draw, len(pieces))
        match draw(st.sampled_from(("replace", "replace", "delete", "double", "move", "repeat", "end"))):
            case "replace":
                pieces[here] = [draw(odd)]
            case "delete":
                del pieces[here]
            case "double":
                pieces[here.stop : here.stop] = pieces[here]
            case "move":
                moved = pieces[here]
                del pieces[here]
                there = draw(st.integers(0, len(pieces)))
                pieces[there:there] = moved
            case "repeat":
                pieces[here] = pieces[here] * draw(st.sampled_from((2, 30, 300)))
            case _:
                del pieces[here.start :]
    return pieces


@st.composite
def scrambled(draw: st.DrawFn, data: bytes) -> bytes:
    """Any file, with its bytes rearranged."""
    pieces = [data[at : at + 1] for at in range(len(data))]
    return b"".join(_rearranged(draw, pieces, st.sampled_from(_ODD_BYTES) | st.binary(max_size=4)))


def _by_tokens(words: Sequence[str], token: str) -> Callable[[bytes], Strategy]:
    cut = re.compile(token, re.DOTALL)

    @st.composite
    def mutated(draw: st.DrawFn, data: bytes) -> bytes:
        tokens = cut.findall(data.decode("utf-8", "replace"))
        odd = st.sampled_from((*words, *_ODD_TEXTS)) | st.sampled_from(tokens or [""])
        return "".join(_rearranged(draw, tokens, odd)).encode("utf-8", "replace")

    return lambda data: st.one_of(mutated(data), mutated(data), mutated(data), scrambled(data))


toml = _by_tokens(_TOML_WORDS, r'"""|"[^"\n]*"|\w+|\s+|.')
csv = _by_tokens(_CSV_WORDS, r'"[^"]*"|[^",;\t\r\n]+|.')
prose = _by_tokens(_PROSE_WORDS, r"\w+|[^\w\n]+|\n+")
markup = _by_tokens(("<", ">", "</", "<p>", "</p>", "<!--", "<![CDATA[", "<table>", "<li>"), r"<[^<>]*>|[^<>\s]+|\s+|.")
"""Web pages, whose readers must take tags in any order."""


@st.composite
def elements(draw: st.DrawFn, data: bytes) -> bytes:
    """A document of XML that is still one, though its elements are not where a program would put them."""
    root = etree.fromstring(data)
    for _ in range(draw(st.integers(1, _MOST_EDITS))):
        _change_element(draw, root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _change_element(draw: st.DrawFn, root: Element) -> None:
    """One change; what would take away the root changes nothing."""
    there = [node for node in root.iter() if isinstance(node.tag, str)]
    node, other = draw(st.sampled_from(there)), draw(st.sampled_from(there))
    parent = node.getparent()
    odd = st.sampled_from([text for text in _ODD_TEXTS if "\0" not in text])
    change = draw(
        st.sampled_from(("attribute", "attribute", "text", "drop", "double", "move", "name", "unwrap", "nest"))
    )
    if change == "attribute":
        names = sorted({str(name) for each in there for name in each.attrib}) or ["x"]
        name = draw(st.sampled_from(sorted(map(str, node.attrib)) or names) | st.sampled_from(names))
        values = [str(each.get(name)) for each in there if name in each.attrib]
        value = draw(st.none() | odd | st.sampled_from(values or [""]))
        node.attrib.pop(name, None)
        if value is not None:
            node.set(name, value)
    elif change == "text":
        node.text = draw(odd)
    elif change == "name":
        node.tag = other.tag
    elif parent is None:
        return
    elif change == "drop":
        parent.remove(node)
    elif change == "double":
        parent.insert(parent.index(node), _copy(node))
    elif change == "move" and node not in other.iterancestors() and node is not other:
        other.append(node)
    elif change == "unwrap":
        for child in node:
            parent.insert(parent.index(node), child)
    elif change == "nest":
        for _ in range(draw(st.sampled_from((1, 5, 60)))):
            wrapper = etree.Element(node.tag, dict(node.attrib))
            parent.replace(node, wrapper)
            wrapper.append(node)
            parent = wrapper


def _copy(node: Element) -> Element:
    return etree.fromstring(etree.tostring(node, with_tail=False))


@st.composite
def archives(draw: st.DrawFn, data: bytes) -> bytes:
    """A zip of which a part is missing, doubled, renamed, or not what it was."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(draw(st.sampled_from((1, 1, 1, 2, 3)))):
        at = draw(st.integers(0, len(parts) - 1))
        name, content = parts[at]
        change = draw(st.sampled_from(("xml",) * 12 + ("bytes", "drop", "double", "rename", "swap")))
        if change == "xml" and content.lstrip().startswith(b"<"):
            parts[at] = (name, draw(elements(content)))
        elif change == "bytes":
            parts[at] = (name, draw(scrambled(content)))
        elif change == "drop" and len(parts) > 1:
            del parts[at]
        elif change == "double":
            parts.append((name, draw(st.sampled_from([other for _, other in parts]))))
        elif change == "rename":
            parts[at] = (draw(st.sampled_from([*(other for other, _ in parts), "x", "a/b.xml", "é.xml"])), content)
        elif change == "swap":
            parts[at] = (name, draw(st.sampled_from([other for _, other in parts])))
    return _zipped(parts)


def _zipped(parts: Sequence[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name)  # dated 1980, for the same choices must make the same file
            archive.NameToInfo.pop(name, None)  # or the library warns of a name that comes twice
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def packed(data: bytes) -> Strategy:
    """Word files, OpenDocument texts and ebooks: most often sound as zips, now and then not."""
    return st.one_of(*[archives(data)] * 9, scrambled(data))


def flat(data: bytes) -> Strategy:
    """A document that is one file of XML."""
    return st.one_of(*[elements(data)] * 9, scrambled(data))
