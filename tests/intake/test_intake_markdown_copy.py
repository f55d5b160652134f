"""Markdown as others write it: what becomes of each thing, and that no word of it is lost."""

from __future__ import annotations

from functools import partial
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pamphlet.diagnostics import Refused
from pamphlet.intake.article import RemarkKind
from pamphlet.intake.copy import Copy, Offered
from pamphlet.intake.text.front_matter import read_front_matter
from pamphlet.intake.text.markdown_copy import read_markdown
from pamphlet.intake.words import missing_words

PICTURES = {"images/b.png": b"one", "b.png": b"two", "Ä b.PNG": b"three"}


def read(text: str) -> Copy:
    """The copy in a Markdown file that lies beside some pictures."""
    beside = {path: partial(bytes, data) for path, data in PICTURES.items()}
    return read_markdown(text.encode(), "a.md", beside)


def markup(text: str) -> str:
    """The body of the copy on one line, without the numbers of lines."""
    body = read(text).body
    for element in body.iter():
        element.attrib.pop("data-line", None)
    written = etree.tostring(body, encoding="unicode").removeprefix("<body>").removesuffix("</body>")
    return "".join(line.strip() for line in written.split("\n"))


def unaccounted(copy: Copy) -> tuple[str, ...]:
    """The words of the source that are neither in the body nor in a remark."""
    said = chain(copy.body.itertext(), (image.get("alt", "") for image in copy.body.iter("img")))
    missing = missing_words(copy.source, [" ".join(said)])
    return missing_words(" ".join(missing), [remark.words for remark in copy.remarks])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Bread {#bread .x}\n\nText", "<h1>Bread</h1><p>Text</p>"),
        ("*a* **b** `c` ~~d~~", "<p><em>a</em> <strong>b</strong> c d</p>"),
        ("[NEP]{.smallcaps} [coup]{lang=fr}", '<p><span class="small-caps">NEP</span> <span lang="fr">coup</span></p>'),
        ("\"a\" -- b... 'c'", "<p>\"a\" -- b... 'c'</p>"),
        ("a  \nb", "<p>a<br/>b</p>"),
        ("> a\n>\n> — B", "<blockquote><p>a</p><p>— B</p></blockquote>"),
        ("3. a\n   - b", '<ol start="3"><li>a<ul><li>b</li></ul></li></ol>'),
        ("***", "<hr/>"),
        ("T\n: a", "<dl><dt>T</dt><dd>a</dd></dl>"),
        ("[a](https://x.org 'b')", '<p><a href="https://x.org">a</a></p>'),
        ("    a\n     b", "<p>a<br/> b</p>"),
        ("```python\na\n```", "<p>a</p>"),
        ("<i>a</i> <b>b</b> <u>c</u>", "<p><em>a</em> <strong>b</strong> <em>c</em></p>"),
        ("<div class=x>a <i>b</i><p>c</p>d</div>", "<p>a <em>b</em></p><p>c</p><p>d</p>"),
        ("<aside>a</aside>", '<aside class="box">a</aside>'),
    ],
)
def test_what_becomes_of_what(text: str, expected: str) -> None:
    """Each thing that Markdown has a sign for has its element; marks in the text stay as they are typed."""
    assert markup(text) == expected


def test_tables_have_heads() -> None:
    """The first row is the head."""
    head, row = "<thead><tr><th>a</th><th>b</th></tr></thead>", "<tbody><tr><td>c</td><td>d</td></tr></tbody>"
    assert markup("| a | b |\n|---|---|\n| c | d |") == f"<table>{head}{row}</table>"


def test_notes_stand_at_the_end() -> None:
    """Wherever they are defined, of several paragraphs, called or not; a call without its note stays text."""
    copy = read("a[^x] b[^none]\n\n[^x]: c\n\n    d\n\n[^y]: e\n\nf")
    assert copy.count.notes == 2
    assert markup("a[^x]\n\n[^x]: c\n\n    d\n\nf") == (
        '<p>a<a href="#note-x" class="call"/></p><p>f</p>'
        '<section class="notes"><aside id="note-x" class="note"><p>c</p><p>d</p></aside></section>'
    )
    assert "b[^none]" in "".join(copy.body.itertext())
    assert unaccounted(copy) == ()


def test_lines_are_those_of_the_file() -> None:
    """Front matter counts."""
    copy = read("---\ntitle: a\n---\n\n# b\n\nc\n\n- d\n- e\n")
    lines = [(str(element.tag), element.get("data-line")) for element in copy.body.iter("h1", "p", "li")]
    assert lines == [("h1", "5"), ("p", "7"), ("li", "9"), ("li", "10")]


