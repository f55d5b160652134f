"""What is read in the ebook: every word, every picture, in a form that any reading system can set."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from copy import deepcopy

import pytest
from opened_book import (
    TYPE,
    XHTML,
    Book,
    cover,
    everything,
    hardly_anything,
    in_memory,
    made,
    sample,
    theme,
    words,
)
from PIL import Image, ImageChops

from pamphlet.apparatus.names_index import index_of_names
from pamphlet.apparatus.parts import Endnotes, part_runs
from pamphlet.diagnostics import Diagnostics
from pamphlet.ebook.dress import Dress
from pamphlet.ebook.xhtml import lines_apart, parse, write
from pamphlet.edition_settings import TRIMS
from pamphlet.manuscript.document import Figure
from pamphlet.manuscript.traversal import blocks_within, plain_text
from pamphlet.typeset.paper import PaperDocuments
from pamphlet.typeset.theme import Grid, load_theme, our_themes

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BOOKS = pytest.mark.parametrize("make", [sample, everything, hardly_anything], ids=lambda make: make.__name__)


def _bare(text: str) -> str:
    """A text without spaces, for lines end in other places here and there."""
    return "".join(text.split())


@BOOKS
def test_every_word_of_the_manuscript_is_there(make: Callable[[], Book]) -> None:
    """All words stand in the documents of the spine, in the order of reading, each part in its own document."""
    book = make()
    texts = list(book.documents)[4:-1]
    parts = book.pamphlet.parts
    assert [f"text/{part.id}.xhtml" for part in parts] == texts
    for part in parts:
        body = deepcopy(book.documents[f"text/{part.id}.xhtml"].find(f"{XHTML}body"))
        for call in list(body.iter(f"{XHTML}a")):
            if call.get(TYPE) in {"noteref", "backlink"}:
                call.text = ""
        text, done = _bare("".join(body.itertext())), 0
        for run in part_runs(part):
            wanted = _bare(plain_text(run.children))
            done = text.find(wanted, done)
            assert done >= 0, (part.id, wanted)
            done += len(wanted)


@BOOKS
def test_the_title_of_a_document_is_its_head(make: Callable[[], Book]) -> None:
    """Whoever looks at a list of windows or listens to what is open is told the words of the head."""
    for name, root in make().documents.items():
        head = root.find(f".//{XHTML}h1")
        title = words(root.find(f".//{XHTML}title"))
        assert title
        if head is not None:
            calls = "".join(node.text for node in head.iter(f"{XHTML}a") if node.get(TYPE) == "noteref")
            assert title == words(head).replace(calls, "") if calls else title == words(head), name


def test_chapters_carry_their_numbers() -> None:
    """The number that paper prints above a chapter's title stands there too, outside the head."""
    numbers = [
        words(node)
        for root in sample().documents.values()
        for node in root.iter(f"{XHTML}p")
        if node.get("class") == "ordinal"
    ]
    assert numbers == ["1", "2", "3", "4", "5", "6"]


@BOOKS
def test_every_document_says_its_language_and_matter(make: Callable[[], Book]) -> None:
    """Each document says its language in both spellings, and whether it is front, body or back matter."""
    for name, root in make().documents.items():
        language = "ru" if name == "text/khleb.xhtml" else "en-GB"
        assert root.get("lang") == root.get(XML_LANG) == language
        assert root.get("dir") == "ltr"
        assert root.find(f"{XHTML}body").get(TYPE) in {"frontmatter", "bodymatter", "backmatter"}


def test_passages_in_other_languages_say_so() -> None:
    """A chapter, its title wherever that stands, its notes, a paragraph and a fenced passage, each from its side."""
    book = everything()
    chapter = book.documents["text/khleb.xhtml"]
    spoken = [
        (node.tag.rpartition("}")[2], node.get("lang"), node.get("dir"), words(node)[:8])
        for node in chapter.iter()
        if node.get("lang")
    ]
    assert spoken == [
        ("html", "ru", "ltr", words(chapter)[:8]),
        ("section", "ru", "ltr", "3 Хлеб и"),
        ("span", "ru", "ltr", "Хлеб и г"),
        ("span", "en", "ltr", "Bread"),
        ("p", "ar", "rtl", "قال: «ال"),
        ("div", "he", "rtl", "לחם ביוק"),
        ("div", "fa", "rtl", "نان نان "),
    ]
    assert all(node.get("lang") == node.get(XML_LANG) for root in book.documents.values() for node in root.iter())
    for contents in (book.documents["text/contents.xhtml"], book.navigation["toc"]):
        titles = [node for node in contents.iter(f"{XHTML}span") if node.get("lang") == "ru"]
        assert [words(node) for node in titles] == ["Хлеб и гвозди"]
    note = next(node for _, node in book.of_type("footnote") if "Правда" in words(node))
    assert note.find(f"{XHTML}p").get("lang") == "ru"


