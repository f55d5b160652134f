"""Pages are laid out, and what the layout knows of them is compared with what poppler and qpdf see."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import Sample, as_shown, letters, page_texts, said

from pamphlet.apparatus.parts import ContentsLine, Endnotes, Fates, part_runs
from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.editions.product import Edition
from pamphlet.manuscript.document import Section
from pamphlet.manuscript.traversal import plain_text
from pamphlet.press.layout import Engine, Layout
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.theme import Theme

SMALL_PAGES = """
@page { size: 60mm 60mm; margin: 6mm }
html { font: 9pt/12pt "Literata"; hyphens: auto; orphans: 1; widows: 1 }
p, ol { margin: 0 }
p.kept { break-inside: avoid }
table, td { border-collapse: collapse }
"""
LONG_WORDS = "Industrialisation, bureaucratisation and collectivisation transformed incomprehensible administrations. "
WHITE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c63f80f0001010100"
    "1bb6ee560000000049454e44ae426082"
)
FAMILIES = frozenset({"Literata", "Literata Display"})


def engine(fonts: tuple[Font, ...], css: str, findings: Diagnostics) -> Engine:
    """An engine with the fonts of the theme and other style sheets."""
    return Engine(fonts=fonts, sheets=[("test.css", css)], pictures={}, diagnostics=findings)


def from_offset(words: str, offset: int) -> str:
    """What is left of words behind so many characters, as the page map counts them."""
    return re.sub(r"[\s\u00ad\u2010]", "", words)[offset:]


# -- the page map ----------------------------------------------------------------------------


def test_starts_are_the_first_words_of_the_pages(sample: Sample) -> None:
    """Each start is what poppler reads first on its page, but for made heads, stars and numbers."""
    runs = {run.id: as_shown(run.children) for part in sample.pamphlet.parts for run in part_runs(part)}
    pages = [letters(page) for page in page_texts(sample.file(Edition.READING))]
    made = [letters(part.title) for part in sample.pamphlet.back if not isinstance(part, Section)]
    heads = "|".join([*made, *(letters(plain_text(line.title)) for line in sample.pamphlet.contents)])
    in_text = [start for start in sample.copy.page_map.starts if start.block in runs]
    assert len(in_text) > sample.copy.extent / 2
    for start in in_text:
        first = letters(from_offset(runs[start.block], start.offset))[:40]
        assert first
        assert re.match(rf"({heads})?[\W\d]*?{re.escape(first)}", pages[int(start.label) - 1]), start


def test_every_page_with_words_has_a_start(sample: Sample) -> None:
    """Also cover, imprint, contents, index and back cover, in elements that templates make; a blank page has none."""
    places = sample.copy.page_map.pages
    starts = {start.block: start for start in sample.copy.page_map.starts}
    extent = sample.copy.extent
    for block, page in (
        ("cover", 1),
        ("imprint", 2),
        ("contents-title", 3),
        ("index-title", 0),
        ("back-cover", extent),
    ):
        assert starts[block].label == str(page or places["index"][0])
        assert starts[block].offset == 0
    with_words = [
        str(number) for number, text in enumerate(page_texts(sample.file(Edition.READING)), 1) if text.strip()
    ]
    assert [start.label for start in sample.copy.page_map.starts] == with_words


@pytest.fixture(scope="module")
def small(fonts: tuple[Font, ...]) -> tuple[Layout, dict[str, str]]:
    """Small pages, so that many begin within words, notes, items and tables; and the words of each block."""
    words = {f"b{number}": LONG_WORDS * 7 for number in range(6)}
    words |= {f"c{number}": f"cell {number} " + "row " * 20 for number in range(12)} | {"head": "Head of the table"}
    words["real"] = "well\u2010known hand\u2010made half\u2010way " * 12  # hyphens of the author's own
    rows = "".join(f'<tr><td id="c{number}">{words[f"c{number}"]}</td></tr>' for number in range(12))
    html = (
        '<html lang="en-GB"><body>'
        f'<p id="b0">{words["b0"]}</p>'
        f'<ol><li><p id="b1">{words["b1"]}</p></li><li><p id="b2">{words["b2"]}</p></li></ol>'
        f'<p id="real">{words["real"]}</p>'
        f'<table><thead><tr><th id="head">{words["head"]}</th></tr></thead><tbody>{rows}</tbody></table>'
        f'<ol start="7"><li><div id="note-7"><p id="b3">{words["b3"]} <a href="#b0">back</a></p></div></li></ol>'
        f'<p id="b4">{words["b4"].replace("admin", "ad&shy;min")}</p>'
        f'<p id="b5"><b id="x">{words["b5"]}</b></p></body></html>'
    )
    findings = Diagnostics()
    layout = engine(fonts, SMALL_PAGES, findings).lay_out(html)
    assert as_text(findings) == ""
    return layout, words


def test_offsets_are_right_wherever_a_page_begins(small: tuple[Layout, dict[str, str]], tmp_path: Path) -> None:
    """Within hyphenated words, items of a list, notes and tables: the page goes on where the start says."""
    layout, words = small
    pdf = tmp_path / "small.pdf"
    pdf.write_bytes(layout.pdf(FAMILIES))
    pages = page_texts(pdf, 0, 170)
    page_map = layout.page_map(frozenset(words))
    assert [start.label for start in page_map.starts] == [str(number + 1) for number in range(layout.extent)]
    within: set[str] = set()
    for start, page in zip(page_map.starts, pages, strict=True):
        rest = letters(from_offset(words[start.block], start.offset))
        text = letters(page)
        if start.block.startswith("c") and start.label != "1":
            text = text.removeprefix(letters(words["head"]))  # set again above the rows
        assert re.match(rf"(\d+\.)?{re.escape(rest[:30])}", text), start
        if from_offset(words[start.block], 0)[max(start.offset - 1, 0) :][:2].isalpha() and start.offset:
            before = page_map.starts[int(start.label) - 2]
            if pages[int(before.label) - 1].rstrip().endswith("\u2010"):
                within.add("hyphenated word")
        within.add(start.block)
    assert {"hyphenated word", "b1", "b3", "real"} <= within
    assert any(block.startswith("c") for block in within)


def test_places_stand_on_the_pages_that_the_links_lead_to(sample: Sample) -> None:
    """The first page of every id that is linked to is the page of its destination in the PDF."""
    places = {name: number for name, number in destinations(sample).items() if name in sample.copy.page_map.pages}
    assert len(places) > 300
    assert {name: sample.copy.page_map.pages[name][0] for name in places} == places


def test_a_place_that_crosses_pages_stands_on_each(small: tuple[Layout, dict[str, str]]) -> None:
    """An element that runs over three pages has all three."""
    layout, _ = small
    pages = layout.page_map(frozenset()).pages
    assert list(pages["b0"]) == list(range(1, pages["b1"][0] + 1))
    assert len(pages["b0"]) > 2


def test_the_first_page_carries_the_number_it_is_given(fonts: tuple[Font, ...], tmp_path: Path) -> None:
    """Pages count on from there, for the folio and for page numbers in the text."""
    css = SMALL_PAGES + "@page{@bottom-center{content:counter(page)}} a::after{content:target-counter(attr(href),page)}"
    html = '<html lang="en"><body><p><a href="#b">see </a></p><p id="b" style="break-before:page">b</p></body></html>'
    findings = Diagnostics()
    pdf = tmp_path / "pages.pdf"
    pdf.write_bytes(engine(fonts, css, findings).lay_out(html, first_page=17).pdf(FAMILIES))
    assert as_text(findings) == ""
    assert [page.split() for page in page_texts(pdf, 0, 170)] == [["see", "18", "17"], ["b", "18"]]


def test_the_grid_of_the_theme_is_that_of_its_pages(theme: Theme, fonts: tuple[Font, ...]) -> None:
    """A page of text is as wide and as high as theme.toml says, on both sides."""
    findings = Diagnostics()
    paragraphs = "<p>It rose.</p>" * 2 * theme.grid.lines
    pages = Engine(fonts=fonts, sheets=theme.paper, pictures={}, diagnostics=findings)
    areas = pages.lay_out(f'<html lang="en"><body>{paragraphs}</body></html>').text_areas()
    assert as_text(findings) == ""
    assert len(areas) == 2
    for area in areas:
        assert area.right - area.left == pytest.approx(theme.grid.measure * 72 / 25.4, abs=0.01)
        assert area.top - area.bottom == pytest.approx(theme.grid.lines * theme.grid.lead, abs=0.3)


# -- the PDF ---------------------------------------------------------------------------------


def destinations(sample: Sample) -> dict[str, int]:
    """The named places of the reading copy, each with the number of its page."""
    with pikepdf.open(sample.file(Edition.READING)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return {str(name): numbers[place[0].objgen] for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()}


def links(sample: Sample) -> Iterator[tuple[int, str, str]]:
    """The links within the reading copy: the page each stands on, its words, the name it leads to."""
    data = sample.file(Edition.READING).read_bytes()
    with pikepdf.open(BytesIO(data)) as pdf, pypdfium2.PdfDocument(data) as read:
        for number, (page, shown_page) in enumerate(zip(pdf.pages, read, strict=True), 1):
            text = shown_page.get_textpage()
            inward = (annotation for annotation in page.obj.get("/Annots", []) if "/Dest" in annotation)
            for name, parts in groupby(inward, key=lambda annotation: str(annotation.Dest)):  # one for each line
                words = ""
                for part in parts:
                    left, top, right, bottom = (float(corner) for corner in part.Rect)
                    more = text.get_text_bounded(left, min(top, bottom) + 2, right, max(top, bottom) - 2).strip()
                    if more not in words:  # the engine adds a link for what the style sheet makes up in a link
                        words = more if words in more else words + more
                yield number, words, name


def test_links_lead_across_the_joined_layouts_to_the_right_page(sample: Sample) -> None:
    """Every link resolves; one whose words are a page number leads to that page, a note call to its note."""
    places = destinations(sample)
    kinds: dict[str, int] = {}
    for number, words, name in links(sample):
        assert name in places, (number, words, name)
        kind = re.sub(r"\d+(-\d+)?$", "", name).split("-")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
        if name.startswith("note-"):
            assert words in {name.removeprefix("note-"), ""}  # too flat to read, see below
        elif page := re.match(r"(?:p\.\s*)?(\d+)(?:[–-]\d+|n\d+)?$", words):
            assert int(page[1]) == places[name], (number, words, name)
            kinds["by number"] = kinds.get("by number", 0) + 1
    back = sample.pamphlet.back
    notes = [note for part in back if isinstance(part, Endnotes) for group in part.groups for note in group.notes]
    fates = [entry for part in back if isinstance(part, Fates) for entry in part.entries]
    index = [entry for letter in sample.copy.index for entry in letter.entries]
    mentions = sum(len(entry.mentions) for entry in fates)
    locators = sum(len(entry.locators) for entry in index)
    assert kinds["note"] == kinds["noteref"] == sum(len(note.calls) for note in notes) > 20
    assert kinds["named"] == locators + mentions > 100
    assert kinds["fate"] >= mentions + sum(entry.fate is not None for entry in index) > 50
    assert kinds["by number"] == kinds["noteref"] + kinds["named"] + sum(entry.fate is not None for entry in index)


def test_links_can_be_clicked(sample: Sample) -> None:
    """Every link is at least as high as small type and as wide as a figure."""
    with pikepdf.open(sample.file(Edition.READING)) as pdf:
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                left, top, right, bottom = (float(corner) for corner in annotation.Rect)
                assert abs(top - bottom) > 6, annotation.get("/Dest")
                assert right - left > 2, annotation.get("/Dest")


def test_mentions_and_fates_lead_to_each_other(sample: Sample) -> None:
    """A mention leads to an entry that leads back to it."""
    found = {(words, name) for _, words, name in links(sample)}
    entries = [entry for part in sample.pamphlet.back if isinstance(part, Fates) for entry in part.entries]
    assert len(entries) > 20
    for entry in entries:
        assert entry.mentions
        for identity in entry.mentions:
            assert any(name == identity for _, name in found), identity
        assert any(name == entry.id for _, name in found), entry.id


def flat(lines: tuple[ContentsLine, ...], level: int = 0) -> Iterator[tuple[int, str, str]]:
    """The lines of contents with their levels: level, title, id."""
    for line in lines:
        yield level, plain_text(line.title), line.id
        yield from flat(line.lines, level + 1)


def test_bookmarks_are_the_contents(sample: Sample) -> None:
    """Each line of the contents is a bookmark at its level, in order, leading to the page of its head."""
    found: list[tuple[int, str, int]] = []
    with pikepdf.open(sample.file(Edition.READING)) as pdf, pdf.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

        def walk(items: list[pikepdf.OutlineItem], level: int) -> None:
            for item in items:
                assert isinstance(item.destination, pikepdf.Array)
                found.append((level, item.title, numbers[item.destination[0].objgen]))
                walk(item.children, level + 1)

        walk(outline.root, 0)
    pages = sample.copy.page_map.pages
    expected = [(level, title, pages[identity][0]) for level, title, identity in flat(sample.pamphlet.contents)]
    assert len(expected) > 20
    rest = iter(found)
    assert all(line in rest for line in expected)
    assert [title for level, title, _ in found if level == 0] == ["Contents"] + [t for n, t, _ in expected if n == 0]


def test_the_file_says_what_it_is(sample: Sample) -> None:
    """Language, title, author, subject and dates are those of the manuscript; the text is tagged."""
    settings = sample.pamphlet.settings
    with pikepdf.open(sample.file(Edition.READING)) as pdf:
        assert pdf.Root.Lang == settings.language
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.Root.StructTreeRoot.K) > 0
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.docinfo["/Title"] == f"{settings.title}: {settings.subtitle}"
        assert pdf.docinfo["/Author"] == settings.authors[0].name
        assert pdf.docinfo["/Subject"] == settings.summary
        assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == f"D:{settings.date:%Y%m%d}000000Z"
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
        assert "/EmbeddedFiles" not in pdf.Root.Names
        assert "/OpenAction" not in pdf.Root


def test_only_faces_of_the_theme_are_embedded(sample: Sample) -> None:
    """Every font of the reading copy is a subset of one of the five, embedded whole with its letters."""
    lines = said("pdffonts", sample.file(Edition.READING)).splitlines()[2:]
    names = [line.split()[0] for line in lines]
    assert len(names) == 5
    for name, line in zip(names, lines, strict=True):
        assert re.fullmatch(r"[A-Z]{6}\+Literata(-Display)?(-Bold)?(-Italic)?", name)
        assert re.search(r" yes +yes +yes ", line)


@pytest.mark.parametrize("letter", ["漢", "\U0001f600", "\ue123"])
def test_a_character_that_no_face_has_is_a_finding(letter: str, fonts: tuple[Font, ...]) -> None:
    """Whether the system has a face for it or not, it is not set in silence."""
    findings = Diagnostics()
    engine(fonts, SMALL_PAGES, findings).lay_out(f"<p>Bread {letter}</p>").pdf(FAMILIES)
    assert findings.has_errors
    assert {finding.slug for finding in findings} <= {"font-foreign", "layout"}


def test_a_font_of_another_family_is_a_finding(fonts: tuple[Font, ...]) -> None:
    """Whatever was embedded is compared with what the theme has."""
    findings = Diagnostics()
    layout = engine(fonts, SMALL_PAGES, findings).lay_out('<html lang="en"><title>Bread</title><p>Bread</p></html>')
    layout.pdf(frozenset({"Literata Display"}))
    assert [finding.message for finding in findings] == [
        "some characters were set in Literata, which is not a face of the theme"
    ]


# -- what the engine may read ----------------------------------------------------------------

SVG = 'xmlns="http://www.w3.org/2000/svg" width="9" height="9"'
HOSTILE = {
    "img file": '<img src="{file}.png">',
    "img path": '<img src="{path}.png">',
    "img above": '<img src="../../../../../../../..{path}.png">',
    "img encoded": '<img src="%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e{path}.png">',
    "img localhost": '<img src="file://localhost{path}.png">',
    "img tab": '<img src="fi\tle://{path}.png">',
    "img http": '<img src="http://127.0.0.1:9/x.png">',
    "img https": '<img src="https://example.org/x.png">',
    "img host": '<img src="//127.0.0.1:9/x.png">',
    "img data": '<img src="data:image/png;base64,iVBORw0KGgo=">',
    "img ftp": '<img src="ftp://127.0.0.1/x.png">',
    "img of another": '<img src="manuscript/other.png">',
    "img our host": '<img src="https://pamphlet.invalid/manuscript/%2e%2e/x.png">',
    "svg file": f'<svg {SVG}><image href="{{file}}.png" width="9" height="9"/></svg>',
    "svg picture": '<img src="manuscript/hostile.svg">',
    "object": '<object data="{file}.svg"></object>',
    "embed": '<embed src="{file}.svg">',
    "link": '<link rel="stylesheet" href="{file}.css">',
    "link http": '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
    "base": '<base href="file:///"><img src="{path}.png">',
    "style import": '<style>@import "{file}.css";</style>',
    "style import url": "<style>@import url(http://127.0.0.1:9/x.css);</style>",
    "style escaped": '<style>@import "\\66ile://{path}.css";</style>',
    "style data": '<style>@import "data:text/css,p{{color:red}}";</style>',
    "style background": "<style>body{{background:url({file}.png)}}</style>",
    "style content": "<style>p::before{{content:url({file}.png)}}</style>",
    "style list": "<style>li{{list-style-image:url({file}.png)}}</style>",
    "style page": "<style>@page{{background:url({file}.png)}}</style>",
    "style var": "<style>body{{--x:url({file}.png);background:var(--x)}}</style>",
    "face file": "<style>@font-face{{font-family:F;src:url({file}.ttf)}} p{{font-family:F}}</style>",
    "face local": '<style>@font-face{{font-family:F;src:local("DejaVu Sans")}} p{{font-family:F}}</style>',
    "face http": "<style>@font-face{{font-family:F;src:url(http://127.0.0.1:9/x.ttf)}} p{{font-family:F}}</style>",
    "sheet import": "@sheet @import url({file}.css);",
    "sheet background": "@sheet body{{background:url({file}.png)}}",
    "attachment": '<a rel="attachment" href="{file}.css">x</a>',
    "attachment of all": '<link rel="attachment" href="{file}.css">',
}

ATTACK = """
import json, os, sys
from pathlib import Path

