"""pamphlet.toml: what it says, and for everything wrong in it a finding with line and column."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.catalogue_settings import Contributor, Subject
from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.edition_settings import EpubSettings
from pamphlet.house_settings import DateForm, Spelling
from pamphlet.settings import Imprint, Order, Settings, read_settings, slug
from pamphlet.toml_source import Table, read_toml

NEEDED = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2026-01-21\n'

laws = settings(max_examples=200, deadline=None, derandomize=True)


def settings_of(text: str) -> tuple[Settings, list[str]]:
    """The settings in a text that is TOML, and the findings: `line:column slug message | hint`."""
    found = Diagnostics()
    made = read_settings(Source(name="pamphlet.toml", text=text), found)
    assert made is not None
    return made, findings(found)


def findings(found: Diagnostics) -> list[str]:
    """Findings in short: where, which rule, what, what to do."""
    return [
        f"{str(finding.span).partition(':')[2]} {finding.slug}: {finding.message}"
        + (f" | {finding.hint}" if finding.hint else "")
        for finding in found
    ]


# What is read


FULL = """\
title = " The Corn Street Petition "
subtitle = "Bread, prices and the poor"
authors = [{ name = "Jane Doe", about = "Leith branch" }, { name = "Joe Bloggs" }]
language = "en-US"
quotes = "single"
date = 2026-01-21
name = "corn-street"
cover_line = "Two hundred years on"
summary = "What happened."
series = "Corn Street Pamphlets"
number = 3
price = "£1"
rights = "© 2026 Jane Doe"
isbn = "978-0-306-40615-7"
identifier = "urn:uuid:1"
subjects = ["History", "Bread"]

[imprint]
publisher = "Corn Street Press"
address = "1 Corn Street"
printer = "Printed by"
promoter = "Promoted by"
contact = "hello@example.org"
web = "https://example.org"
statement = "First published"

[order]
front = ["foreword.md"]
body = ["02.md", "01.md"]
back = "questions.md"