def test_parts_say_what_they_are() -> None:
    """Type and role of a part agree, by the EPUB vocabulary and by DPUB-ARIA."""
    found = {
        name.removeprefix("text/").removesuffix(".xhtml"): (section.get(TYPE), section.get("role"))
        for name, root in everything().documents.items()
        if (section := root.find(f"{XHTML}body/{XHTML}section")) is not None
    }
    assert found == {
        "cover": ("cover", None),
        "title-page": ("titlepage", None),
        "imprint": ("copyright-page", None),
        "dedication": ("dedication", "doc-dedication"),
        "epigraph": ("epigraph", "doc-epigraph"),
        "preface": ("preface", "doc-preface"),
        "bread": ("chapter", "doc-chapter"),
        "1917": ("chapter", "doc-chapter"),
        "khleb": ("chapter", "doc-chapter"),
        "about-the-author": ("appendix", "doc-appendix"),
        "acknowledgements": ("acknowledgments", "doc-acknowledgments"),
        "further-reading": ("appendix", "doc-appendix"),
        "glossary": ("glossary", "doc-glossary"),
        "questions": ("appendix", "doc-appendix"),
        "something-else": ("appendix", "doc-appendix"),
        "fates": ("appendix", "doc-appendix"),
        "notes": ("endnotes footnotes", "doc-endnotes"),
        "index": ("index", "doc-index"),
        "back-cover": (None, None),
    }


def test_paper_has_nothing_of_the_ebook() -> None:
    """The templates that both share put no `epub:type` on paper."""
    pamphlet = everything().pamphlet
    documents = PaperDocuments(
        pamphlet, Grid(measure=115, lead=13.5, lines=35), dt.datetime(2024, 1, 21, tzinfo=dt.UTC)
    )
    letters = index_of_names(pamphlet, everything().page_map.pages)
    for html in (documents.front(), documents.body(), documents.index(letters, first_page=9), documents.back()):
        assert "epub:" not in html
        assert "ordinal" not in html


def test_pictures_are_what_their_types_say() -> None:
    """Each picture is named and typed by what it is, and says in words what it shows."""
    book = everything()
    types = {name: item.get("media-type") for name, item in book.manifest.items() if name.startswith("images/")}
    assert types == {
        "images/cover.png": "image/png",
        "images/lines.svg": "image/svg+xml",
        "images/a-square.png": "image/png",
        "images/photograph.jpg": "image/jpeg",
        "images/square.png": "image/png",
        "images/square-2.png": "image/png",
    }
    figures = [
        block for part in book.pamphlet.body for block in blocks_within(part.blocks) if isinstance(block, Figure)
    ]
    images = list(book.documents["text/bread.xhtml"].iter(f"{XHTML}img"))
    assert [image.get("alt") for image in images] == [figure.description for figure in figures]
    assert all(image.get("alt") for image in images)


def test_a_picture_goes_by_its_content_not_by_its_name() -> None:
    """A JPEG called `.png` is typed and named as a JPEG; two pictures of one name do not meet."""
    data = io.BytesIO()
    Image.new("L", (3, 3)).save(data, "JPEG")
    files = {"images__cover.png": data.getvalue(), "images__Cover.jpg": data.getvalue()}
    book = made(in_memory(only="![One](images/cover.png)\n\n![Two](images/Cover.jpg)", **files))
    named = sorted(name for name in book.manifest if name.startswith("images/"))
    assert named == ["images/cover-2.jpg", "images/cover-3.jpg", "images/cover.png"]
    assert {book.manifest[name].get("media-type") for name in named[:2]} == {"image/jpeg"}


def test_pictures_do_not_vanish_at_night() -> None:
    """What is transparent in a picture is white in the ebook, so that a black page cannot swallow black lines."""
    book = everything()
    for name in ("images/a-square.png", "images/square-2.png"):
        with Image.open(io.BytesIO(book.read(name))) as picture:
            assert not picture.has_transparency_data
            assert picture.convert("L").getpixel((0, 0)) == 255
            assert picture.convert("L").getpixel((15, 15)) == 0
    drawing = book.read("images/lines.svg").decode()
    sheet = '<rect x="-10" y="-10" width="60" height="40" style="fill:#fff;stroke:none"/>'
    original = book.pamphlet.images["images/lines.svg"].data.decode()
    assert drawing.replace(sheet, "") == original
    assert re.search(rf"<svg [^>]*>{re.escape(sheet)}", drawing)


