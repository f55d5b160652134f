"""Everything in the ebook that leads somewhere leads to the right place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree
from opened_book import (
    NCX,
    OPF,
    TYPE,
    XHTML,
    Book,
    everything,
    hardly_anything,
    in_memory,
    made,
    sample,
    words,
)

from pamphlet.apparatus.names_index import index_of_names
from pamphlet.apparatus.parts import ContentsLine, Endnotes, Fates
from pamphlet.manuscript.traversal import plain_text

BOOKS = pytest.mark.parametrize("make", [sample, everything, hardly_anything], ids=lambda make: make.__name__)
WITH_PEOPLE = pytest.mark.parametrize("make", [sample, everything], ids=lambda make: make.__name__)


@BOOKS
def test_ids_are_unique_in_the_whole_book(make: Callable[[], Book]) -> None:
    """No id stands twice, in whatever file, and each is a name as XML has it."""
    counted = Counter(node.get("id") for root in make().documents.values() for node in root.iterfind(".//*[@id]"))
    assert [identity for identity, number in counted.items() if number > 1] == []
    assert [identity for identity in counted if not re.fullmatch(r"[^\W\d][\w.-]*", identity)] == []


@BOOKS
def test_every_internal_link_resolves(make: Callable[[], Book]) -> None:
    """Every address without a protocol, and every picture, is a file of the package and an id in it."""
    book = make()
    checked = 0
    for name, root in {**book.documents, "nav.xhtml": etree.fromstring(book.read("nav.xhtml"))}.items():
        for node in root.iter(f"{XHTML}a", f"{XHTML}img", f"{XHTML}link"):
            address = node.get("href") or node.get("src")
            if re.match(r"(https?|mailto):", address):
                continue
            file, fragment = book.target(name, address)
            assert file in book.manifest, (name, address)
            assert not fragment or book.ids[fragment][0] == file, (name, address)
            checked += 1
    assert checked > len(book.documents)


@BOOKS
def test_labels_point_at_heads(make: Callable[[], Book]) -> None:
    """Every `aria-labelledby` names an id of its own document."""
    book = make()
    for name, root in book.documents.items():
        for node in root.iterfind(".//*[@aria-labelledby]"):
            assert book.ids[node.get("aria-labelledby")][0] == name


def test_links_of_the_manuscript_find_their_place() -> None:
    """A link to a head, a chapter or a made part leads there, in whatever file and however its id is written."""
    book = everything()
    paragraph = next(node for node in book.documents["text/bread.xhtml"].iter(f"{XHTML}p") if len(node) > 5)
    found = {words(node): book.target("text/bread.xhtml", node.get("href")) for node in paragraph.iter(f"{XHTML}a")}
    assert found["the second half"] == ("text/bread.xhtml", "über")
    assert words(book.ids["über"][1]) == "The second half"
    assert found["the year"] == ("text/bread.xhtml", "id-1905")
    assert words(book.ids["id-1905"][1]) == "Nineteen five"
    assert found["the next chapter"] == ("text/1917.xhtml", "")
    assert found["the glossary"] == ("text/glossary.xhtml", "")
    assert found["the fates"] == ("text/fates.xhtml", "")
    assert found["his entry"] == ("text/fates.xhtml", "fate-lev-sedov")
    assert found["the notes"] == ("text/notes.xhtml", "")
    assert found["the index"] == ("text/index.xhtml", "")


@WITH_PEOPLE
def test_note_calls_and_notes_lead_to_each_other(make: Callable[[], Book]) -> None:
    """Each call leads to its note, and each note back to all of its calls, in their order."""
    book = make()
    calls: dict[str, list[tuple[str, str]]] = {}
    for name, call in book.of_type("noteref"):
        file, note = book.target(name, call.get("href"))
        assert (file, note) == ("text/notes.xhtml", f"note-{call.text}")
        calls.setdefault(note, []).append((name, call.get("id")))
    notes = list(book.of_type("footnote"))
    assert [note.get("id") for _, note in notes] == [f"note-{n}" for n in range(1, len(notes) + 1)]
    assert notes
    for file, note in notes:
        ways = [node for node in note.iter(f"{XHTML}a") if node.get(TYPE) == "backlink"]
        assert [book.target(file, way.get("href")) for way in ways] == calls.pop(note.get("id"))
    assert calls == {}


def test_first_calls_are_numbered_in_the_order_of_reading() -> None:
    """Who reads from the first page on meets the notes as 1, 2, 3 and so on."""
    numbers = [int(call.text) for _, call in sample().of_type("noteref")]
    assert list(dict.fromkeys(numbers)) == sorted(set(numbers))


def test_a_note_called_often_has_a_way_back_to_each_call() -> None:
    """The ways back stand at the end of the note, and those who listen can tell them apart."""
    note = everything().ids["note-1"][1]
    ways = [node for node in note.iter(f"{XHTML}a") if node.get(TYPE) == "backlink"]
    assert [way.get("aria-label") for way in ways] == [
        f"Back to note 1 in the text, call {n} of 4" for n in (1, 2, 3, 4)
    ]
    assert words(note) == "The price rose, says Sedov. ← ← ← ←"
    single = everything().ids["note-2"][1]
    assert words(single) == "In ink. And later in pencil. ←"
    assert single.find(f".//{XHTML}a").get("aria-label") == "Back to note 2 in the text"


def test_notes_are_marked_up_to_pop_up() -> None:
    """The id and the type of a footnote stand on a `div` that is not hidden, in a file of its own."""
    for _, note in everything().of_type("footnote"):
        assert note.tag == f"{XHTML}div"
        assert note.get("role") == "doc-footnote"
        assert note.getparent().tag == f"{XHTML}li"
    section = next(node for _, node in everything().of_type("endnotes") if node.tag == f"{XHTML}section")
    assert section.get("role") == "doc-endnotes"


@WITH_PEOPLE
def test_people_and_their_fates_lead_to_each_other(make: Callable[[], Book]) -> None:
    """A person's first mention in a part leads to the entry with the name, and the entry leads back to it."""
    book = make()
    entries = {entry.id: entry for part in book.pamphlet.parts if isinstance(part, Fates) for entry in part.entries}
    linked: dict[str, list[tuple[str, str]]] = {}
    for name, root in book.documents.items():
        for node in root.iter(f"{XHTML}a"):
            if node.get("class") == "person":
                file, fate = book.target(name, node.get("href"))
                key = re.sub(r"-\d+$", "", node.get("id").removeprefix("named-"))
                assert file == "text/fates.xhtml"
                assert key in {person.key for person in entries[fate].persons}
                linked.setdefault(fate, []).append((name, node.get("id")))
    assert linked
    for identity, entry in entries.items():
        head = book.ids[identity][1]
        assert all(person.name in words(head) for person in entry.persons)
        back = [
            book.target("text/fates.xhtml", node.get("href"))
            for node in head.getparent().iter(f"{XHTML}a")
            if node.get("class") == "to-page"
        ]
        assert set(back) <= set(linked.get(identity, []))
        assert bool(back) == bool(entry.mentions)