[paper]
caliper = 0.12
"""


def test_everything_is_read() -> None:
    """Each key of the manual arrives where it belongs, white space around it trimmed."""
    made, found = settings_of(FULL)
    assert found == []
    assert (made.title, made.subtitle) == ("The Corn Street Petition", "Bread, prices and the poor")
    assert made.authors == (Contributor(name="Jane Doe", about="Leith branch"), Contributor(name="Joe Bloggs"))
    assert (made.language, made.quotes, made.date) == ("en-US", "single", dt.date(2026, 1, 21))
    assert (made.name, made.cover_line, made.summary) == ("corn-street", "Two hundred years on", "What happened.")
    assert (made.series, made.number, made.price) == ("Corn Street Pamphlets", 3, "£1")
    assert (made.rights, made.isbn, made.identifier) == ("© 2026 Jane Doe", "978-0-306-40615-7", "urn:uuid:1")
    assert made.subjects == (Subject(name="History"), Subject(name="Bread"))
    assert made.imprint == Imprint(
        publisher="Corn Street Press",
        address="1 Corn Street",
        printer="Printed by",
        promoter="Promoted by",
        contact="hello@example.org",
        web="https://example.org",
        statement="First published",
    )
    order = made.order
    listed = [[(name, str(span)) for name, span in part or ()] for part in (order.front, order.body, order.back)]
    assert listed == [
        [("foreword.md", "pamphlet.toml:28:10")],
        [("02.md", "pamphlet.toml:29:9"), ("01.md", "pamphlet.toml:29:18")],
        [("questions.md", "pamphlet.toml:30:8")],
    ]
    assert made.paper.caliper == 0.12
    assert str(made.title_span) == "pamphlet.toml:1:9"


def test_little_is_needed() -> None:
    """Title, author and date are enough; the rest has defaults."""
    made, found = settings_of(NEEDED)
    assert found == []
    assert made.authors == (Contributor(name="Jane Doe"),)
    assert (made.language, made.quotes, made.name, made.number, made.paper.caliper) == (
        "en-GB",
        "single",
        "bread",
        0,
        0.104,
    )
    assert made.imprint == Imprint()
    assert made.order == Order()
    assert made.identifier.startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("language", "quotes"), [("en-GB", "single"), ("en-US", "double"), ("en", "double"), ("de", "double")]
)
def test_quotation_marks_go_by_the_language(language: str, quotes: str) -> None:
    """Single ones outside are the British way; everyone else begins with double ones."""
    assert settings_of(f'{NEEDED}language = "{language}"')[0].quotes == quotes


def test_an_identifier_is_the_same_wherever_it_is_made() -> None:
    """It depends on title, authors and date alone, so that a second build makes the same book."""
    first = settings_of(NEEDED)[0].identifier
    assert settings_of(f'{NEEDED}price = "£2"\n')[0].identifier == first
    assert first == "urn:uuid:277079f3-d482-55d4-885a-106398b999b9"
    for other in (NEEDED.replace("Bread", "Corn"), NEEDED.replace("Jane", "Joan"), NEEDED.replace("21", "22")):
        assert settings_of(other)[0].identifier != first


@pytest.mark.parametrize(
    ("authors", "byline"),
    [
        ('["A"]', "A"),
        ('["A", "B"]', "A and B"),
        ('["A", "B", "C"]', "A, B and C"),
        ('"A"', "A"),
        ('[{ name = "A" }, { name = "B", about = "x" }]', "A and B"),
    ],
)
def test_authors_in_all_their_forms(authors: str, byline: str) -> None:
    """A list of names, of tables, or one name alone."""
    made, found = settings_of(f'title = "Bread"\ndate = 2026-01-21\nauthors = {authors}\n')
    assert (made.byline, found) == (byline, [])


def test_authors_as_tables_of_their_own() -> None:
    """`[[authors]]` is another way of TOML to write the same."""
    made, found = settings_of('title = "Bread"\ndate = 2026-01-21\n[[authors]]\nname = "A"\n[[authors]]\nname = "B"\n')
    assert (made.byline, found) == ("A and B", [])


@pytest.mark.parametrize("date", ["2026-01-21", '"2026-01-21"', "2026-01-21T10:30:00Z"])
def test_a_date_may_stand_in_quotation_marks(date: str) -> None:
    """And may have a time, which does not matter."""
    made, found = settings_of(NEEDED.replace("2026-01-21", date))
    assert (made.date, found) == (dt.date(2026, 1, 21), [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bread, Prices & the Poor!", "bread-prices-the-poor"),
        ("O'Brien’s Café", "obriens-cafe"),
        ("Łódź 1905", "odz-1905"),
        ("Троцкий", ""),
        ("--a--", "a"),
    ],
)
def test_a_name_for_files(text: str, name: str) -> None:
    """Small letters, digits and single hyphens, whatever the text."""
    assert slug(text) == name


@laws
@given(st.text(max_size=30))
def test_any_text_makes_a_safe_name(text: str) -> None:
    """No name leads out of a folder, is hidden or changes when it is made again."""
    name = slug(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", name)
    assert slug(name) == name


def test_a_title_without_a_letter_for_a_name() -> None:
    """A file must be called something."""
    assert settings_of(NEEDED.replace("Bread", "Хлеб"))[0].name == "pamphlet"


# What is wrong


NO_NAME = "which does not do for the name of a file | write `{}`: small letters, digits and hyphens"
ISBN = "an ISBN has 13 digits, the last a check digit"
CALIPER = (
    "setting-value: `paper.caliper` is no number from 0.03 to 0.5 | in mm: office paper of 80 gsm is 0.104 mm thick"
)
UNPRINTABLE = (
    "control-character: a character that cannot be printed stands here (U+0007)"
    " | delete it; it may come from a copied text"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "",
            [
                '1:1 setting-missing: `authors` is missing | write `authors = ["First Last"]`',
                "1:1 setting-missing: `date` is missing | write the date of this edition: `date = 2024-01-21`",
                '1:1 setting-missing: `title` is missing | write `title = "…"`',
            ],
        ),
        (
            'title = " "\nauthors = []\ndate = 2026-01-21',
            [
                "1:9 setting-missing: `title` is empty",
                '2:11 setting-missing: `authors` is missing | write `authors = ["First Last"]`',
            ],
        ),
        (
            'title = "Bread"\ndate = 2026-01-21\nauthors = [{ about = "x" }, { name = 1, abuot = "x" }]',
            [
                '3:12 setting-missing: `authors[1].name` is missing | write `name = "…"`',
                "3:38 setting-value: `authors[2].name` is not text in quotation marks",
                "3:41 setting-unknown: `authors[2].abuot` is not known | did you mean `about`?",
            ],
        ),
        (
            'title = "Bread"\ndate = 2026-01-21\nauthors = [{ name = "A" }, "B"]',
            ["3:28 setting-value: `authors[2]` is not a table"],
        ),
    ],
)
def test_what_is_needed(text: str, expected: list[str]) -> None:
    """Everything that is missing is reported in one go."""
    assert settings_of(text)[1] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("titel = 'x'", "4:1 setting-unknown: `titel` is not known | did you mean `title`?"),
        (
            "subtitle = 1",
            "4:12 setting-value: `subtitle` is not text in quotation marks",
        ),
        ("number = '3'", "4:10 setting-value: `number` is not a whole number"),
        ("number = 3.5", "4:10 setting-value: `number` is not a whole number"),
        ("number = true", "4:10 setting-value: `number` is not a whole number"),
        ("language = 'English'", "4:12 setting-value: `language` is `English` | write a language tag: `en-GB`, `de`"),
        ("language = 'en_GB'", "4:12 setting-value: `language` is `en_GB` | write a language tag: `en-GB`, `de`"),
        ("quotes = 'singel'", "4:10 setting-value: `quotes` is `singel` | did you mean `single`?"),
        ("quotes = '«'", "4:10 setting-value: `quotes` is `«` | known here: `double`, `single`"),
        ("name = 'Corn Street'", f"4:8 setting-value: `name` is `Corn Street`, {NO_NAME.format('corn-street')}"),
        ("name = '../x'", f"4:8 setting-value: `name` is `../x`, {NO_NAME.format('x')}"),
        ("name = '!'", f"4:8 setting-value: `name` is `!`, {NO_NAME.format('pamphlet')}"),
        ("isbn = '978-0-306-40615-8'", f"4:8 setting-value: `isbn` is `978-0-306-40615-8` | {ISBN}"),
        ("isbn = '0-306-40615-2'", f"4:8 setting-value: `isbn` is `0-306-40615-2` | {ISBN}"),
        ("isbn = '97803064061５7'", f"4:8 setting-value: `isbn` is `97803064061５7` | {ISBN}"),
        ("isbn = 9780306406157", "4:8 setting-value: `isbn` is not text in quotation marks"),
        ("subjects = ['a', 2]", "4:18 setting-value: `subjects[2]` is not text in quotation marks"),
        ("subjects = 1", "4:12 setting-value: `subjects` is not a list"),
        ("imprint = 'x'", "4:11 setting-value: `imprint` is not a table"),
        (
            "[imprint]\npublihser = 'x'",
            "5:1 setting-unknown: `imprint.publihser` is not known | did you mean `publisher`?",
        ),
        ("[order]\nfront = 1", "5:9 setting-value: `order.front` is not a list"),
        ("[order]\nfront = ['a.md', ['b.md']]", "5:18 setting-value: `order.front[2]` is not text in quotation marks"),
        (
            "[order]\nmid = []",
            "5:1 setting-unknown: `order.mid` is not known | known here: `back`, `body`, `fill`, `front`",
        ),
        ("[paper]\ncaliper = 104", f"5:11 {CALIPER}"),
        ("[paper]\ncaliper = true", f"5:11 {CALIPER}"),
        ("[paper]\ncaliper = nan", f"5:11 {CALIPER}"),
        ("[paper]\ncalliper = 0.1", "5:1 setting-unknown: `paper.calliper` is not known | did you mean `caliper`?"),
        ('price = "£1\\u0007"', f"4:9 {UNPRINTABLE}"),
        ('[imprint]\nstatement = """\na\\u202eb"""', f"5:13 {UNPRINTABLE.replace('0007', '202E')}"),
        ('subjects = ["a", "\\u0007"]', f"4:18 {UNPRINTABLE}"),
    ],
)
def test_what_is_wrong_is_shown(line: str, expected: str) -> None:
    """A wrong value or key is reported at its line and column, once, and the rest is read."""
    made, found = settings_of(NEEDED + line)
    assert found == [expected]
    assert made.title == "Bread"


@pytest.mark.parametrize("date", ["'21 January'", "10", "10:30:00", "true", "'2026-13-01'", "['2026-01-21']"])
def test_a_date_that_is_none(date: str) -> None:
    """It is reported as wrong, and not as missing as well."""
    _, found = settings_of(NEEDED.replace("2026-01-21", date))
    assert found == ["3:8 setting-value: `date` is not a date | write it as 2024-01-21"]


@laws
@given(st.integers(min_value=0, max_value=10**9 - 1), st.integers(min_value=0, max_value=9))
def test_one_check_digit_is_right(number: int, digit: int) -> None:
    """Of the ten last digits that an ISBN could have, one is accepted."""
    start = f"978{number:09}"
    right = (10 - sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(start)) % 10) % 10
    _, found = settings_of(f'{NEEDED}isbn = "{start}{digit}"')
    assert (found == []) == (digit == right)


# TOML


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title", "1:6 toml-syntax: expected '=' after a key in a key/value pair"),
        ('a = 1\nb = "x\nc = 2', "2:7 toml-syntax: illegal character '\\n'"),
        ("a = 1\na = 2", "2:6 toml-syntax: cannot overwrite a value"),
        ('title = "x', "1:11 toml-syntax: unterminated string"),
        ("a = \n", "1:5 toml-syntax: invalid value"),
        ("a = " + "9" * 5000, "1:5005 toml-syntax: exceeds the limit"),
        ("a = " + "[" * 5000, "1:5005 toml-syntax: "),
    ],
)
def test_what_is_no_toml(text: str, expected: str) -> None:
    """The place and the parser's reason, and nothing else is said about the file."""
    found = Diagnostics()
    assert read_settings(Source(name="pamphlet.toml", text=text), found) is None
    (finding,) = findings(found)
    assert finding.startswith(expected)
    assert finding.endswith('| a line is `key = "value"`, a part begins with `[name]`')


