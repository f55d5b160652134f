"""The pages of paper in the ebook: each is marked at its first word, and every way to a page leads there."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import Pages, Sample
from lxml import etree
from opened_book import NCX, TYPE, XHTML, Book, everything, hardly_anything, in_memory, made, paged, sample, words
from printed_pages import broken_text, drawn_words, misplaced, printed_pages

from pamphlet.apparatus.page_map import PageMap, PageStart
from pamphlet.editions.product import Edition

BOOKS = pytest.mark.parametrize("make", [sample, everything, hardly_anything], ids=lambda make: make.__name__)


def breaks(book: Book) -> list[tuple[str, str]]:
    """The breaks in the order of reading, each its label and its address as the navigation has it."""
    return [(node.get("aria-label"), f"{name}#{node.get('id')}") for name, node in book.of_type("pagebreak")]


def opened(sample: Sample) -> Book:
    """The ebook of the sample as it was built."""
    return Book(sample.pamphlet, sample.file(Edition.EPUB).read_bytes(), sample.copy.page_map)


def marked(book: Book, name: str) -> str:
    """The markup of a document's body from its first element on, breaks as `⟦7⟧` and without attributes."""
    text = etree.tostring(book.documents[name].find(f"{XHTML}body"), encoding="unicode")
    text = re.sub(r'<span id="page-(\d+)"[^>]*></?span>|<span id="page-(\d+)"[^>]*/>', r"⟦\1\2⟧", text)
    return re.sub(r"<(\w+)[^>]*>", r"<\1>", text)


def test_each_page_of_paper_begins_at_its_break(sample: Sample) -> None:
    """The last words of each page of the PDF stand before a break, the first words of the next one behind it."""
    drawings = (picture.data for picture in sample.pamphlet.images.values() if picture.is_drawing)
    pages = printed_pages(sample.file(Edition.READING), drawn_words(drawings))
    assert len(pages) == sample.copy.extent
    assert misplaced(pages, broken_text(sample.file(Edition.EPUB))) == []


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        (lambda text: text.replace("⟦7⟧", ""), ["7"]),
        (lambda text: text.replace("⟦7⟧", "⟦8⟧", 1), ["7", "8", "8"]),
        (lambda text: re.sub(r"(\w+\W+)⟦7⟧", r"⟦7⟧\1", text), ["7"]),
        (lambda text: re.sub(r"⟦7⟧(\w+\W+)", r"\1⟦7⟧", text), ["7"]),
    ],
    ids=["dropped", "labelled wrongly", "a word too early", "a word too late"],
)
def test_a_break_in_the_wrong_place_is_seen(sample: Sample, fault: Callable[[str], str], found: list[str]) -> None:
    """The comparison above sees a break that is missing, has another number or stands at another word."""
    pages = printed_pages(sample.file(Edition.READING))
    wrong = misplaced(pages, fault(broken_text(sample.file(Edition.EPUB))))
    assert set(found) <= set(wrong)


@BOOKS
def test_labels_are_in_order_and_without_gaps(make: Callable[[], Book]) -> None:
    """Every page from the first to the last has its break, also the blank ones, in the order of reading."""
    labels = [label for label, _ in breaks(make())]
    last = int(make().page_map.starts[-1].label)
    assert labels == [str(number) for number in range(1, last + 1)]
    assert len(labels) > len(make().page_map.starts)


@BOOKS
def test_every_break_is_in_the_lists_of_pages(make: Callable[[], Book]) -> None:
    """The list of pages has each break by its label, and nothing else; so has its EPUB 2 form, with their number."""
    book = make()
    nav = book.navigation["page-list"]
    assert (nav.get("hidden"), nav.get("role")) == ("hidden", "doc-pagelist")
    assert [(words(link), link.get("href")) for link in nav.iter(f"{XHTML}a")] == breaks(book)
    ncx = etree.fromstring(book.read("toc.ncx"))
    targets = [
        (words(node.find(f"{NCX}navLabel")), node.find(f"{NCX}content").get("src"))
        for node in ncx.iter(f"{NCX}pageTarget")
    ]
    assert targets == breaks(book)
    assert [node.get("value") for node in ncx.iter(f"{NCX}pageTarget")] == [label for label, _ in breaks(book)]
    told = {node.get("name"): node.get("content") for node in ncx.iter(f"{NCX}meta")}
    assert told["dtb:totalPageCount"] == told["dtb:maxPageNumber"] == str(len(targets))


