"""The parts between the covers, laid out in pieces, are the pages that come of one document."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Pages

from pamphlet.press.layout import Engine, Layout

PROSE = " ".join(["The bakers of Corn Street put up the price of a loaf."] * 40)
APPARATUS = {
    "body/01-bread.md": "# Bread\n\nJane Doe asked for bread.[^1]\n\n[^1]: Jane Doe says so.\n",
    "body/02-stone.md": "# Stone\n\nJane Doe was given a stone.[^2]\n\n[^2]: A stone, see [Bread](#bread).\n",
    "body/03-roses.md": f"# Roses\n\nJane Doe asked for roses.\n\n{PROSE}\n",
    "back/reading.md": "# Further reading\n\nOn bread.[^3]\n\n[^3]: And on stones.\n",
    "fates.toml": '[[person]]\nname = "Jane Doe"\nfate = "Lived.[^4]"\n\n[[person]]\nname = "Ann Fox"\n',
    "notes.md": "[^4]: Until 1950.\n",
}
"""A person named twice on a page, in the text and in a note; fates with a note; a part behind the text."""

MANUSCRIPTS = {
    "with all": APPARATUS,
    "with an epigraph on the page of the contents": {
        **APPARATUS, "front/00-epigraph.md": "> Bread, and roses too.\n"
    },
    "with a foreword that is long": {**APPARATUS, "front/00-foreword.md": f"# Foreword\n\n{PROSE}\n\n{PROSE}\n"},
    "with more contents than a page holds": {
        **APPARATUS, **{f"body/1{number}-more.md": f"# Chapter {number}\n\nA loaf.\n" for number in range(10, 60)}
    },
    "without fates": {name: text for name, text in APPARATUS.items() if name not in {"fates.toml", "notes.md"}},
    "without contents": {"body/01-bread.md": "It rose.[^1]\n\n[^1]: By itself.\n"},
    "without notes and fates": {"body/01-bread.md": "# Bread\n\nIt rose.\n", "body/02.md": "# Stone\n\nIt lay.\n"},
}  # fmt: skip


@pytest.fixture
def documents(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is given to the engine, in order."""
    given: list[str] = []
    lay_out = Engine.lay_out

    def listed(engine: Engine, html: str, *, first_page: int = 1) -> Layout:
        given.append(html)
        return lay_out(engine, html, first_page=first_page)

    monkeypatch.setattr(Engine, "lay_out", listed)
    return given


@pytest.mark.parametrize("name", MANUSCRIPTS)
def test_pieces_give_the_file_of_the_whole(
    name: str, laid_out: Callable[..., Pages], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte, whatever stands in it: links, bookmarks and tags lead from piece to piece."""
    pieces = laid_out(MANUSCRIPTS[name])
    monkeypatch.setattr("pamphlet.press.body._in_pieces", lambda *_: None)
    whole = laid_out(MANUSCRIPTS[name])
    assert pieces.report == whole.report == ""
    assert pieces.copy.page_map == whole.copy.page_map
    assert pieces.copy.fit == whole.copy.fit
    assert pieces.copy.pdf == whole.copy.pdf


def test_no_page_of_the_text_is_set_twice(laid_out: Callable[..., Pages], documents: list[str]) -> None:
    """Whatever is named twice on one page of it: what names pages is set when they are known."""
    laid_out(APPARATUS)
    assert sum("The bakers" in html for html in documents) == 1
    assert sum("Until 1950." in html for html in documents) == 1


def test_a_theme_may_let_the_pieces_share_a_page(laid_out: Callable[..., Pages]) -> None:
    """Then it is one document, and no word is lost."""
    pages = laid_out(APPARATUS, "nav, section:not(.index) { page: body !important; break-before: auto !important }")
    assert pages.report == ""
    stands = pages.copy.page_map.pages
    assert stands["contents"][-1] == stands["bread"][0]
    assert stands["reading"][-1] == stands["fates"][0]
