"""Themes are set: ours in every trim, a branch's own with its cover; what is wrong in one has its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conftest import MOMENT, SETTINGS

from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.diagnostics import Diagnostics, Refused, as_text
from pamphlet.edition_settings import TRIMS
from pamphlet.inspection import inspect
from pamphlet.press.layout import Engine
from pamphlet.press.makeup import ReadingCopy, make_up
from pamphlet.typeset.fonts import Font, cut_fonts
from pamphlet.typeset.theme import Theme, our_themes
from pamphlet.workshop import Workshop

DOCS = Path(__file__).parents[2] / "docs" / "manual" / "body" / "09-themes.md"
CHAPTER = "# The price\n\n" + "It rose by a penny, and by another penny the week after. " * 40 + "\n\nIt fell.\n"
OURS = 'based_on = "literata"\ncover = "cover.html"\npictures = ["sign.svg"]\n'
SIGN = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="9"/></svg>'
COVER = """<section class="cover" id="cover">
<img src="sign.svg" alt="Our sign"/>
<h1 class="title">{{ settings.title }}</h1>
{% for author in settings.authors %}<p>{{ author.name }}</p>{% endfor %}
</section>
"""

Set = Callable[..., tuple[ReadingCopy | None, str]]


@pytest.fixture
def set_in(workshop: Callable[..., Workshop]) -> Set:
    """Sets a small manuscript in a theme and a trim; gives the pages, if there are any, and what was said."""

    def make(
        theme: str, trim: str = "A5", files: Mapping[str, str] | None = None, chapter: str = CHAPTER
    ) -> tuple[ReadingCopy | None, str]:
        settings = f'theme = "{theme}"\n{SETTINGS}[paper]\ntrim = "{trim}"\n'
        shop = workshop({"pamphlet.toml": settings, "body/01.md": chapter, **(files or {})})
        findings = Diagnostics()
        inspected = inspect(shop, findings)
        copy = None
        if inspected and not findings.has_errors:
            manuscript, loaded = inspected
            fonts = cut_fonts(loaded.faces)
            try:
                copy = make_up(compile_pamphlet(manuscript), loaded, fonts, MOMENT, findings)
            except Refused:
                copy = None
        return copy, as_text(findings)

    return make


def ours(**files: str) -> dict[str, str]:
    """The files of a branch's own theme, in styles/ours."""
    named = {"theme.toml": OURS, "cover.html": COVER, "sign.svg": SIGN}
    named |= {name.replace("_", "."): text for name, text in files.items()}
    return {f"styles/ours/{name}": text for name, text in named.items()}


@pytest.mark.parametrize("trim", TRIMS)
@pytest.mark.parametrize("theme", our_themes(TRIMS["A5"]))
def test_our_themes_set_every_trim(set_in: Set, theme: str, trim: str) -> None:
    """The page has the size of the trim, each line stands on the grid, cover and back cover are full."""
    copy, said = set_in(theme, trim)
    assert said == ""
    assert copy is not None
    size = TRIMS[trim]
    with pypdfium2.PdfDocument(copy.pdf) as document:
        for page in document:
            assert page.get_size() == pytest.approx((size.width * 72 / 25.4, size.height * 72 / 25.4), abs=0.05)
    first, second = copy.layout.text_areas()[2:4]
    assert first.top == pytest.approx(second.top)
    baselines = [line.position_y + line.baseline for line in _lines(copy.layout._paged.pages[3]._page_box)]
    lead = 11.5 if trim == "A6" else 13.5
    assert len(baselines) > 5
    for upper, lower in pairwise(baselines):
        lines = (lower - upper) * 0.75 / lead
        assert lines == pytest.approx(round(lines), abs=0.001)
    covers = [page._page_box for page in (copy.layout._paged.pages[0], copy.layout._paged.pages[-1])]
    for cover in covers:
        (section,) = [box for box in cover.descendants() if box.element_tag == "section"]
        assert section.margin_height() == pytest.approx(cover.height, abs=0.1)