def table_of(text: str) -> Table:
    """A text that is TOML as a table."""
    table = read_toml(Source(name="a.toml", text=text), Diagnostics())
    assert table is not None
    return table


PLACES = '''\
a = "one" # "one"
"b c" = [ "one", # note
  "two", { d = """
three""" } ]
"é".f = 'x'
[g.h]
i = { j.k = 1, l = [ 2, 3 ] }
[[m]]
n = 1
[[m]]
[m.o]
p = 2
[[m.q]]
r = 3
[[m.q]]
r = 4
'''


@pytest.mark.parametrize(
    ("path", "place", "written"),
    [
        (("a",), "1:5", '"one"'),
        (("b c",), "2:9", '[ "one", # note\n  "two", { d = """\nthree""" } ]'),
        (("b c", 0), "2:11", '"one"'),
        (("b c", 1), "3:3", '"two"'),
        (("b c", 2, "d"), "3:16", '"""\nthree"""'),
        (("é", "f"), "5:9", "'x'"),
        (("g", "h"), "6:2", "g.h"),
        (("g", "h", "i", "j", "k"), "7:13", "1"),
        (("g", "h", "i", "l", 1), "7:25", "3"),
        (("m", 0, "n"), "9:5", "1"),
        (("m", 1, "o"), "11:2", "m.o"),
        (("m", 1, "o", "p"), "12:5", "2"),
        (("m", 1, "q", 0, "r"), "14:5", "3"),
        (("m", 1, "q", 1, "r"), "16:5", "4"),
        (("m", 1, "absent"), "10:3", "m"),
        (("absent",), "1:1", ""),
    ],
)
def test_every_value_knows_its_place(path: tuple[str | int, ...], place: str, written: str) -> None:
    """In every way that TOML has to write a value; what is absent stands where it would belong."""
    span = table_of(PLACES).span(*path)
    assert str(span) == f"a.toml:{place}"
    assert span.source.text[span.start : span.end] == written


