"""The names that Word gives to what stands in its files, and how one asks for a property.

Office Open XML, ECMA-376 part 1.  A file in its `strict` form has other namespaces, which `package.py` makes these.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Text."""
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""Attributes that name a relation."""
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
"""Drawings and their pictures."""
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
"""Where a drawing stands in the text."""
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
"""What newer programs read, beside what older ones do."""
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
"""Drawings as Word made them until 2007."""
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  its prefix in every file

PARAGRAPH = f"{W}p"
RUN = f"{W}r"
TABLE = f"{W}tbl"
BOX_TEXT = f"{W}txbxContent"
FALLBACK = f"{MC}Fallback"
TEXTS = frozenset({f"{W}t", f"{W}delText", f"{M}t", f"{A}t"})
SPACES = frozenset({f"{W}tab", f"{W}ptab"})
LINE_ENDS = frozenset({f"{W}br", f"{W}cr"})
NOTE_CALLS = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
DELETIONS = frozenset({f"{W}del", f"{W}moveFrom"})
INSERTIONS = frozenset({f"{W}ins", f"{W}moveTo"})

DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})

NO_WORDS = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "smartTagPr",
        "customXmlPr", "fldData", "instrText", "delInstrText", "rubyPr", "softHyphen",
    )
)  # fmt: skip
"""Elements that hold no words of the text, whatever is inside them."""

SOFT_HYPHEN = "\u00ad"


def within(element: Element | None, *names: str) -> Element | None:
    """The element reached by these names in `W`, each the first child of that name; None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = element.find(f"{W}{name}")
    return element


def value(element: Element | None, name: str = "val") -> str:
    """An attribute of `W`; empty where there is no such attribute, or no element."""
    return "" if element is None else str(element.get(f"{W}{name}", ""))


def is_on(element: Element) -> bool:
    """Whether a property that is on or off is on: so it is where it stands and says nothing else."""
    return value(element) not in {"0", "false", "off", "none"}


def number(text: str) -> int:
    """A whole number as the file writes it; 0 for anything else."""
    try:
        return round(float(text))
    except (ValueError, OverflowError):
        return 0


def readings(element: Element) -> Iterator[Element]:
    """The children of an element; of several readings of one thing, for newer and older programs, the newest."""
    for child in element:
        if child.tag == f"{MC}AlternateContent":
            reading = child.find(f"{MC}Choice")
            if reading is None:
                reading = child.find(FALLBACK)
            if reading is not None:
                yield from readings(reading)
        else:
            yield child


def has_own_mark(run: Element) -> bool:
    """Whether a run calls a note by a mark that the author chose, such as an asterisk, which then stands in the run."""
    return any(value(call, "customMarkFollows") not in {"", "0", "false"} for call in run.iterchildren(*NOTE_CALLS))


def is_blank(control: Element) -> bool:
    """Whether a blank of a form shows what belongs there, and nobody has filled it in."""
    shown = within(control, "sdtPr", "showingPlcHdr")
    return shown is not None and is_on(shown)


def runs_on(paragraph: Element) -> bool:
    """Whether a paragraph's words and the next one's are one: a large initial, or a deleted end of paragraph."""
    following = paragraph.getnext()
    if following is None or following.tag != PARAGRAPH:
        return False
    frame = within(paragraph, "pPr", "framePr")
    initial = value(frame, "dropCap") not in {"", "none"}
    return initial or within(paragraph, "pPr", "rPr", "del") is not None
