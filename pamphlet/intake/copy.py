"""What every reader of a foreign file makes of it: copy, in one plain markup, not yet understood.

Copy is the trade's word for what an author sends.  A reader (word/, opendocument/, web/, ebook/) knows one
format and nothing of pamphlets; `markup/` knows this markup and nothing of formats, and makes the `Article`.

The markup is a tree of HTML elements without namespace.  Blocks, all of them children of `body`, of `blockquote`,
`li`, `td`, `aside` or `section`:

    h1 … h6                     heads, by real style
    p                           a paragraph; class `title`, `subtitle`, `byline`, `date`, `caption` where a style does
    p.byline[data-author]       an author whom an ebook of ours names outright; `data-about` is what it says of them
    blockquote                  a quotation, by style or by indent; holds blocks
    ul, ol[start]               a list; its `li` hold inlines, or blocks and further lists
    table                       of thead/tbody, tr, th/td[colspan, rowspan], with a `caption` element where it has one
    figure                      one `img` and a `figcaption`; or an `img` alone in a paragraph
    div.verse                   paragraphs whose lines are parted by `br`
    dl                          of dt and dd
    aside.box                   a text box, a pull quote that stands nowhere else
    div.epigraph, div.questions passages that are set apart, in an ebook of ours
    hr, hr.page                 a break; a page break of the source
    section.notes               at the end: one `aside.note[id]` for each note, holding blocks
    section.part[data-role]     a part that the file itself sets apart, in an ebook: `chapter` or the name of a file in
                                front/ or back/ (`epigraph`, `glossary` …); begins with its h1 where it has a title
    section.fates               the people of an ebook of ours: h1, blocks, one `section.fate` each, blocks; in a fate
                                one `p.person[data-key, data-sort, data-born, data-died, data-forms]` with the name for
                                each who shares it (forms parted by `|`), blocks, `div.source` with blocks

Inlines: em, strong, span.small-caps, sup, sub, span[lang], a[href], br, img[src, alt], and `a.call[href="#ID"]`, empty,
where the note ID is called; in an ebook of ours `span[data-person]` where names alone would not say who is meant: the
key of the person, or `none`.  `img[src]` names one of the `pictures`.  Every block has `data-line`: its line in a text
file, its paragraph, from 1, in a word processor's.  Anything may have `lang`.  Nothing else is in the tree: no style,
no script, no comment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pamphlet.intake.article import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a file says of itself beside its text; empty where it does not, and never more than an offer."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    """As the file has it, usually ISO 8601."""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of each thing the file holds, counted in the file itself, by another way than it was read.

    A count that the format cannot have is 0.
    """

    paragraphs: int = 0
    headings: int = 0
    notes: int = 0
    pictures: int = 0
    tables: int = 0
    links: int = 0
    text_boxes: int = 0
    comments: int = 0
    insertions: int = 0
    deletions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One foreign file, read.

    `body` is the markup described above.  `source` is every word of the file's text, those that were left out too,
    gathered from the file itself and not from `body`; for each of its words that `body` has not, there is a remark
    `left_out` that holds it.  `pictures` are the bytes of each `img[src]`.
    """

    name: str
    body: Element
    offered: Offered
    pictures: Mapping[str, bytes]
    source: str
    count: Count
    remarks: tuple[Remark, ...]
