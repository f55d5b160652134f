"""The ebook's own count of words: what is not in it is found before anyone packs it."""

from __future__ import annotations

import pytest
from opened_book import everything, in_memory, made

from pamphlet.ebook.completeness import missing
from pamphlet.ebook.package import EbookProblem
from pamphlet.typeset.templates import Templates


def test_every_passage_is_there() -> None:
    """Of a pamphlet with every feature nothing is missing, in the order of reading."""
    book = everything()
    spine = list(book.documents.values())
    assert list(missing(book.pamphlet, spine)) == []
    assert list(missing(book.pamphlet, reversed(spine)))


def test_an_ebook_without_all_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a document loses a passage, nothing is made and the place in the manuscript is named."""
    fill = Templates.fill

    def forgetful(self: Templates, template: str, **values: object) -> str:
        return fill(self, template, **values).replace("Bread is dear", "")

    monkeypatch.setattr(Templates, "fill", forgetful)
    with pytest.raises(EbookProblem, match=r"the words at .*only\.md:1:1"):
        made(in_memory(only="Bread is dear, and dearer every year."))