def test_a_path_is_written_as_an_author_would() -> None:
    """Lists count from 1 for people."""
    assert table_of("").dotted("person", 2, "forms", 0) == "person[3].forms[1]"


TOML_PIECES = (
    "a", "b", '"x y"', "'q'", ".", "=", " = ", "\n", "\n\n", "[", "[[", "]", "]]", "{", "}", ",", " ", "#c\n", "1",
    "-inf", "true", "2024-01-21", '"s"', '"\\u0007"', '"""m\nn"""', '""""q""""', "'''l'''", "é", "[a]\n", "[[a]]\n",
    "[a.b]\n", "[[a.b]]\n", "a = 1\n", "b.c = 2\n", 'b.d = {x=1, y.z="k"}\n', 'c = [1, "two", [3], {k = "v"}]\n', "\t",
    "d = [ # c\n 1, # d\n 2,\n]\n", '[[person]]\nname = "x"\n', "title = 1\n", "[order]\n", "authors = [{}]\n",
)  # fmt: skip


@laws
@given(st.lists(st.sampled_from(TOML_PIECES), max_size=10).map("".join))
def test_any_text_is_settings_or_findings(text: str) -> None:
    """Nothing makes the reading fail, and every finding stands in the text."""
    found = Diagnostics()
    read_settings(Source(name="a.toml", text=text), found)
    assert found.has_errors
    for finding in found:
        assert finding.span is not None
        assert finding.span.end <= len(text)


