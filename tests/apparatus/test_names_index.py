"""The index of names: who, on which pages, in which notes, and where their fate is told."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.apparatus.names_index import IndexEntry, collation, index_of_names
from pamphlet.apparatus.parts import FateEntry, Fates, Naming, Pamphlet
from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.manuscript.document import Person
from pamphlet.settings import read_settings

PLACE = Source(name="fates.toml", text="").span(0)

laws = settings(max_examples=200, deadline=None, derandomize=True)


def person(key: str, sort: str = "") -> Person:
    """Someone who is sorted by a name."""
    return Person(
        key=key, name=key, sort=sort or key, names=((key, PLACE),), born="", died="", fate=(), source=(),
        together_with="", span=PLACE,
    )  # fmt: skip


def pamphlet(
    persons: tuple[Person, ...], namings: tuple[Naming, ...], entries: tuple[tuple[Person, ...], ...] = ()
) -> Pamphlet:
    """A pamphlet that names people, and has entries for some of them."""
    source = Source(name="pamphlet.toml", text='title = "T"\nauthors = ["A"]\ndate = 2026-01-21\n')
    made = read_settings(source, Diagnostics())
    assert made is not None
    told = tuple(FateEntry(persons=each, blocks=(), source=(), mentions=(), span=PLACE) for each in entries)
    fates = Fates(title="Fates", introduction=(), entries=told, closing=())
    return Pamphlet(
        settings=made, front=(), body=(), back=(fates,), contents=(), persons=persons, namings=namings, images={}
    )


def named(key: str, *ids: str, note: int | None = None) -> tuple[Naming, ...]:
    """Someone named at these places."""
    return tuple(Naming(key=key, id=identity, note=note) for identity in ids)


def entries_of(made: Pamphlet, pages: Mapping[str, tuple[int, ...]]) -> list[IndexEntry]:
    """The entries of the index, in order."""
    return [entry for letter in index_of_names(made, pages) for entry in letter.entries]


def labels(namings: tuple[Naming, ...], pages: Mapping[str, tuple[int, ...]]) -> str:
    """The locators of the one person named."""
    (entry,) = entries_of(pamphlet((person("a"),), namings), pages)
    return ", ".join(locator.label for locator in entry.locators)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([4], "4"),
        ([4, 4, 4], "4"),
        ([4, 5, 6], "4–6"),
        ([4, 5, 7, 9, 10], "4–5, 7, 9–10"),
        ([9, 4, 5], "4–5, 9"),
        ([1, 3, 5], "1, 3, 5"),
        ([99, 100], "99–100"),
    ],
)
def test_pages_in_a_row_are_joined(pages: list[int], expected: str) -> None:
    """As one range, whatever the order in which they were found; a page is named once."""
    places = {f"n{number}": (page,) for number, page in enumerate(pages)}
    assert labels(named("a", *places), places) == expected


def test_a_name_that_crosses_to_the_next_page_stands_where_it_begins() -> None:
    """One naming is one page."""
    assert labels(named("a", "n1"), {"n1": (4, 5)}) == "4"


def test_notes_come_behind_the_pages() -> None:
    """With the page of the note and its number, each once, in the order of the numbers."""
    namings = (*named("a", "n1", "n2"), *named("a", "n3", "n4", note=3), *named("a", "n5", note=12))
    pages = {"n1": (30,), "n2": (31,), "n3": (20,), "n4": (20,), "n5": (21, 22)}
    assert labels(namings, pages) == "30–31, 20n3, 21n12"


def test_a_locator_leads_to_the_first_place() -> None:
    """Of a range, and of a page on which someone is named more than once."""
    pages = {"n1": (4,), "n2": (4,), "n3": (5,), "n4": (8,)}
    (entry,) = entries_of(pamphlet((person("a"),), named("a", "n1", "n2", "n3", "n4")), pages)
    assert [(each.first, each.last, each.target) for each in entry.locators] == [(4, 5, "n1"), (8, 8, "n4")]


def test_fates_have_their_own_locator() -> None:
    """The pages of the entry, which several people may share; who is named nowhere stands there alone."""
    lev, jeanne, ivan, nobody = person("lev"), person("jeanne"), person("ivan"), person("nobody")
    made = pamphlet((lev, jeanne, ivan, nobody), named("ivan", "n1"), entries=((lev, jeanne),))
    entries = {entry.person.key: entry for entry in entries_of(made, {"n1": (3,), "fate-lev": (40, 41)})}
    assert set(entries) == {"lev", "jeanne", "ivan"}
    for key in ("lev", "jeanne"):
        fate = entries[key].fate
        assert fate is not None
        assert (fate.label, fate.target) == ("40–41", "fate-lev")
        assert entries[key].locators == ()
    assert entries["ivan"].fate is None


def test_entries_stand_under_their_initials() -> None:
    """Sorted as a reader looks for them: accents, capitals and apostrophes make no difference."""
    names = ["Zetkin, Clara", "Öpik, Ernst", "opel, Adam", "O'Casey, Sean", "Ângelo, A.", "Orwell, George", "Opel, Zoe"]
    persons = tuple(person(f"p{number}", name) for number, name in enumerate(names))
    namings = tuple(naming for each in persons for naming in named(each.key, f"n-{each.key}"))
    index = index_of_names(pamphlet(persons, namings), {naming.id: (1,) for naming in namings})
    assert [(letter.letter, [entry.person.sort for entry in letter.entries]) for letter in index] == [
        ("A", ["Ângelo, A."]),
        ("O", ["O'Casey, Sean", "opel, Adam", "Opel, Zoe", "Öpik, Ernst", "Orwell, George"]),
        ("Z", ["Zetkin, Clara"]),
    ]


def test_how_names_are_sorted() -> None:
    """Letters, digits, spaces and commas count, in small letters and without accents."""
    assert collation("Étienne-Émile O’Brien, J. 2") == "etienneemile obrien, j 2"
    assert collation("Großmann") == "grossmann"
    assert collation("Łódź, Ødegård") == "lodz, odegard"
    assert sorted(["De Man", "Demand", "de la Rue", "D'Arcy"], key=collation) == [
        "D'Arcy",
        "de la Rue",
        "De Man",
        "Demand",
    ]


namings = st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 12), st.none() | st.integers(1, 4)), max_size=14)


@laws
@given(namings)
def test_an_index_names_every_page_and_no_other(found: list[tuple[str, int, int | None]]) -> None:
    """The locators of a person cover exactly the pages and notes where the person is named, in order."""
    made = tuple(Naming(key=key, id=f"n{number}", note=note) for number, (key, _, note) in enumerate(found))
    pages = {f"n{number}": (page,) for number, (_, page, _) in enumerate(found)}
    entries = {entry.person.key: entry for entry in entries_of(pamphlet((person("a"), person("b")), made), pages)}
    assert set(entries) == {key for key, _, _ in found}
    for key, entry in entries.items():
        in_text = [each for each in entry.locators if each.note is None]
        covered = [page for each in in_text for page in range(each.first, each.last + 1)]
        assert covered == sorted({page for who, page, note in found if who == key and note is None})
        assert all(first.last + 1 < second.first for first, second in itertools.pairwise(in_text))
        in_notes = [each.note for each in entry.locators if each.note is not None]
        assert in_notes == list(dict.fromkeys(note for who, _, note in found if who == key and note is not None))
        assert all(pages[each.target][0] == each.first for each in entry.locators)
