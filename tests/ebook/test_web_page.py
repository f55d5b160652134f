"""The web page: one file that holds all it needs, every word of the manuscript, and nothing that runs."""

from __future__ import annotations

import base64
import html.parser
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import Sample, letters
from fontTools.ttLib import TTFont
from opened_book import in_memory, theme
from web_pages import XHTML, everything, found, hardly_anything, marked_pages, page_of, read_words, tree

from pamphlet.apparatus.parts import Endnotes, Fates, part_runs
from pamphlet.diagnostics import Diagnostics
from pamphlet.ebook.package import EbookProblem
from pamphlet.editions.product import Edition
from pamphlet.manuscript.traversal import set_words
from pamphlet.typeset.templates import Templates
from pamphlet.typeset.theme import load_theme

PAGES = {"everything": everything, "hardly anything": hardly_anything}
VOID = {"br", "col", "hr", "img", "link", "meta"}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    """A web page: one with every feature, one with hardly any."""
    return PAGES[request.param]()[1]


def fonts_of(page: str) -> list[TTFont]:
    """The fonts that a page brings."""
    data = re.findall(r"url\(data:font/woff2;base64,([\w+/=]+)\)", page)
    return [TTFont(io.BytesIO(base64.b64decode(each))) for each in data]


def test_every_word_is_there_in_order(sample: Sample) -> None:
    """The words of every passage stand in the page, note numbers too, in the order of the manuscript; once."""
    page = sample.file(Edition.WEB).read_text()
    shown = letters(read_words(tree(page)))
    reached = 0
    for part in sample.pamphlet.parts:
        for run in part_runs(part):
            wanted = letters("".join(text for text, _ in set_words(run.children)))
            place = shown.find(wanted, reached)
            assert place >= 0, run.span
            reached = place + len(wanted)
            if len(wanted) > 80:
                assert shown.count(wanted) == 1, run.span


def test_a_page_without_all_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the page loses a passage, nothing is made and the place in the manuscript is named."""
    fill = Templates.fill
    monkeypatch.setattr(Templates, "fill", lambda *given, **values: fill(*given, **values).replace("Bread is dear", ""))
    with pytest.raises(EbookProblem, match=r"the words at .*only\.md:1:1"):
        page_of(in_memory(only="Bread is dear, and dearer every year."))


def test_the_sample_is_small(sample: Sample) -> None:
    """Under 300 kB, fonts and figures in it."""
    data = sample.file(Edition.WEB).read_bytes()
    assert len(data) < 300_000
    assert len(fonts_of(data.decode())) == 5
    assert b"data:image/svg+xml;base64," in data


def test_the_page_is_well_formed(page: str) -> None:
    """Read as HTML, every element ends where its end tag is; and the page can be read as XML."""
    open_elements: list[str] = []

    class Reader(html.parser.HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            del attrs
            open_elements.extend([tag] if tag not in VOID else [])

        def handle_endtag(self, tag: str) -> None:
            if tag not in VOID:
                assert open_elements.pop() == tag

    Reader().feed(page)
    assert open_elements == []
    assert page.startswith("<!DOCTYPE html>\n<html ")
    assert tree(page).get("lang") == "en-GB"


def test_nothing_runs_and_nothing_is_asked_for(page: str) -> None:
    """No script, no handler, no form; all addresses but those of links are data; the policy allows no more."""
    for node in tree(page).iter():
        assert node.tag not in {XHTML + tag for tag in ("script", "iframe", "object", "embed", "form", "base")}
        assert not [name for name in node.attrib if name.startswith("on")]
        for name in ("src", "srcset", "poster", "data", "action"):
            assert node.get(name, "data:").startswith("data:")
        if node.tag == f"{XHTML}link" and node.get("rel") != "canonical":
            assert node.get("href").startswith("data:")
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "@import" not in style
    assert set(re.findall(r"url\((data:|.{9})", style)) <= {"data:"}
    (policy,) = found(page, "meta", http_equiv="Content-Security-Policy")
    assert policy.get("content") == (
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def test_links_lead_somewhere(page: str) -> None:
    """Ids stand once; each link and each name leads to one of them, or out of the page to what may be followed."""
    identities = [node.get("id") for node in tree(page).iter() if node.get("id")]
    assert len(identities) == len(set(identities))
    for link in found(page, "a"):
        address = link.get("href")
        if address.startswith("#"):
            assert unquote(address[1:]) in identities
        else:
            assert re.match(r"(https?|mailto|tel):", address)
            assert link.get("rel") == "noopener noreferrer"
    for node in tree(page).iter():
        for name in ("aria-labelledby", "aria-describedby", "popovertarget"):
            assert node.get(name) is None or node.get(name) in identities


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "#nowhere"])
def test_a_link_that_may_not_be_followed_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the desk has let through is not let through here."""
    fill = Templates.fill
    monkeypatch.setattr(
        Templates, "fill", lambda *given, **values: fill(*given, **values).replace("https://example.org/", address)
    )
    with pytest.raises(EbookProblem, match="a link leads to"):
        page_of(in_memory(only="See [there](https://example.org/)."))