attacks, canary, picture = json.loads(sys.stdin.read()), *sys.argv[1:]
from pamphlet.diagnostics import Diagnostics
from pamphlet.press.layout import Engine

pictures = {"hostile.svg": picture.encode()}
events = []
sys.addaudithook(lambda event, args: events.append((event, str(args[:1]))) if watching else None)
watching = False
found = {}
for name, attack in attacks.items():
    attack = attack.format(path=canary, file="file://" + canary)
    findings = Diagnostics()
    watching = True
    html, sheets = (attack, []) if not attack.startswith("@sheet ") else ("", [("x.css", attack[7:])])
    engine = Engine(fonts=(), sheets=sheets, pictures=pictures, diagnostics=findings)
    data = engine.lay_out("<html lang=en><title>x</title><body><ul><li><p>Bread</p></li></ul>" + html).pdf(frozenset())
    watching = False
    found[name] = {
        "refused": [f.message for f in findings if f.slug == "layout" and f.severity == "error"],
        "attached": b"EmbeddedFile" in data,
        "opened": sorted({args for event, args in events if event == "open"}),
        "connected": sorted({event for event, _ in events if event.startswith(("socket.", "urllib."))}),
    }
    events.clear()
print(json.dumps(found), flush=True)
os._exit(0)  # the hook outlives the interpreter it needs
"""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory, fonts: tuple[Font, ...]) -> dict[str, dict[str, list[str]]]:
    """What each hostile document was refused, and what was opened for it, in a process of its own."""
    canary = tmp_path_factory.mktemp("outside") / "canary"
    canary.with_suffix(".png").write_bytes(WHITE_PIXEL)
    canary.with_suffix(".css").write_text("p { color: red }")
    canary.with_suffix(".svg").write_text(f"<svg {SVG}/>")
    canary.with_suffix(".ttf").write_bytes(fonts[0].data)
    picture = HOSTILE["svg file"].format(file=f"file://{canary}")
    command: list[str | Path] = [sys.executable, "-c", ATTACK, canary, picture]
    done = subprocess.run(command, input=json.dumps(HOSTILE), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, list[str]]] = json.loads(done.stdout)
    return found


def test_nothing_outside_is_read(attacked: dict[str, dict[str, list[str]]]) -> None:
    """No file but the program's own is opened and nobody is called, whatever a document asks for."""
    for name, found in attacked.items():
        assert found["connected"] == [], name
        assert not found["attached"], name
        assert [path for path in found["opened"] if "canary" in path] == [], name


@pytest.mark.parametrize("name", HOSTILE)
def test_each_refusal_is_a_finding(name: str, attacked: dict[str, dict[str, list[str]]]) -> None:
    """What a document asks for and does not get is an error of the build, never a gap in the page."""
    assert attacked[name]["refused"]