@pytest.mark.parametrize(
    ("drawn", "first"),
    [
        ("<svg SIZE/>", ""),
        ("<svg SIZE></svg>", ""),
        ("<svg SIZE><g/></svg>", "<g"),
        ("<svg SIZE\n>text</svg>", "text"),
        ('<?xml version="1.0"?>\n<!-- <svg> -->\n<svg SIZE><g/></svg>', "<g"),
    ],
)
def test_the_white_sheet_lies_below_everything(drawn: str, first: str) -> None:
    """The sheet is put in before what is drawn first, and nothing else is changed; nothing needs none."""
    drawn = drawn.replace("SIZE", 'xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"')
    book = made(in_memory(only="![A](images/a.svg)", **{"images__a.svg": drawn}))
    sheet = '<rect x="0" y="0" width="100%" height="100%" style="fill:#fff;stroke:none"/>'
    shown, plain = book.read("images/a.svg").decode(), book.pamphlet.images["images/a.svg"].data.decode()
    assert shown.replace(sheet, "") == plain
    assert (f"{sheet}{first}" in shown) is bool(first)


def _furthest(one: Image.Image, other: Image.Image) -> float:
    """By how much two pictures differ at most, of 255."""
    extrema = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getextrema()
    return max(high for _, high in extrema)  # type: ignore[misc]  # a pair for each of the three colours


@pytest.mark.parametrize(
    ("mode", "kind", "made_of"),
    [
        ("L", "PNG", "image/png"),
        ("RGB", "JPEG", "image/jpeg"),
        ("1", "PNG", "image/png"),
        ("CMYK", "JPEG", "image/jpeg"),
        ("RGB", "WEBP", "image/jpeg"),
    ],
)
def test_pictures_that_readers_do_not_show_are_made_anew(mode: str, kind: str, made_of: str) -> None:
    """Inks of the press and WebP become what any reader shows; all else keeps its dots, or nearly, as JPEG does."""
    data = io.BytesIO()
    Image.effect_noise((64, 64), 80).convert(mode).save(data, kind)
    book = made(in_memory(only="![Noise](images/a.png)", **{"images__a.png": data.getvalue()}))
    name = f"images/a{'.jpg' if made_of == 'image/jpeg' else '.png'}"
    assert book.manifest[name].get("media-type") == made_of
    with Image.open(io.BytesIO(book.read(name))) as shown:
        assert shown.mode in {"1", "L", "RGB"}
        assert (shown.width, shown.height) == (64, 64)
        with Image.open(data) as given:
            assert mode == "CMYK" or kind == "WEBP" or _furthest(shown, given) <= 12


def test_the_cover_takes_the_smaller_form() -> None:
    """Letters on a white page are a PNG; a cover like a photograph is a JPEG."""
    pamphlet = in_memory(only="Words.")
    photograph = io.BytesIO()
    Image.effect_noise((160, 227), 60).save(photograph, "PNG")
    for picture, name in ((cover(), "images/cover.png"), (photograph.getvalue(), "images/cover.jpg")):
        book = made(pamphlet, dress=Dress(theme=theme(), cover=picture))
        assert book.manifest[name].get("properties") == "cover-image"
        assert len(book.read(name)) <= len(picture)


def test_soft_hyphens_are_left_out() -> None:
    """A word with one in it is found neither by a search nor in a dictionary; nothing else of the text is lost."""
    book = made(in_memory(only="# Nine\u00adteen\n\nThe pe\u00adti\u00adtion ‐ a co-op."))
    for name in ("text/only.xhtml", "text/contents.xhtml", "nav.xhtml", "toc.ncx"):
        text = book.read(name).decode()
        assert "\u00ad" not in text
        assert "Nineteen" in text
    assert "The petition ‐ a co-op." in words(book.documents["text/only.xhtml"])


def test_the_cover_is_told_in_words() -> None:
    """The picture of the cover stands in a document of its own and says all the words that are on it."""
    book = everything()
    cover = book.documents["text/cover.xhtml"].find(f".//{XHTML}img")
    assert book.target("text/cover.xhtml", cover.get("src"))[0] == "images/cover.png"
    assert book.manifest["images/cover.png"].get("properties") == "cover-image"
    assert cover.get("alt") == (
        "Front cover. A trial of every feature. Everything “at” <once>. Bread & nails. "
        "Jane Doe. Leith branch. The Board. Edited by Ann Fox and Joe Bloggs. Translated by Maria van der Berg. "
        "Trials 3. Corn Street Press. £1."
    )