def test_notes_open_where_they_are_called() -> None:
    """Each call has a link and a button for its note; the note is a popover once, in the list, and leads back."""
    pamphlet, page = everything()
    calls = found(page, "span", class_="note-call")
    notes = found(page, "div", class_="note")
    (endnotes,) = (part for part in pamphlet.back if isinstance(part, Endnotes))
    written = [note for group in endnotes.groups for note in group.notes]
    assert [note.get("id") for note in notes] == [note.id for note in written]
    assert sorted(call.get("id") for call in calls) == sorted(call for note in written for call in note.calls)
    assert len(calls) > len(notes) > 3
    for call in calls:
        link, button = call
        assert link.get("href")[1:] == button.get("popovertarget")
        assert link.text == button.text
        assert button.get("aria-label") == f"Note {link.text}"
    for note in notes:
        number = note.get("id").removeprefix("note-")
        assert note.get("popover") == "auto"
        assert note.get("data-number") == number
        assert note.getparent().get("value") == number
        (close,) = note.iter(f"{XHTML}button")
        assert close.get("popovertarget") == note.get("id")
        assert close.get("aria-describedby") == f"{note.get('id')}.text"
        back = {link.get("href")[1:] for link in note.iter(f"{XHTML}a") if link.get("class") == "way-back"}
        assert back == {call.get("id") for call in calls if call[0].text == number}


def test_each_page_of_paper_has_its_anchor() -> None:
    """`#p7` stands at the word with which page 7 begins; its number is drawn, and so is in no one's way."""
    pamphlet, page = everything()
    starts = marked_pages(pamphlet).starts
    marks = found(page, "span", class_="page-mark")
    assert [mark.get("data-page") for mark in marks] == [start.label for start in starts]
    assert len(marks) > 5
    for mark in marks:
        assert mark.get("id") == f"p{mark.get('data-page')}"
        assert mark.get("role") == "doc-pagebreak"
        assert not mark.text
        assert not len(mark)
    (pages,) = found(page, "nav", role="doc-pagelist")
    assert [(link.get("href"), link.text) for link in pages.iter(f"{XHTML}a")] == [
        (f"#p{start.label}", start.label) for start in starts
    ]


def test_the_pages_of_the_sample_are_those_of_paper(sample: Sample) -> None:
    """Every page that paper says begins somewhere is there; its mark is before the page's words."""
    page = sample.file(Edition.WEB).read_text()
    known = {start.label for start in sample.copy.page_map.starts}
    marks = [mark.get("data-page") for mark in found(page, "span", class_="page-mark")]
    assert sorted(marks) == sorted(known)
    assert len(known) >= sample.copy.extent - 3
    runs = {run.id: run for part in sample.pamphlet.parts for run in part_runs(part)}
    flat = read_words(tree(re.sub(r'<span class="page-mark"[^>]*data-page="(\d+)"[^>]*></span>', r"⟦\1⟧", page)))
    for start in sample.copy.page_map.starts:
        if start.block not in runs or not start.offset:
            continue
        words = re.sub(r"\s+", "", "".join(text for text, _ in set_words(runs[start.block].children)))
        after = re.sub(r"\s+|⟦\d+⟧", "", flat.partition(f"⟦{start.label}⟧")[2])[:30]
        assert words[max(start.offset - 25, 0) :].find(after[: len(words) - start.offset][:15]) >= 0, start.label


def test_a_pamphlet_without_pages_and_contents() -> None:
    """Where paper says nothing of its pages, there is no empty list of them."""
    _, page = hardly_anything()
    assert found(page, "details", class_="pages") == []
    assert len(found(page, "details")) == 1


def test_heads_are_in_order(page: str) -> None:
    """One title, and no level is left out below it; what names a part is not read out with a page number."""
    heads = [node for node in tree(page).iter() if re.fullmatch(r"\{.*\}h[1-6]", str(node.tag))]
    levels = [int(node.tag[-1]) for node in heads]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for head in heads:
        first = next(iter(head), None)
        assert head.text or first is None or first.get("class") != "page-mark" or not (first.tail or "").strip()