# What a catalogue and the ebook are told


def test_who_else_had_a_part_in_it() -> None:
    """Editors and translators are read like authors, and named with their work, one line for each kind."""
    made, found = settings_of(
        f'{NEEDED}editors = "Ann Fox"\ntranslators = ["A", {{ name = "B" }}]\n'.replace('["A", {', '[{ name = "A" }, {')
    )
    assert found == []
    assert made.editors == (Contributor(name="Ann Fox"),)
    assert made.credits == ("Edited by Ann Fox", "Translated by A and B")
    assert settings_of(NEEDED)[0].credits == ()


def test_subjects_with_the_codes_of_a_scheme() -> None:
    """Words alone, or with the code that a scheme of subjects has for them."""
    made, found = settings_of(
        f'{NEEDED}subjects = [{{ name = "A", authority = "BISAC", term = "X" }}, {{ name = "B" }}]'
    )
    assert found == []
    assert made.subjects == (Subject(name="A", authority="BISAC", term="X"), Subject(name="B"))


@pytest.mark.parametrize("issn", ["0317-8471", "2434-561X", "24345 61X"])
def test_an_issn(issn: str) -> None:
    """Eight digits, the last of which checks the others and may be an X; sources: ISO 3297, issn.org."""
    made, found = settings_of(f'{NEEDED}issn = "{issn}"')
    assert (made.issn, found) == (issn, [])


def test_the_settings_of_the_ebook() -> None:
    """Fonts are left out unless they are asked for; conformance is the publisher's own word."""
    made, found = settings_of(
        f'{NEEDED}[editions.epub]\nfonts = true\nisbn = "9780306406157"\n'
        'conforms_to = "EPUB Accessibility 1.1 - WCAG 2.1 Level AAA"\ncertified_by = "Corn Street Press"\n'
    )
    assert found == []
    assert made.editions.epub == EpubSettings(
        fonts=True,
        isbn="9780306406157",
        conforms_to="EPUB Accessibility 1.1 - WCAG 2.1 Level AAA",
        certified_by="Corn Street Press",
    )
    assert settings_of(NEEDED)[0].editions.epub == EpubSettings(fonts=False, isbn="", conforms_to="", certified_by="")


CLAIM = '`conforms_to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"` and who has checked it, or none'


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("editors = [{ name = 'A', about = 'x' }]", "4:26 setting-unknown: `editors[1].about` is not known"),
        ("translators = [{ sort = 'A' }]", "4:16 setting-missing: `translators[1].name` is missing"),
        ("subjects = [{ name = 'A', term = 'x' }]", "4:13 setting-missing: `subjects[1]` has one of `authority` and"),
        ("issn = '0317-8472'", "4:8 setting-value: `issn` is `0317-8472` | an ISSN is written `1234-5679`"),
        ("issn = '0317-847'", "4:8 setting-value: `issn` is `0317-847`"),
        ("[editions.epub]\nisbn = '9780306406158'", "5:8 setting-value: `editions.epub.isbn` is `9780306406158`"),
        (
            "[editions.web]\naddress = 'example.org'",
            "5:11 setting-value: `editions.web.address` is `example.org` | write",
        ),
        ("[editions.epub]\nfonts = 'yes'", "5:9 setting-value: `editions.epub.fonts` is not true or false"),
        (
            "[editions.epub]\ncertified_by = 'x'",
            f"5:16 setting-missing: `editions.epub.certified_by` is there without `conforms_to` | write both: {CLAIM}",
        ),
        (
            "[editions.epub]\nconforms_to = 'EPUB Accessibility 1.1 - WCAG 2.2 Level AA'",
            f"5:15 setting-missing: `editions.epub.conforms_to` is there without `certified_by` | write both: {CLAIM}",
        ),
        (
            "[editions.epub]\nconforms_to = 'WCAG 2.2 AA'\ncertified_by = 'x'",
            "5:15 setting-value: `editions.epub.conforms_to` is `WCAG 2.2 AA` | ",
        ),
    ],
)
def test_what_is_wrong_about_them_is_shown(line: str, expected: str) -> None:
    """At line and column, once."""
    (found,) = settings_of(NEEDED + line)[1]
    assert found.startswith(expected)