def test_pictures_beside_the_file() -> None:
    """A title is the caption; names are plain, and two pictures of one name are told apart."""
    text = '![a](images/b.png "c")\n\n![](./b.png)\n\n![](%C3%84%20b.PNG) d\n'
    copy = read(text)
    assert copy.pictures == {"b.png": b"one", "b-2.png": b"two", "a-b.png": b"three"}
    assert markup(text) == (
        '<figure><img src="b.png" alt="a"/><figcaption>c</figcaption></figure>'
        '<p><img src="b-2.png" alt=""/></p><p><img src="a-b.png" alt=""/> d</p>'
    )


@pytest.mark.parametrize("address", ["https://x.org/b.png", "//x.org/b.png", "../b.png", "c.png", "http://[", ""])
def test_a_picture_that_is_not_there(address: str) -> None:
    """Nothing is fetched, and nothing read that lies elsewhere: a question, and what was said of the picture."""
    copy = read(f"![bread and butter](<{address}>)")
    assert copy.pictures == {}
    assert [remark.kind for remark in copy.remarks] == [RemarkKind.QUESTION, RemarkKind.LEFT_OUT]
    assert unaccounted(copy) == ()


def test_what_is_no_text_is_left_out_with_its_words() -> None:
    """Comments, programs and frames."""
    copy = read("a <!-- b\nc --> d\n\n<script>e</script>\n\n<iframe src='https://x.org'>f</iframe>")
    assert copy.count.comments == 1
    assert [remark.words for remark in copy.remarks] == ["b c", "e", "f"]
    assert unaccounted(copy) == ()


def test_what_the_parser_drops_is_said() -> None:
    """Addresses that no link uses, and cells beyond the head of their table."""
    copy = read("a [b]\n\n[b]: https://x.org\n[c d]: https://y.org 'e'\n\n| f | g |\n|---|---|\n| h | i | j k |\n")
    assert [(remark.line, remark.words) for remark in copy.remarks] == [(4, "c d https://y.org e"), (8, "j k")]
    assert copy.count.links == 1


def test_marks_that_a_pamphlet_has_not_are_said_to_be_gone() -> None:
    """Their words stay."""
    copy = read("The `price` of ~~bread~~.\n")
    assert markup("The `price` of ~~bread~~.\n") == markup("The price of bread.\n")
    assert [remark.text.split("(")[0] for remark in copy.remarks] == [
        "words set letter by letter ",
        "words that are struck through are kept, and not struck through",
    ]


def test_front_matter() -> None:
    """What a file says of itself is offered; what else it says is in the account, with its line."""
    found = read_front_matter(
        'title: "Bread: a history"\nauthor: [Jane Doe, \'Joe Bloggs\']\ntags:\n  - bread\n  - "corn"\n'
        "date: 2024-01-02\nlang: en-GB\ndraft: true\nsubtitle:\n"
    )
    assert found.offered == Offered(
        title="Bread: a history", authors=("Jane Doe", "Joe Bloggs"), date="2024-01-02", language="en-GB"
    )
    assert [(remark.line, remark.words) for remark in found.remarks] == [(5, "bread"), (6, "corn"), (9, "true")]


def test_authors_of_front_matter() -> None:
    """A list of names, or of tables with names."""
    assert read_front_matter("authors:\n- name: Jane Doe\n- Joe Bloggs").offered.authors == ("Jane Doe", "Joe Bloggs")


@pytest.mark.parametrize("text", [">" * 100 + " a", "- " * 80 + "a", "[" * 3_000, "a\n" * 70_000, "*a* " * 60_000])
def test_what_would_be_dropped_or_take_for_ever_is_refused(text: str) -> None:
    """The parser drops what is nested too deep, and lines and marks by the thousand take it a minute."""
    with pytest.raises(Refused) as refused:
        read(text)
    assert [finding.slug for finding in refused.value.findings] == ["import-too-large"]


PIECES = st.sampled_from([
    "a", "b c", "*", "**", "`", "[", "]", "(x)", "![", "[^1]", "[^1]: ", "\n", "\n\n", "> ", "- ", "1. ", "    ", "#",
    "|", "---", ": ", "<i>", "</i>", "<!--", "-->", "<div>", "\\", "{.x}", "&amp;", "~~", "```", "\n---\n", "title: ",
])  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=30))
def test_no_word_of_markdown_is_lost(pieces: list[str]) -> None:
    """Whatever signs stand beside one another."""
    assert unaccounted(read("".join(pieces))) == ()
