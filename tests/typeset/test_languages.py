"""Language tags as attributes: the side that a language is read from goes by its script."""

from __future__ import annotations

import pytest

from pamphlet.typeset.languages import direction, language_attributes, written_attributes


@pytest.mark.parametrize(
    ("tag", "side"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("fa", "rtl"),
        ("yi-Latn", "ltr"),
        ("ar-Latn-EG", "ltr"),
        ("ru", "ltr"),
        ("ru-Latn", "ltr"),
        ("az-Arab-IR", "rtl"),
        ("AZ-ARAB", "rtl"),
        ("zh-yue-Hant", "ltr"),
        ("de-1996", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_script_says_from_which_side(tag: str, side: str) -> None:
    """The script that the tag names, and where it names none, that of the language."""
    assert direction(tag) == side


def test_attributes_in_every_spelling() -> None:
    """HTML and XML each have one; without a tag there is nothing to say."""
    assert language_attributes("he") == {"lang": "he", "xml:lang": "he", "dir": "rtl"}
    assert written_attributes("he") == ' lang="he" xml:lang="he" dir="rtl"'
    assert written_attributes("") == ""
    assert written_attributes('"><b') == ' lang="&#34;&gt;&lt;b" xml:lang="&#34;&gt;&lt;b" dir="ltr"'