TAGGED = {"Lev", "Седов"}
"""What `everything` says by `{person=…}` to be a person, without its being one of the names."""


@WITH_PEOPLE
def test_index_locators_lead_to_that_very_person(make: Callable[[], Book]) -> None:
    """Each number of the index is that of paper and leads to the words that name the person."""
    book = make()
    letters = index_of_names(book.pamphlet, book.page_map.pages)
    expected = {entry.person.key: entry for letter in letters for entry in letter.entries}
    entries = [node for _, node in book.of_type("index-entry")]
    assert [node.get("id") for node in entries] == [f"index-{key}" for key in expected]
    for node, (key, entry) in zip(entries, expected.items(), strict=True):
        links = list(node.iter(f"{XHTML}a"))
        places = (*entry.locators, *([entry.fate] if entry.fate else []))
        assert [words(link) for link in links] == [place.label for place in places]
        assert words(node).startswith(entry.person.sort)
        for link, place in zip(links, places, strict=True):
            _, identity = book.target("text/index.xhtml", link.get("href"))
            assert identity == place.target
            if place is not entry.fate:
                assert identity.startswith(f"named-{key}-")
                assert words(book.ids[identity][1]) in {name for name, _ in entry.person.names} | TAGGED


def _lines(lines: tuple[ContentsLine, ...]) -> list[str]:
    return [text for line in lines for text in (" ".join(plain_text(line.title).split()), *_lines(line.lines))]


