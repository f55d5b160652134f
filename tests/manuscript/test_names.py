"""Which words are a name: the longest first, whole words, however the text writes them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.diagnostics import Source
from pamphlet.manuscript.document import Person
from pamphlet.manuscript.names import folded, names_pattern, owners

PLACE = Source(name="fates.toml", text="").span(0)


def person(key: str, *names: str) -> Person:
    """Someone with these names."""
    return Person(
        key=key, name=names[0], sort=names[0], names=tuple((name, PLACE) for name in names), born="", died="",
        fate=(), source=(), together_with="", span=PLACE,
    )  # fmt: skip


def found(text: str, *names: str) -> list[str]:
    """The names of one person that stand in a text."""
    pattern = names_pattern([person("a", *names)])
    assert pattern is not None
    return pattern.findall(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lenin, Lenin’s, Lenin's and (Lenin)", ["Lenin"] * 4),
        ("Lenin–Trotsky, Lenin—and Lenin/Trotsky", ["Lenin"] * 3),
        ("Leninism, anti-Lenin, Lenin-era, Leningrad, ILenin, Lenin‑era", []),
        ("lenin and LENIN", []),
        ("Lenin2 and Lenin_", []),
        ("— Lenin- and", ["Lenin"]),
        ("‘Lenin’", ["Lenin"]),
        ("Lenin1", []),
        ("", []),
    ],
)
def test_whole_words_alone_are_names(text: str, names: list[str]) -> None:
    """Possessives and dashes end a name; letters, digits and hyphens make another word of it."""
    assert found(text, "Lenin") == names


def test_the_longest_form_comes_first() -> None:
    """`Lev Sedov` is not `Sedov` with something before it."""
    assert found("Sedov, Lev Sedov and Lev Lvovich Sedov", "Lev Sedov", "Sedov", "Lev") == [
        "Sedov", "Lev Sedov", "Lev", "Sedov",
    ]  # fmt: skip


@pytest.mark.parametrize("space", [" ", "  ", "\n", "\u00a0", " \t "])
def test_any_space_will_do(space: str) -> None:
    """A line break or a space that does not break is a space."""
    assert found(f"by Lev{space}Sedov.", "Lev Sedov") == [f"Lev{space}Sedov"]


@pytest.mark.parametrize("form", ["D'Arcy", "D’Arcy", "DʼArcy"])
@pytest.mark.parametrize("text", ["D'Arcy", "D’Arcy", "DʼArcy"])
def test_any_apostrophe_will_do(form: str, text: str) -> None:
    """The text may have been set typographically, and the file of fates not."""
    assert found(text, form) == [text]
    assert folded(text) == folded(form)


def test_signs_in_a_name_mean_themselves() -> None:
    """A name is not a pattern."""
    assert found("A. B. (x) and AxB", "A. B.", "(x)") == ["A. B.", "(x)"]
    assert found("a+b", "a+b", "A|B") == ["a+b"]


def test_nobody_has_no_pattern() -> None:
    """Nor has someone without a name."""
    assert names_pattern([]) is None
    assert names_pattern([person("a", "")]) is None


def test_whose_a_form_is() -> None:
    """A form may be claimed by two; a person who has it twice claims it once."""
    claims = owners([person("a", "Ann  Lee", "Lee", "Lee"), person("b", "Bob Lee", "Lee", "D'Arcy")])
    assert claims == {"Ann Lee": ("a",), "Lee": ("a", "b"), "Bob Lee": ("b",), "D’Arcy": ("b",)}


words = st.sampled_from(["Ann", "Lee", "Ann-Lee", "O'Lee", "Mc Lee", "A.", "the", "’s", "-", "\n"])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(words, max_size=12).map(" ".join), st.lists(st.lists(words, min_size=1).map(" ".join), min_size=1))
def test_whatever_is_found_is_someones(text: str, forms: list[str]) -> None:
    """Each name that the pattern finds has an owner, and stands between other things than letters."""
    someone = person("a", *forms)
    pattern = names_pattern([someone])
    for match in pattern.finditer(text) if pattern else ():
        assert owners([someone])[folded(match[0])] == ("a",)
        assert not text[: match.start()][-1:].isalnum()
        assert not text[match.end() :][:1].isalnum()