def test_a_moving_picture_may_be_a_hazard() -> None:
    """Where a picture may move, the ebook does not say that nothing flashes."""
    data = io.BytesIO()
    frames = [Image.new("L", (3, 3), shade) for shade in (0, 255)]
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    book = made(in_memory(only="![A light](images/a.gif)", **{"images__a.gif": data.getvalue()}))
    hazards = ["unknownFlashingHazard", "unknownMotionSimulationHazard", "noSoundHazard"]
    assert book.told("schema:accessibilityHazard") == hazards
    assert "Some pictures move" in book.told("schema:accessibilitySummary")[0]
    with Image.open(io.BytesIO(book.read("images/a.gif"))) as moving:
        assert getattr(moving, "n_frames", 1) == 2


def test_addresses_without_a_protocol_can_be_followed() -> None:
    """What the imprint prints as `www.example.org` leads to the web, not to a file of the ebook."""
    imprint = everything().documents["text/imprint.xhtml"]
    assert [node.get("href") for node in imprint.iter(f"{XHTML}a")] == ["https://www.example.org"]


def test_lines_of_verse_stand_apart() -> None:
    """Each line of verse is an element that can turn by itself; breaks and notes within it stay."""
    stanza = "<p>One <a>1</a><br/>two <em>and<br/>half</em><br/>three</p>"
    verse = f'<div class="verse">{stanza}<p class="attribution">A<br/>B</p></div>'
    root = parse(f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{verse}</body></html>')
    lines_apart(root)
    assert (
        '<p><span class="line">One <a>1</a></span><br/><span class="line">two <em>and<br/>half</em></span><br/>'
        '<span class="line">three</span></p><p class="attribution">A<br/>B</p>'
    ) in write(root).decode()


def test_empty_elements_keep_their_end_tags() -> None:
    """A reading system that takes the file for HTML does not swallow what follows an empty element."""
    root = parse('<html xmlns="http://www.w3.org/1999/xhtml"><body><span></span><td/><br/></body></html>')
    assert b"<span></span><td></td><br/>" in write(root)


@pytest.mark.parametrize("theme_name", our_themes(TRIMS["A5"]))
def test_the_style_sheets_leave_the_page_to_the_reader(theme_name: str) -> None:
    """No colour, no face, no fixed size, nothing fetched: dark pages and large type are the reader's choice.

    And nothing at all about the size and the lines of the text itself.
    """
    theme = load_theme(theme_name, Diagnostics())
    assert theme is not None
    assert theme.ebook
    for name, text in theme.ebook:
        rules = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        for forbidden in (
            r"(?<![-\w])color\s*:",
            "background",
            r"var\(",
            r"\d(px|pt|mm|cm|in)\b",
            r"font-family:(?! inherit;)",
            r"(?<![-\w])font\s*:",
            "@import",
            "@font-face",
            "!important",
            "url",
        ):
            assert not re.search(forbidden, rules), (name, forbidden)
        for selectors, declarations in re.findall(r"([^{}]+)\{([^{}]*)\}", rules):
            if {"html", "body", "p"} & {selector.strip() for selector in selectors.split(",")}:
                assert not re.search("font-size|line-height|text-align", declarations), (name, selectors)
        breaks = re.findall(r"(?<!-)\bbreak-(\w+): (\w+)", rules)
        assert breaks == re.findall(r"page-break-(\w+): (\w+)", rules)


def test_every_class_that_is_styled_is_used() -> None:
    """The style sheet names no class that the documents do not have."""
    used = {
        word
        for book in (sample(), everything(), hardly_anything())
        for root in book.documents.values()
        for node in root.iter()
        for word in (node.get("class") or "").split()
    }
    used |= {"branch", "branch-head", "branch-name", "logo"}  # of branches' covers: tests/distribution
    for name, text in theme().ebook:
        rules = re.sub(r"/\*.*?\*/|\{[^}]*\}", " ", text, flags=re.DOTALL)
        assert set(re.findall(r"\.([a-z][\w-]*)", rules)) <= used, name


def test_a_pamphlet_without_notes_has_no_place_for_them() -> None:
    """Notes, fates and index are left out where there is nothing to stand in them."""
    pamphlet = hardly_anything().pamphlet
    assert not any(isinstance(part, Endnotes) for part in pamphlet.parts)
    assert len(hardly_anything().documents) == 6
