"""fates.toml: who is in it, under which names, and what is wrong with it."""

from __future__ import annotations

import pytest

from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.manuscript.document import People, Person, Text
from pamphlet.manuscript.fates_file import DEFAULT_TITLE, no_people, read_people
from pamphlet.manuscript.reader import Reader
from pamphlet.manuscript.traversal import inline_nodes, plain_text, runs

WITH_A = "[[person]]\nname = 'B'\ntogether_with = 'a'\n"
UNPRINTABLE = (
    "control-character: a character that cannot be printed stands here (U+0007)"
    " | delete it; it may come from a copied text"
)


def people_of(text: str) -> tuple[People, list[str]]:
    """The people in a text, and the findings: `line:column slug: message | hint`."""
    found = Diagnostics()
    people = read_people(Source(name="fates.toml", text=text), Reader("en-GB", "single", found), found)
    return people, [
        f"{str(finding.span).partition(':')[2]} {finding.slug}: {finding.message}"
        + (f" | {finding.hint}" if finding.hint else "")
        for finding in found
    ]


def person_of(text: str) -> Person:
    """The one person in a text without findings."""
    people, found = people_of(f"[[person]]\n{text}")
    assert found == []
    (person,) = people.persons
    return person


def test_everything_is_read() -> None:
    """Each key of the manual arrives where it belongs."""
    people, found = people_of(
        'title = "The people"\nintroduction = "Who *they* were."\nclosing = "That is all."\n'
        '[[person]]\nkey = "lev"\nname = "Lev Sedov"\nsort = "Sedov"\nforms = ["Sedov", "Lyova"]\n'
        'born = 1906\ndied = 1938-02-16\nfate = """\nDied in *Paris*.\n\nBuried there.[^x]\n"""\nsource = "Broué."\n'
        '[[person]]\nname = "Jeanne Martin"\ntogether_with = "lev"\n'
    )
    assert found == []
    assert people.title == "The people"
    assert [plain_text(run.children) for run in runs((*people.introduction, *people.closing))] == [
        "Who they were.",
        "That is all.",
    ]
    lev, jeanne = people.persons
    assert (lev.key, lev.name, lev.sort, lev.born, lev.died) == (
        "lev",
        "Lev Sedov",
        "Sedov",
        "1906",
        "16 February 1938",
    )
    assert [(form, str(span)) for form, span in lev.names] == [
        ("Lev Sedov", "fates.toml:6:8"),
        ("Sedov", "fates.toml:8:10"),
        ("Lyova", "fates.toml:8:19"),
    ]
    assert [plain_text(run.children) for run in runs(lev.fate)] == ["Died in Paris.", "Buried there."]
    assert [plain_text(run.children) for run in runs(lev.source)] == ["Broué."]
    assert (lev.entry, jeanne.entry, jeanne.key) == ("lev", "lev", "jeanne-martin")
    assert people.by_key() == {"lev": lev, "jeanne-martin": jeanne}


def test_little_is_needed() -> None:
    """A name is enough: such a person stands in the index only."""
    person = person_of('name = "Lev Davidovich Sedov"')
    assert (person.key, person.sort, person.years, person.entry) == (
        "lev-davidovich-sedov",
        "Sedov, Lev Davidovich",
        "",
        "",
    )
    assert [form for form, _ in person.names] == ["Lev Davidovich Sedov"]


@pytest.mark.parametrize(
    ("name", "sort"), [("Lenin", "Lenin"), ("Jane Doe", "Doe, Jane"), ("A. B. Clarke", "Clarke, A. B.")]
)
def test_a_name_is_sorted_by_its_last_word(name: str, sort: str) -> None:
    """Unless the author says otherwise."""
    assert person_of(f'name = "{name}"').sort == sort
    assert person_of(f'name = "{name}"\nsort = "x"').sort == "x"


@pytest.mark.parametrize(
    ("forms", "names"),
    [
        ('["Doe", "", "Jane Doe", "Doe"]', ["Jane Doe", "Doe", "Doe"]),
        ('"Doe"', ["Jane Doe", "Doe"]),
        ("[]", ["Jane Doe"]),
    ],
)
def test_forms_of_a_name(forms: str, names: list[str]) -> None:
    """The name itself is always one; an empty form is none."""
    assert [form for form, _ in person_of(f'name = "Jane Doe"\nforms = {forms}').names] == names


@pytest.mark.parametrize(
    ("born", "died", "years"),
    [
        ("1906", "1938", "1906–1938"),
        ("1906-02-24", "1938-02-16", "24 February 1906 – 16 February 1938"),
        ("1906-02-24T10:00:00Z", '""', "born 24 February 1906"),
        ('"c. 1906"', '"after 1938"', "c. 1906 – after 1938"),
        ('"  "', "1938", "died 1938"),
    ],
)
def test_years(born: str, died: str, years: str) -> None:
    """A year, a date or the author's words; with spaces in them, the dash has spaces too."""
    assert person_of(f'name = "A"\nborn = {born}\ndied = {died}').years == years


@pytest.mark.parametrize("value", ["true", "1906.5", "[1906]", "10:00:00"])
def test_what_is_no_date(value: str) -> None:
    """It is reported and left out."""
    people, found = people_of(f'[[person]]\nname = "A"\nborn = {value}\n')
    assert found == [
        '3:8 setting-value: `person[1].born` is neither a year nor a date | write `1906`, `1906-02-24` or `"c. 1906"`'
    ]
    assert people.persons[0].born == ""


