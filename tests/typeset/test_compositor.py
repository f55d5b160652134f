"""Blocks become markup that is HTML and XML at once, with every word, escaped, and nothing else."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from conftest import as_shown
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.manuscript.document import (
    Block,
    Code,
    Emphasis,
    Inline,
    Link,
    Mention,
    MissingLink,
    NoteCall,
    NoteReference,
    Paragraph,
    PersonTag,
    Text,
    Unbroken,
)
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.reader import Reader
from pamphlet.manuscript.traversal import descend, edit_blocks, runs
from pamphlet.typeset.compositor import Compositor

SPAN = Source(name="a.md", text="").span(0)


class Screen:
    """A medium that shows what it was asked."""

    paged = False
    stress = "italics"

    def href(self, identity: str) -> str:
        """The address in some file."""
        return f"file.xhtml#{identity}"

    def picture(self, name: str) -> str:
        """The address in a folder."""
        return f"pictures/{name}"

    def figure_style(self, name: str) -> str | None:
        """A style for some."""
        return f"--of:{name}" if "styled" in name else None

    def semantics(self, kind: str) -> str | None:
        """Two kinds."""
        return kind if kind in {"epigraph", "noteref"} else None

    def page_of(self, identity: str) -> str:
        """What was asked."""
        return f"page of {identity}"

    def leader_to(self, identity: str) -> str:
        """Dots to it."""
        return f"… {identity}"

    def page_mark(self, label: str) -> str:
        """The number of the page."""
        return f"⟦{label}⟧"

    def page_mark_at(self, identity: str) -> str:
        """The page that begins there."""
        return f"⟦{identity}⟧"

    def refined(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """As they are."""
        return inlines


class Resolved:
    """An editor that stands in for the apparatus: notes numbered 1, tags gone."""

    def words(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The words without what has to be resolved."""
        return tuple(resolved for node in inlines for resolved in self._resolved(node))

    head = words

    def _resolved(self, node: Inline) -> tuple[Inline, ...]:
        if isinstance(node, NoteReference):
            return (NoteCall(number=1, occurrence=1, span=node.span),)
        return self.words(node.children) if isinstance(node, PersonTag) else (descend(node, self.words),)


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a text, as the apparatus leaves them."""
    read = Reader("en-GB", "single", Diagnostics()).read(Passage.whole(Source(name="a.md", text=markdown)), "a")
    return edit_blocks(read.blocks, Resolved())


def markup(markdown: str) -> str:
    """A text as markup."""
    return str(Compositor(Screen()).blocks(blocks(markdown)))


def words(*inlines: Inline) -> str:
    """Inline nodes as markup."""
    return str(Compositor(Screen()).words(inlines))


def text(words: str = "Bread") -> Text:
    """Words."""
    return Text(text=words, span=SPAN)


CASES = {
    "It *rose* **fast**.": "<p>It <em>rose</em> <strong>fast</strong>.</p>",
    "## Bread {#bread}": '<h2 id="bread">Bread</h2>',
    "> It rose.\n>\n> — Jane": '<blockquote><p>It rose.</p>\n<p class="attribution">Jane</p></blockquote>',
    "- One\n- Two": "<ul><li><p>One</p></li><li><p>Two</p></li></ul>",
    "3. Three": '<ol start="3" style="counter-reset:list-item 2"><li><p>Three</p></li></ol>',
    "1. One": "<ol><li><p>One</p></li></ol>",
    "rye\n: A grain.": '<dl><div class="definition"><dt>rye</dt><dd><p>A grain.</p></dd></div></dl>',
    "| | Rye |\n|---|--:|\n| Price | 1 |": (
        '<table><thead><tr><td></td><th scope="col" class="right">Rye</th></tr></thead>'
        '<tbody><tr><td class="left">Price</td><td class="right">1</td></tr></tbody></table>'
    ),
    "    a < b\n      c": "<pre><code>a &lt; b\n  c</code></pre>",
    "***": '<hr class="break"/>',
    "One\\\nTwo": "<p>One<br/>Two</p>",
    "[NEP]{.smallcaps}": '<p><span class="smallcaps">NEP</span></p>',
    "Du [pain]{lang=fr}": '<p>Du <span lang="fr" xml:lang="fr" dir="ltr">pain</span></p>',
    "[Du *pain*.]{lang=fr}": '<p lang="fr" xml:lang="fr" dir="ltr">Du <em>pain</em>.</p>',
    "[نان]{lang=fa}": '<p lang="fa" xml:lang="fa" dir="rtl">نان</p>',
    "`a<b`": "<p><code>a&lt;b</code></p>",
    "[so](#bread)": '<p><a href="file.xhtml#bread">so</a></p>',
    "[so](https://a.example/?b&c)": '<p><a href="https://a.example/?b&amp;c" class="outward">so</a></p>',
    "[here]{.missing-address}": "<p>here</p>",
    "Rose.[^n]\n\n[^n]: So.": (
        '<p>Rose.<a class="note-call" id="noteref-1" href="file.xhtml#note-1" role="doc-noteref" '
        'epub:type="noteref">1</a></p>'
    ),
    "::: verse\nOne,\ntwo.\n:::": '<div class="verse"><p>One,<br/>two.</p></div>',
    "::: epigraph\nOne.\n:::": '<div class="epigraph" role="doc-epigraph" epub:type="epigraph"><p>One.</p></div>',
    '![A "map" & more](images/m.svg "Its *caption*")': (
        '<figure><img src="pictures/images/m.svg" alt="A ‘map’ &amp; more"/>'
        "<figcaption>Its <em>caption</em></figcaption></figure>"
    ),
    "![A map](images/styled.svg)": (
        '<figure style="--of:images/styled.svg"><img src="pictures/images/styled.svg" alt="A map"/></figure>'
    ),
    "a < b & c > d": "<p>a &lt; b &amp; c &gt; d</p>",
}


@pytest.mark.parametrize("written", CASES)
def test_each_kind_has_its_markup(written: str) -> None:
    """Of every block and every mark of the manual, to the letter but for the ids that blocks are given."""
    assert re.sub(r' id="a_\d+"', "", markup(written)) == CASES[written]


def test_every_block_with_words_has_an_id_of_its_own() -> None:
    """The page map finds blocks by it."""
    found = blocks("\n\n".join(CASES))
    ids = re.findall(r' id="([^"]+)"', str(Compositor(Screen()).blocks(found)))
    assert {run.id for run in runs(found) if run.children} <= set(ids)
    assert len(set(ids)) == len(ids)


def test_mentions_lead_to_the_entry_or_nowhere() -> None:
    """With an entry a link, without one only a place for the index."""
    linked = Mention(key="ann", id="named-ann-1", entry="bob", children=(text("Ann"),), span=SPAN)
    assert words(linked) == '<a id="named-ann-1" class="person" href="file.xhtml#fate-bob">Ann</a>'
    named = Mention(key="ann", id="named-ann-2", entry="", children=(text("Ann"),), span=SPAN)
    assert words(named) == '<span id="named-ann-2">Ann</span>'


def test_a_note_called_twice_has_two_places() -> None:
    """The second call has an id of its own and leads to the same note."""
    assert 'id="noteref-4-2" href="file.xhtml#note-4"' in words(NoteCall(number=4, occurrence=2, span=SPAN))


def test_what_the_apparatus_must_resolve_is_never_set() -> None:
    """A reference or a tag that came so far is a bug of ours, and is not dropped."""
    for node in (NoteReference(label="a", span=SPAN), PersonTag(key="a", children=(), span=SPAN)):
        with pytest.raises(AssertionError):
            words(node)


INLINE = st.recursive(
    st.builds(text, st.text(max_size=12)) | st.builds(lambda words: Code(text=words, span=SPAN), st.text(max_size=8)),
    lambda inner: st.builds(
        lambda kind, children: kind(tuple(children)),
        st.sampled_from(
            [
                lambda children: Emphasis(children=children, span=SPAN),
                lambda children: Link(address='https://a.example/"<&', children=children, span=SPAN),
                lambda children: MissingLink(children=children, span=SPAN),
                lambda children: Unbroken(children=children, span=SPAN),
                lambda children: Mention(key="a", id='a"<', entry="a&", children=children, span=SPAN),
            ]
        ),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)
NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@given(st.lists(INLINE, max_size=6))
def test_every_word_of_any_tree_is_set_and_no_other(inlines: list[Inline]) -> None:
    """Whatever the words hold, the markup is well-formed XML and its text is theirs."""
    paragraph = Paragraph(id="p", children=tuple(inlines), span=SPAN)
    written = NOT_XML.sub("", str(Compositor(Screen()).blocks((paragraph,))))
    expected = NOT_XML.sub("", as_shown(paragraph.children))
    assert "".join(ET.fromstring(written).itertext()) == expected.replace("\r", "\n")  # noqa: S314  # our own markup


@settings(deadline=None)
@given(st.text(alphabet="ab \n#>-*_[]()^:`|!\\<&\"'1.{}é", max_size=60))
def test_every_word_of_any_text_is_set_in_order(written: str) -> None:
    """From Markdown: all that the reader found is in the markup, block after block."""
    found = blocks(written)
    root = ET.fromstring(  # noqa: S314  # likewise
        f'<body xmlns:epub="http://www.idpf.org/2007/ops">{Compositor(Screen()).blocks(found)}</body>'
    )
    expected = "".join(as_shown(run.children) for run in runs(found))
    assert re.sub(r"\s+", "", "".join(root.itertext())) == re.sub(r"\s+", "", expected)