def test_the_contents_list_every_head() -> None:
    """The contents have the lines of paper, in the order of reading, and so has their EPUB 2 form."""
    for book in (sample(), everything()):
        links = list(book.navigation["toc"].iter(f"{XHTML}a"))
        assert [words(link) for link in links] == _lines(book.pamphlet.contents)
        ncx = etree.fromstring(book.read("toc.ncx"))
        points = list(ncx.iter(f"{NCX}navPoint"))
        labels = [words(point.find(f"{NCX}navLabel")) for point in points]
        addresses = [point.find(f"{NCX}content").get("src") for point in points]
        assert labels == [words(link) for link in links]
        assert addresses == [link.get("href") for link in links]
        files = list(book.documents)
        order = [files.index(book.target("nav.xhtml", link.get("href"))[0]) for link in links]
        assert order == sorted(order)


@BOOKS
def test_the_contents_say_what_the_heads_say(make: Callable[[], Book]) -> None:
    """Each line leads to a head with the same words, and so does the title of its document, calls of notes aside."""
    book = make()
    for link in book.navigation["toc"].iter(f"{XHTML}a"):
        name, identity = book.target("nav.xhtml", link.get("href"))
        root = book.documents[name]
        head = book.ids[identity][1] if identity else root.find(f".//{XHTML}h1")
        if head is None:
            assert words(link) == book.pamphlet.settings.title  # the only chapter, which has no head of its own
            continue
        head = deepcopy(head)
        for call in [node for node in head.iter(f"{XHTML}a") if node.get(TYPE) == "noteref"]:
            call.text = ""
        assert head.tag in {f"{XHTML}h{level}" for level in (1, 2)}
        assert words(link) == words(head)
        if head.tag == f"{XHTML}h1":
            assert words(link) == words(root.find(f".//{XHTML}title"))


def test_a_chapter_without_a_title_stands_in_the_contents() -> None:
    """The only chapter of a short pamphlet goes under the pamphlet's title, its subheads below it."""
    book = made(in_memory(only="Words.\n\n## A head\n\nMore words.\n"))
    links = list(book.navigation["toc"].iter(f"{XHTML}a"))
    assert [words(link) for link in links] == ["Short & Sweet", "A head"]
    assert links[0].get("href") == "text/only.xhtml"
    assert words(book.documents["text/only.xhtml"].find(f".//{XHTML}title")) == "Short & Sweet"


def test_heads_in_the_contents_hold_no_links() -> None:
    """A link or a note call in a head is left to the head: a link in a link is nothing."""
    for book in (everything(), sample()):
        for root in book.documents.values():
            assert root.find(f".//{XHTML}a//{XHTML}a") is None


@BOOKS
def test_landmarks_and_guide_name_what_there_is(make: Callable[[], Book]) -> None:
    """Landmarks are hidden from the page, have one type each, and the guide says the same."""
    book = make()
    nav = book.navigation["landmarks"]
    assert nav.get("hidden") == "hidden"
    links = {node.get(TYPE): book.target("nav.xhtml", node.get("href"))[0] for node in nav.iter(f"{XHTML}a")}
    first = book.pamphlet.body[0].id
    expected = {
        "cover": "text/cover.xhtml",
        "titlepage": "text/title-page.xhtml",
        "toc": "text/contents.xhtml",
        "bodymatter": f"text/{first}.xhtml",
    }
    if any(isinstance(part, Endnotes) for part in book.pamphlet.parts):
        expected |= {"endnotes": "text/notes.xhtml", "index": "text/index.xhtml"}
    assert links == expected
    assert [node.get("href") for node in book.package.iter(f"{OPF}reference")] == list(expected.values())