@BOOKS
def test_a_voice_comes_by_lines_and_pages_in_the_order_of_reading(make: Callable[[], Book]) -> None:
    """The numbers that EPUB 2 has for it are those of the places in the text, from 1 on and without gaps."""
    book = make()
    ncx = etree.fromstring(book.read("toc.ncx"))
    played = sorted(
        (int(node.get("playOrder")), node.find(f"{NCX}content").get("src"))
        for node in ncx.iter()
        if node.get("playOrder")
    )
    assert [number for number, _ in played] == list(range(1, len(played) + 1))
    order = {name: number for number, name in enumerate(book.documents)}
    within = {
        (name, node.get("id")): number
        for name, root in book.documents.items()
        for number, node in enumerate(root.iterfind(".//*[@id]"), 1)
    }
    places = [book.target("toc.ncx", address) for _, address in played]
    assert places == sorted(places, key=lambda place: (order[place[0]], within.get(place, 0)))


@BOOKS
def test_breaks_are_empty_and_in_no_ones_way(make: Callable[[], Book]) -> None:
    """They have no words, begin no head, and stand in no link and in nothing that is kept from being read out."""
    for _, node in make().of_type("pagebreak"):
        assert node.tag == f"{XHTML}span"
        assert node.get("role") == "doc-pagebreak"
        assert node.get("id") == f"page-{node.get('aria-label')}"
        assert not node.text
        assert not len(node)
        above = list(node.iterancestors())
        assert not [parent for parent in above if parent.tag == f"{XHTML}a"]
        assert not [parent for parent in above if parent.get("aria-hidden") or parent.get("hidden")]
        if re.fullmatch("h[1-6]", above[0].tag.removeprefix(XHTML)):
            assert above[0].text


def start(label: int, block: str, offset: int = 0) -> PageStart:
    """A page that begins there."""
    return PageStart(label=str(label), block=block, offset=offset)


@pytest.mark.parametrize(
    ("text", "starts", "expected"),
    [
        ("Words and more.", [start(1, "only_1", 5)], "<p>Words ⟦1⟧and more.</p>"),
        ("Words and more.", [start(1, "only_1", 6)], "<p>Words ⟦1⟧and more.</p>"),
        ("Words.[^n]\n\n[^n]: A note.", [start(1, "only_2", 1)], "<div><p>A ⟦1⟧note."),
        ("One [a link](https://x.org) on.", [start(1, "only_1", 5)], "<p>One ⟦1⟧<a>a link</a> on.</p>"),
        ("# Head\n\nWords.", [start(1, "only")], "<section>\n⟦1⟧<p>1</p>\n<h1>Head</h1>"),
        ("# Head\n\nWords.", [start(2, "only")], "<section>\n⟦1⟧⟦2⟧<p>1</p>\n<h1>Head</h1>"),
        ("Words.", [start(1, "title.only")], "<section>\n⟦1⟧<p>Short &amp; Sweet</p>\n<p>Words.</p>"),
        ("Words.\n\n## Head\n\nMore.", [start(1, "only_2")], "<p>Words.</p>\n⟦1⟧<h2>Head</h2>"),
        ("- One\n- Two", [start(1, "only_2")], "<li><p>⟦1⟧Two</p></li>"),
        ("    code", [start(1, "only_1")], "<div>⟦1⟧</div>\n<pre><code>code</code></pre>"),
    ],
)
def test_where_a_break_stands(text: str, starts: list[PageStart], expected: str) -> None:
    """Before the whole word or link, before a head and the number above it; blanks before the page that follows."""
    pamphlet = in_memory(only=text)
    book = made(pamphlet, page_map=PageMap(starts=tuple(starts), pages=paged(pamphlet).pages))
    assert expected in "".join(marked(book, name) for name in book.documents)


def test_a_paragraph_of_another_language_that_begins_a_page_is_still_of_it() -> None:
    """The break does not come between the language and its paragraph, which is read from the right."""
    pamphlet = in_memory(only="[قال: «السلام عليكم»]{lang=ar}")
    book = made(pamphlet, page_map=PageMap(starts=(start(1, "only_1"),), pages=paged(pamphlet).pages))
    (paragraph,) = (node for node in book.documents["text/only.xhtml"].iter(f"{XHTML}p") if node.get("dir") == "rtl")
    assert paragraph[0].get(TYPE) == "pagebreak"