def test_the_page_says_what_it_is() -> None:
    """Title, description, people and what is shown where the page is shared."""
    _, page = everything()
    told = {node.get("name") or node.get("property"): node.get("content") for node in found(page, "meta")}
    assert found(page, "title")[0].text == "Everything “at” <once>: Bread & nails"
    assert told["description"] == "One paragraph of each kind there is."
    assert told["og:title"] == told["twitter:title"]
    assert told["og:description"] == told["description"]
    assert told["og:locale"] == "en_GB"
    assert told["book:isbn"] == "978-0-306-40615-7"
    assert [node.get("content") for node in found(page, "meta", name="author")] == ["Jane Doe", "The Board"]
    assert "og:url" not in told
    assert found(page, "link", rel="canonical") == []


def test_the_address_of_the_page_is_said_where_it_is_known() -> None:
    """A page that knows where it will stand says so, for copies of it to point there."""
    toml = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n[editions.web]\n'
    pamphlet = in_memory(**{"pamphlet.toml": toml + 'address = "https://example.org/bread.html"\n', "only": "Words."})
    page = page_of(pamphlet)
    assert found(page, "link", rel="canonical")[0].get("href") == "https://example.org/bread.html"
    assert found(page, "meta", property="og:url")[0].get("content") == "https://example.org/bread.html"


def test_fonts_are_cut_and_keep_what_is_needed() -> None:
    """Each face has the page's characters, its small capitals and old-style figures, and its licence."""
    _, page = everything()
    fonts = fonts_of(page)
    assert len(fonts) == 5
    for font in fonts:
        assert set(map(ord, "Bread nails ←–’")) <= set(font.getBestCmap())
        assert len(font.getBestCmap()) < 200
        assert {"smcp", "onum"} <= {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        assert "SIL Open Font License" in font["name"].getDebugName(13)
        assert font["name"].getDebugName(0)


@pytest.mark.parametrize("name", ["garamond", "leaflet"])
def test_the_theme_gives_the_faces(name: str) -> None:
    """In another theme the page has that theme's faces."""
    look = load_theme(name, Diagnostics())
    assert look
    page = page_of(in_memory(only="Words, and few."), look=look)
    families = set(re.findall(r'@font-face\{font-family:"([^"]+)"', page))
    assert families == {face.name for face in look.faces}
    for font in fonts_of(page):
        assert "Source" not in font["name"].getDebugName(1)


def _luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_what_is_drawn_can_be_read() -> None:
    """By day and by night, on the page and on an open note; no checker sees the page numbers, which are drawn."""
    sheet = next(text for name, text in theme().web if "base" in name)
    schemes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part)) for part in re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    ]
    day, night = (scheme for scheme in schemes if "paper" in scheme)
    for scheme in (day, night):
        for words, behind in product(("ink", "soft", "accent"), ("paper", "lifted")):
            light, dark = sorted((_luminance(scheme[words]), _luminance(scheme[behind])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (words, behind)


def test_people_have_addresses(sample: Sample) -> None:
    """`#fate-…` is the entry of a person; the index leads to it and to where they are named."""
    page = sample.file(Edition.WEB).read_text()
    places = {node.get("id"): node for node in tree(page).iter() if node.get("id")}
    (fates,) = (part for part in sample.pamphlet.back if isinstance(part, Fates))
    assert len(fates.entries) > 10
    for entry in fates.entries:
        assert entry.persons[0].name in read_words(places[entry.id])
    for line in places["index"].iter(f"{XHTML}li"):
        key = line.get("id").removeprefix("index-")
        for link in line.iter(f"{XHTML}a"):
            target = link.get("href")[1:]
            assert target.startswith(("named-", "fate-"))
            assert target in places
            assert target.startswith("fate-") or key in target


def test_a_picture_of_the_theme_is_in_the_page() -> None:
    """What a style sheet shows is data like everything else."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    look = replace(
        theme(), faces=(), web=(("web.css", "header{background:url('a.svg')}"),), pictures={"a.svg": drawing}
    )
    page = page_of(in_memory(only="Words, and few."), look=look)
    assert f"header{{background:url(data:image/svg+xml;base64,{base64.b64encode(drawing).decode()})}}" in page


def test_same_input_same_bytes() -> None:
    """Whatever the hash seed, the time zone and the locale."""
    code = "import hashlib, web_pages; print(hashlib.sha256(web_pages.everything()[1].encode()).hexdigest())"
    said = set()
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [sys.executable, "-c", code]
        said.add(
            subprocess.run(command, cwd=Path(__file__).parent, env=environment, check=True, capture_output=True).stdout
        )
    assert len(said) == 1
