"""Saved web pages: the right text of each, no more and no less, and an account of all else that stands on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from pamphlet.intake.article import Remark, RemarkKind
from pamphlet.intake.copy import Copy
from pamphlet.intake.web.reader import read_web_page
from pamphlet.intake.words import missing_words

CASES = Path(__file__).parents[1] / "cases" / "web"
PAGES = sorted(folder.name for folder in CASES.iterdir())


def read(folder: Path) -> Copy:
    """Read the page of a case, with the folder of files that was saved with it."""
    (page,) = (*folder.glob("*.html"), *folder.glob("*.htm"))
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    beside: dict[str, Callable[[], bytes]] = {name: path.read_bytes for name, path in files.items() if "/" in name}
    return read_web_page(page.read_bytes(), page.name, beside)


def words_in(copy: Copy) -> str:
    """The words of the copy's body, a space wherever an element may end a line."""
    text = etree.tostring(copy.body, encoding="unicode")
    text = re.sub(r"</?(?:em|strong|span|sup|sub|a|img)\b[^>]*>", lambda tag: " " * ("call" in tag[0]), text)
    return "".join(etree.fromstring(re.sub(r"(<[^>]*>)", r" \1 ", text)).itertext())


def lost(copy: Copy) -> tuple[str, ...]:
    """The words of the page that are neither in the copy nor in the account."""
    return missing_words(copy.source, [words_in(copy), *(remark.words for remark in copy.remarks)])


def shown(copy: Copy) -> str:
    """A copy as it is compared: what is offered, one block a line, what else there is to say."""
    offered = copy.offered
    lines = [
        f"title: {offered.title}",
        f"subtitle: {offered.subtitle}",
        f"authors: {'; '.join(offered.authors)}",
        f"date: {offered.date}",
        f"language: {offered.language}",
        f"count: {re.sub(r'Count|[()]', '', repr(copy.count)).replace(', ', ' ')}",
        f"pictures: {' '.join(copy.pictures)}",
        "",
        *(_shown_block(block) for block in copy.body),
        "",
        *(_shown_remark(remark) for remark in copy.remarks),
    ]
    return "\n".join(lines) + "\n"


def _shown_block(block: etree._Element) -> str:
    text = etree.tostring(block, encoding="unicode", with_tail=False)
    return re.sub(
        r"(?<=.)(?=<(?:p|li|tr|figcaption|aside|dt|dd|tbody|thead|h\d)\b)",
        "\n    ",
        re.sub(r' data-line="\d+"', "", text),
    )


def _shown_remark(remark: Remark) -> str:
    return f"{remark.kind}: {remark.text}" + (f" | {remark.words}" if remark.words else "")


@pytest.mark.parametrize("name", PAGES)
def test_the_article_and_nothing_else(name: str, accept: bool) -> None:  # noqa: FBT001 - a fixture
    """Of each system's page: the text with its structure, and by kind what was left out."""
    expected = CASES / name / "expected.txt"
    found = shown(read(CASES / name))
    if accept:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_a_page_goes_astray(name: str) -> None:
    """Each word of the file's text is in the copy, or in a remark that says what it belonged to."""
    copy = read(CASES / name)
    assert lost(copy) == ()
    assert all(remark.words for remark in copy.remarks if remark.kind is RemarkKind.LEFT_OUT)