def test_the_settings_of_the_press_copy() -> None:
    """By default one stapled file in grey without a profile; a profile needs the name of its printing condition."""
    plain = settings_of(NEEDED)[0].editions.press
    assert (plain.profile, plain.separate_cover, plain.binding, plain.colour) == ("", False, "stapled", False)
    table = '[editions.press]\nprofile = "shop.icc"\ncover = "separate"\nbinding = "perfect"\npictures = "colour"\n'
    made, found = settings_of(f'{NEEDED}{table}condition = "FOGRA39"\n')
    assert found == []
    press = made.editions.press
    assert (press.profile, press.condition) == ("shop.icc", "FOGRA39")
    assert (press.separate_cover, press.binding, press.colour) == (True, "perfect", True)
    (finding,) = settings_of(NEEDED + table)[1]
    assert finding.startswith(
        "5:11 setting-missing: `editions.press.condition` is missing | ask the print shop for the"
    )


# The house style


HOUSE = """
[house]
dates = "January 21, 1924"
spelling = "-ize"
rules = ["space-breaking"]

[house.words]
connection = "connexion"
"Old Bolsheviks" = ["Old-Bolsheviks", "Old Bolsheviks", "old-Bolsheviks"]
Nepman = []

[[house.ok]]
rule = "person-unnamed"
words = "Jane Roe"
because = "she is on the cover"
"""


def test_the_house_style_is_read() -> None:
    """Forms with what they replace, by example how dates are written, and what has been looked at."""
    made, found = settings_of(NEEDED + HOUSE)
    house = made.house
    assert found == []
    assert [(word.form, word.instead_of) for word in house.words] == [
        ("connection", ("connexion",)),
        ("Old Bolsheviks", ("Old-Bolsheviks", "old-Bolsheviks")),
        ("Nepman", ()),
    ]
    assert (house.dates, house.spelling) == (DateForm.MONTH_FIRST, Spelling.IZE)
    assert [slug for slug, _ in house.rules] == ["space-breaking"]
    (waiver,) = house.ok
    assert (waiver.rule, waiver.words, waiver.because) == ("person-unnamed", "Jane Roe", "she is on the cover")
    assert str(waiver.span) == "pamphlet.toml:16:8"


def test_the_house_style_goes_by_the_language() -> None:
    """Where nothing is said, dates are those of the country of the language, and -ise or -ize that of the text."""
    assert settings_of(NEEDED)[0].house.dates is DateForm.DAY_FIRST
    house = settings_of(NEEDED + 'language = "en-US"\n')[0].house
    assert (house.dates, house.spelling, house.ok) == (DateForm.MONTH_FIRST, Spelling.EITHER, ())


def test_what_is_wrong_in_the_house_style_is_found() -> None:
    """With its place, and what may stand there."""
    _, found = settings_of(NEEDED + '[house]\nspelling = "ise"\nrule = []\n[[house.ok]]\nwords = "so"\nwhy = "so"\n')
    assert found == [
        "5:12 setting-value: `house.spelling` is `ise` | did you mean `-ise`?",
        "6:1 setting-unknown: `house.rule` is not known | did you mean `rules`?",
        '7:3 setting-missing: `house.ok[1].rule` is missing | write `rule = "…"`',
        "9:1 setting-unknown: `house.ok[1].why` is not known | known here: `because`, `rule`, `words`",
    ]