@pytest.mark.parametrize(
    ("value", "places"),
    [
        ('"One *two* three."', "3:9 One |3:14 two|3:18  three."),
        ('""" One *two* three."""', "3:12 One |3:17 two|3:21  three."),
        ('"""\nOne\n*two* three."""', "4:1 One|4:4  |5:2 two|5:6  three."),
        ("'''\nOne *two*\n\n   three.'''", "4:1 One |4:6 two|6:4 three."),
        ('"""\nOne \\\n   *two* three."""', "3:8 One |3:8 two|3:8  three."),
        ('"One *two* thr\\u00e9e."', "3:8 One |3:8 two|3:8  thrée."),
        ('"One *two*\\n\\n three."', "3:8 One |3:8 two|3:8 three."),
        ('"One *two*\\r\\n\\r\\n three."', "3:8 One |3:8 two|3:8 three."),
    ],
)
def test_words_know_their_place_in_the_string(value: str, places: str) -> None:
    """Letter by letter where the string holds them so; the whole string where it has escapes."""
    person = person_of(f'name = "A"\nfate = {value}\n')
    words = [node for run in runs(person.fate) for node in inline_nodes(run.children) if isinstance(node, Text)]
    assert "|".join(f"{str(word.span).partition(':')[2]} {word.text}" for word in words) == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[person]]\n", ['1:3 setting-missing: `person[1].name` is missing | write `name = "…"`']),
        ('[[person]]\nname = ""\n', ["2:8 setting-missing: `person[1].name` is empty"]),
        ("[[person]]\nname = 1\n", ["2:8 setting-value: `person[1].name` is not text in quotation marks"]),
        (
            '[[person]]\nname = "A B"\nfromes = ["A"]\n',
            ["3:1 setting-unknown: `person[1].fromes` is not known | did you mean `forms`?"],
        ),
        (
            '[[person]]\nname = "A"\nforms = [1]\n',
            ["3:10 setting-value: `person[1].forms[1]` is not text in quotation marks"],
        ),
        ("titel = 'x'\n", ["1:1 setting-unknown: `titel` is not known | did you mean `title`?"]),
        ("person = 1\n", ["1:10 setting-value: `person` is not a list | begin each with `[[person]]`"]),
        ("[person]\nname = 'A'\n", ["1:2 setting-value: `person` is not a list | begin each with `[[person]]`"]),
        (
            "[[person]]\nname = 'A'\nkey = 'A B'\n",
            ["3:7 person-key: `A B` does not do as a key | small letters, digits, hyphens: `a-b`"],
        ),
        (
            "[[person]]\nname = 'Троцкий'\n",
            ["2:8 person-key: no key can be made from `Троцкий` | small letters, digits, hyphens: `first-last`"],
        ),
        (
            "[[person]]\nname = 'A'\nkey = 'none'\n",
            ["3:7 person-key: `none` does not do as a key | small letters, digits, hyphens: `first-last`"],
        ),
        (
            "[[person]]\nname = 'Ann Lee'\n[[person]]\nname = 'Ann  Lee'\n[[person]]\nkey = 'ann-lee'\nname = 'B'\n",
            [
                "4:8 person-duplicate: `ann-lee` is the key of two people | the other stands at fates.toml:2:8",
                "6:7 person-duplicate: `ann-lee` is the key of two people | the other stands at fates.toml:2:8",
            ],
        ),
        (
            "[[person]]\nname = 'A'\nfate = 'x'\n[[person]]\nname = 'B'\ntogether_with = 'aa'\n",
            ["6:17 person-unknown: `aa` is no one with an entry to share | did you mean `a`?"],
        ),
        (
            "[[person]]\nname = 'A'\n[[person]]\nname = 'B'\ntogether_with = 'a'\n",
            ["5:17 person-unknown: `a` is no one with an entry to share"],
        ),
        (
            "[[person]]\nname = 'A'\nfate = 'x'\ntogether_with = 'a'\n",
            ["4:17 person-unknown: `a` is no one with an entry to share"],
        ),
        (
            "[[person]]\nname = 'A'\nfate = 'x'\n[[person]]\nname = 'B'\nfate = 'y'\ntogether_with = 'a'\n",
            ["7:17 setting-value: `b` has a fate and shares one | leave one of the two out"],
        ),
        (
            f"[[person]]\nname = 'A'\nfate = 'x'\n{WITH_A}[[person]]\nname = 'C'\ntogether_with = 'b'\n",
            ["9:17 person-unknown: `b` is no one with an entry to share | known here: `a`"],
        ),
        (
            "[[person]]\nname = 'A'\nfate = '''\nx\n\n[^a]: y\n'''\n",
            ["6:1 endnote-misplaced: endnote `a` is defined here | write it in notes.md"],
        ),
        ("[[person]]\nname = 'A'\nfate = '<b>'\n", ["3:9 html: HTML is not used here: `<b>` | write `**words**`"]),
        (
            '[[person]]\nname = "A\\u0007"\n',
            [f"2:8 {UNPRINTABLE}"],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_shown(text: str, expected: list[str]) -> None:
    """Every problem of the file at its line and column, and each once."""
    assert people_of(text)[1] == expected


def test_a_file_that_is_no_toml_has_nobody() -> None:
    """And one finding."""
    people, found = people_of("[[person]\n")
    assert people == no_people()
    assert [each.partition(":")[0] for each in found] == ["1"]


def test_a_file_without_a_title_has_the_usual_one() -> None:
    """An empty title is none."""
    assert people_of("")[0].title == people_of("title = ' '")[0].title == no_people().title == DEFAULT_TITLE
