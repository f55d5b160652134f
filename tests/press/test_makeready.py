"""What makes the engine quicker changes nothing of what it makes, and ends with the version that it was written for."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pydyf
import pytest
from conftest import Pages

from pamphlet.press import makeready
from pamphlet.press.engine import VERSION, css, line_break

KNOWN = {
    "ComputedStyle.__missing__": "b318d8efc8ac79d7",
    "get_font_description": "85734b8947b9bf64",
    "PDF.page_references": "060bf90aad55931b",
}
"""The digests of what is replaced, or replaced for: the source text of WeasyPrint 70.0 and pydyf 0.13.0."""

REPLACED: tuple[tuple[Any, str], ...] = (
    (css.ComputedStyle, "__missing__"),
    (line_break, "get_font_description"),
    (pydyf.PDF, "page_references"),
)
FILES = {
    "body/01-bread.md": (
        "# Bread\n\n“It rose,” *Jane Doe* said.[^1] **Bread** and ++roses++.\n\n> It fell.\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n- two\n\n[^1]: At [Corn Street](https://example.org).\n"
    ),
    "fates.toml": '[[person]]\nname = "Jane Doe"\nfate = "Lived."\n',
}
ODD = """
p { margin-block-start: 3pt; margin-inline-start: calc(2% + 1pt); line-height: calc(1.2em + 2pt) }
blockquote { direction: rtl; padding-inline-start: 1em; border-block-start: 1pt solid; text-decoration: underline }
h1 { font-variant-caps: small-caps; font-variation-settings: "opsz" 12; --own: 4pt; padding-top: var(--own) }
table { text-indent: calc(10% + 1em) } td { font-size: 20pt }
td { color: inherit; width: min(3em, 20%); letter-spacing: 0.1em } li { all: initial; display: list-item }
"""
"""Properties that are reckoned from others, set by another name, inherited as sums, or not at all."""


def test_what_is_replaced_is_what_was_read() -> None:
    """A new version of the engine is read again before this goes on."""
    functions = {
        "ComputedStyle.__missing__": css.ComputedStyle.__missing__,
        "get_font_description": line_break.get_font_description,
        "PDF.page_references": pydyf.PDF.page_references.fget,
    }
    found = {name: sha256(inspect.getsource(each).encode()).hexdigest()[:16] for name, each in functions.items()}
    assert found == KNOWN
    assert {"weasyprint": VERSION, "pydyf": pydyf.__version__} == makeready.WRITTEN_FOR


@pytest.mark.parametrize("css_text", ["", ODD], ids=["the theme", "odd properties"])
def test_it_changes_no_byte(css_text: str, laid_out: Callable[..., Pages], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked of the engine."""
    quick = laid_out(FILES, css_text)
    monkeypatch.setattr(makeready, "WRITTEN_FOR", {})
    plain = laid_out(FILES, css_text)
    assert quick.report == plain.report
    assert quick.copy.page_map == plain.copy.page_map
    assert quick.copy.pdf == plain.copy.pdf


def test_another_version_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """And this one is itself again afterwards."""
    before = [getattr(owner, name) for owner, name in REPLACED]
    with makeready.made_ready():
        assert all(getattr(owner, name) is not old for (owner, name), old in zip(REPLACED, before, strict=True))
    assert [getattr(owner, name) for owner, name in REPLACED] == before
    monkeypatch.setattr(makeready, "WRITTEN_FOR", {**makeready.WRITTEN_FOR, "weasyprint": "71.0"})
    with makeready.made_ready():
        assert [getattr(owner, name) for owner, name in REPLACED] == before


def test_a_font_is_described_by_all_that_tells_it_from_others() -> None:
    """What the engine reads of a style to describe its font is what two fonts are told apart by."""
    read = re.findall(r"style\['(\w+)'\]", inspect.getsource(line_break.get_font_description))
    assert set(read) == set(makeready._FONT)


def test_pages_that_come_later_are_among_those_pointed_to() -> None:
    """They are counted anew where there are more."""
    pdf = pydyf.PDF()
    with makeready.made_ready():
        for number in range(3):
            pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
            assert len(pdf.page_references) == number + 1
        quick = pdf.page_references
    assert quick == pdf.page_references