def test_the_contents_show_the_pages(sample: Sample) -> None:
    """Beside each line stands the page that paper has there; it leads to that page, and who listens hears `Page 7`."""
    book = opened(sample)
    shown = book.documents["text/contents.xhtml"]
    lines = [(line.get("id").removeprefix("contents."), list(line)) for line in shown.iter(f"{XHTML}li")]
    assert len(lines) == len(list(book.navigation["toc"].iter(f"{XHTML}li")))
    for identity, (title, page, *_) in lines:
        label = str(book.page_map.pages[identity][0])
        assert title.get("class") is None
        assert (words(page), page.get("aria-label"), page.get("class")) == (label, f"Page {label}", "to-page")
        _, target = book.target("text/contents.xhtml", page.get("href"))
        assert book.ids[target][1].get("aria-label") == label


def test_each_number_of_the_index_is_that_of_the_page_its_link_is_on(sample: Sample) -> None:
    """Between the break with that number and the next one stands the name to which it leads."""
    book = opened(sample)
    on, label = {}, ""
    for root in book.documents.values():
        for node in root.iter():
            label = node.get("aria-label") if node.get(TYPE) == "pagebreak" else label
            on[node.get("id")] = label
    locators = [node for _, node in book.of_type("index-locator")]
    assert len(locators) > 50
    for locator in locators:
        _, identity = book.target("text/index.xhtml", locator.get("href"))
        assert re.split(r"\D", words(locator))[0] == on[identity], words(locator)


def test_what_is_not_on_paper_has_no_page(laid_out: Callable[..., Pages]) -> None:
    """What found no room there stands in the ebook, in its contents without a number, and no break is amiss."""
    long = "# Appeal\n\n" + "Bread and roses, and more of them than anyone can eat.\n\n" * 300
    toml = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n[order]\nfill = ["appeal.md"]\n'
    pages = laid_out({"pamphlet.toml": toml, "body/bread.md": "# Bread\n\nBread.\n", "fill/appeal.md": long})
    assert not pages.copy.filling
    book = made(pages.pamphlet.whole, page_map=pages.copy.page_map)
    lines = [words(line) for line in book.documents["text/contents.xhtml"].iter(f"{XHTML}li")]
    assert re.fullmatch(r"Bread \d+", lines[0])
    assert lines[-1] == "Appeal"


def test_blank_pages_and_pages_of_pictures_are_marked(laid_out: Callable[..., Pages]) -> None:
    """Paper and ebook have as many pages; one with a picture alone begins at the picture, a blank before the next."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="110mm" height="150mm"><path d="M0 0h90v90"/></svg>'
    text = "# Bread\n\nBread.\n\n![A loaf](images/a.svg)\n\n![A roll](images/b.svg)\n\nRoses.\n"
    blank = "section.part-chapter { break-before: recto }"
    pages = laid_out(
        {"body/bread.md": text, "body/nails.md": "# Nails\n\nNails.", "images/a.svg": drawing, "images/b.svg": drawing},
        css=f"{blank} figure {{ break-before: page; break-after: page }}",
    )
    book = made(pages.pamphlet, page_map=pages.copy.page_map)
    assert [label for label, _ in breaks(book)] == [str(number + 1) for number in range(pages.copy.extent)]
    assert len(pages.copy.page_map.starts) < pages.copy.extent
    starts = {start.block: int(start.label) for start in pages.copy.page_map.starts}
    assert starts["bread_3"] + 1 == starts["bread_4"]
    assert re.search(
        r"<div>⟦\d+⟧</div>\n<figure>.*</figure>\n<div>⟦\d+⟧</div>\n<figure>", marked(book, "text/bread.xhtml")
    )
    assert re.search(r"⟦\d+⟧⟦\d+⟧<p>2</p>\n<h1>Nails", marked(book, "text/nails.xhtml"))


def test_a_page_without_its_place_makes_no_ebook() -> None:
    """The list of pages cannot lead to a break that nothing has: it is refused, not left out."""
    with pytest.raises(Exception, match="leads to `page-1`"):
        made(in_memory(only="Words."), page_map=PageMap(starts=(start(1, "nowhere"),), pages={}))


def test_the_words_of_the_back_cover_are_there(sample: Sample) -> None:
    """The ebook ends with them, as paper does, on the last page of paper."""
    book = opened(sample)
    assert list(book.documents)[-1] == "text/back-cover.xhtml"
    text = words(book.documents["text/back-cover.xhtml"].find(f"{XHTML}body"))
    assert text.startswith(sample.pamphlet.settings.summary)
    assert sample.pamphlet.settings.price in text
    assert breaks(book)[-1] == (str(sample.copy.extent), f"text/back-cover.xhtml#page-{sample.copy.extent}")