def _lines(box: Any) -> list[Any]:
    """The lines of paragraphs on a page."""
    paragraphs = [each for each in box.descendants() if each.element_tag == "p"]
    return [line for each in paragraphs for line in each.children if type(line).__name__ == "LineBox"]


def test_the_example_in_the_manual_works(set_in: Set) -> None:
    """What the manual shows can be copied: two files, and heads are upright."""
    blocks = re.findall(
        r"```\w+\n(?:# |/\* )(styles/ours/\S+).*?\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL
    )
    assert {name for name, _ in blocks} == {"styles/ours/theme.toml", "styles/ours/ours.css"}
    copy, said = set_in("styles/ours", files=dict(blocks))
    assert said == ""
    assert copy is not None
    heads = [
        box for page in copy.layout._paged.pages for box in page._page_box.descendants() if box.element_tag == "h1"
    ]
    assert {box.style["font_style"] for box in heads} == {"normal"}


def test_a_theme_has_its_own_cover(set_in: Set) -> None:
    """Filled with what pamphlet.toml says, as text and not as HTML, with the theme's picture on it."""
    copy, said = set_in("styles/ours", files=ours())
    assert said == ""
    assert copy is not None
    (picture,) = [box for box in copy.layout._paged.pages[0]._page_box.descendants() if box.element_tag == "img"]
    assert picture.width > 0
    with pypdfium2.PdfDocument(copy.pdf) as document:
        assert "Jane Doe" in document[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{{ settings.titel }}", "has no attribute 'titel' [theme-cover]"),
        ("{% iff %}", "unknown tag 'iff'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ settings.__class__.__mro__ }}", "unsafe"),
        ("{{ settings.title.__init__.__globals__ }}", "unsafe"),
        ("{{ range(10000000) }}", "too big"),
        ("{% include '../pamphlet.toml' %}", "../pamphlet.toml"),
    ],
)
def test_what_is_wrong_in_a_cover_has_its_line(set_in: Set, wrong: str, said: str) -> None:
    """A mistake is a finding; what reaches for more than the values it is given is one too."""
    copy, findings = set_in("styles/ours", files=ours(cover_html=f"<section class='cover'>\n{wrong}\n</section>"))
    assert copy is None
    assert findings.startswith(
        "manuscript/styles/ours/cover.html:2:1: error: the template of the cover cannot be filled"
    )
    assert said in findings


def test_a_cover_must_say_what_a_cover_says(set_in: Set) -> None:
    """The title left out is a word that stands on no page."""
    _, said = set_in("styles/ours", files=ours(cover_html='<section class="cover"><p>Jane Doe</p></section>'))
    assert "these words stand on no page: “Bread”" in said


def test_what_the_engine_does_not_understand_has_its_place(set_in: Set) -> None:
    """File, line and column of the declaration."""
    toml = 'based_on = "literata"\npaper = ["ours.css"]'
    _, said = set_in("styles/ours", files=ours(theme_toml=toml, ours_css="h2 {\n  colr: red;\n}\n"))
    assert said.startswith(
        "manuscript/styles/ours/ours.css:2:3: error: the layout engine says: ignored `colr: red`, unknown property"
    )


@pytest.mark.parametrize("address", ["https://example.org/x.svg", "file:///etc/passwd", "other.svg", "../images/x.svg"])
def test_a_theme_shows_only_what_it_lists(set_in: Set, address: str) -> None:
    """Another address is refused, wherever it points, and that is an error."""
    toml = 'based_on = "literata"\npaper = ["ours.css"]'
    css = f".cover {{ background: url({address}); }}"
    _, said = set_in("styles/ours", files=ours(theme_toml=toml, ours_css=css))
    assert "not a file of this pamphlet" in said


def test_a_face_that_is_not_there_is_a_finding(set_in: Set) -> None:
    """With the place of the family in theme.toml."""
    toml = 'based_on = "literata"\n\n[[face]]\nname = "Heads"\nfamily = "Helvetica"\n'
    _, said = set_in("styles/ours", files=ours(theme_toml=toml))
    assert said.startswith("manuscript/styles/ours/theme.toml:5:10: error: the typeface Helvetica is not installed")


@pytest.mark.parametrize("theme", our_themes(TRIMS["A5"]))
def test_words_in_a_drawing_are_set_in_the_face_of_the_text(set_in: Set, theme: str) -> None:
    """Where the drawing leaves the face to us, by a name that the theme does not have."""
    words = "".join(
        f'<text x="5" y="{y}" font-family="{face}">Rye</text>' for y, face in ((20, "serif"), (40, "X, serif"))
    )
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50">{words}</svg>'
    _, said = set_in(theme, files={"images/rye.svg": drawing}, chapter="# Rye\n\n![Rye, twice](images/rye.svg)\n")
    assert said == ""


def test_the_index_names_the_trim_it_counts(set_in: Set) -> None:
    """Its key says pages of which edition its numbers are."""
    fates = '[[person]]\nkey = "doe"\nname = "Jane Doe"\nsort = "Doe, Jane"\nborn = 1906\nfate = "She baked."\n'
    fates += 'source = "Her diary."\n'
    copy, said = set_in("literata", "A6", {"fates.toml": fates}, "# Rye\n\nJane Doe baked it.\n")
    assert said == ""
    assert copy is not None
    with pypdfium2.PdfDocument(copy.pdf) as document:
        assert "pages of the A6 edition" in " ".join(
            " ".join(page.get_textpage().get_text_bounded().split()) for page in document
        )


def test_a_space_that_hangs_over_the_line_parts_no_word(theme: Theme, fonts: tuple[Font, ...]) -> None:
    """Before a word in italics the words fill their lines at every size: none is left alone on one."""
    findings = Diagnostics()
    engine = Engine(fonts=fonts, sheets=theme.paper, pictures={}, diagnostics=findings)
    text = "He had wanted to run it like an army, and the unions like departments of the state, and he lost. "
    paragraphs = (f'<p style="font-size:{size / 20}pt">{text * 2}<em>Rye</em> {text}</p>' for size in range(180, 240))
    pages = engine.lay_out(f'<html lang="en-GB"><body>{"".join(paragraphs)}</body></html>')
    assert as_text(findings) == ""
    lines = ["".join(_texts(line)) for page in pages._paged.pages for line in _lines(page._page_box)]
    assert len(lines) > 180
    assert [line for line in lines if len(line) < 45 and not line.endswith("lost.")] == []


def _texts(box: Any) -> list[str]:
    return [each.text for each in box.descendants() if hasattr(each, "text")]


def test_what_a_theme_counts_goes_on_behind_the_fates(set_in: Set) -> None:
    """Pages that name others are set apart only where no page hangs on those before it."""
    count = (
        "body { counter-reset: appendix } .part-reading h1, .part-more h1 { counter-increment: appendix }"
        ".part-reading h1::before, .part-more h1::before { content: 'Appendix ' counter(appendix) ' ' }"
    )
    order = '[order]\nback = ["reading.md", "fates", "more.md", "index"]\n'
    files = {
        "pamphlet.toml": f'theme = "styles/ours"\n{SETTINGS}{order}',
        "styles/ours/theme.toml": OURS + 'paper = ["paper.css"]\n',
        "styles/ours/paper.css": count,
        "back/reading.md": "# Books\n\nOn bread.\n",
        "back/more.md": "# Addresses\n\nOf bakers.\n",
        "fates.toml": '[[person]]\nname = "Jane Doe"\nfate = "Lived."\n',
    }
    copy, said = set_in("styles/ours", files=ours() | files)
    assert copy is not None, said
    found = re.findall(r"Appendix \d", "\n".join(copy.layout.texts()))
    assert found == ["Appendix 1", "Appendix 2"]
