"""Rules on dates, people and the imprint: what fires, and what looks alike and must not."""

from __future__ import annotations

import pytest

from pamphlet.desk.checking import RULES
from pamphlet.desk.gathering import look_at
from pamphlet.desk.view import Coverage
from pamphlet.diagnostics import Diagnostic, Diagnostics, Severity
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.workspace import MemoryFolder

SETTINGS = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
ANN = '[[person]]\nname = "Ann Baker"\nforms = ["Baker"]\nborn = 1890\ndied = 1930-06-02\nfate = "She died."\n'
STORY = "It was so in 1917, in 1918, in March 1921, in May 1922 and in 1925. "


def found(slug: str, body: str, fates: str = "", settings: str = SETTINGS, **more: str) -> list[Diagnostic]:
    """What one rule finds in a manuscript with one chapter."""
    files = {"pamphlet.toml": settings, "body/a.md": f"# Bread\n\n{body}\n", "fates.toml": fates}
    files |= {name.replace("__", "/") + ".md": text for name, text in more.items()}
    folder = MemoryFolder(files)
    manuscript = read_manuscript(folder, Diagnostics())
    assert manuscript is not None
    (rule,) = (rule for rule in RULES if rule.slug == slug)
    return list(rule.find(look_at(manuscript, folder, Coverage(upright=frozenset(), italic=frozenset()))))


def underlined(findings: list[Diagnostic]) -> list[str]:
    """The words that findings are about, as they stand in the file."""
    spans = [each.span for each in findings]
    return [span.source.text[span.start : span.end] for span in spans if span]


def test_a_slip_is_an_error_where_its_month_stands_with_the_right_year() -> None:
    """Otherwise it is a warning; the fix is the year a century earlier, and never certain."""
    (twin, alone) = found("date-century", STORY + "Then came March 2021 and June 2023.")
    assert (twin.severity, alone.severity) == (Severity.ERROR, Severity.WARNING)
    assert underlined([twin, alone]) == ["2021", "2023"]
    assert [edit.text for each in (twin, alone) if each.fix for edit in each.fix.edits] == ["1921", "1923"]
    assert not any(each.fix and each.fix.certain for each in (twin, alone))


@pytest.mark.parametrize(
    "body",
    [
        "In 1921 and in 2021.",  # too few years to know what the text is about
        STORY + "Today, in 2021, it is forgotten.",
        STORY + "The centenary came in March 2021.",
        STORY + "A book was published in 2021.",
        STORY + "Her grandson (2021) disagrees.",
        STORY + "In 2019 it closed, in 2020 it opened, in 2021 it burnt, in 2022 it was built again.",
        STORY + "There were 2021 members.",
        STORY + "It had begun in 1821.",
    ],
)
def test_years_of_our_own_time_are_no_slips(body: str) -> None:
    """A pamphlet on the past may speak of today."""
    assert found("date-century", body) == []


def test_notes_do_not_say_what_time_the_text_is_about() -> None:
    """Their books are of other years; a twin is found in them all the same."""
    assert underlined(found("date-century", STORY + "It rose.[^a]\n\n[^a]: In 2008, 2009, 2011. In March 2021.")) == [
        "2021"
    ]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("On Thursday, 12 May 1926.", ["Thursday, 12 May 1926"]),
        ("On Wednesday, 12 May 1926. On Friday 10 May, 1940.", []),
        ("On Wednesday, 25 October 1917, by the old calendar; on Wednesday, 7 November 1917, by the new.", []),
        ("On Thursday, 12 May. On Thursday, 31 April 1926.", []),
        ("On Sunday, May 12, 1926.", ["Sunday, May 12, 1926"]),
    ],
)
def test_weekdays_fit_their_dates(body: str, wrong: list[str]) -> None:
    """In the calendar of today, or in the one of the time."""
    assert underlined(found("date-weekday", body)) == wrong


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("This is the centenary of the strike of 1926.", "1926 and 100 years make 2026, not 2024"),
        ("In 1937, the twentieth anniversary of 1918, they met.", "1918 and 20 years make 1938, not 1937"),
        ("In 1921 they lost, but three years later, in 1926, they won.", "from 1921 to 1926 it is 5 years, not 3"),
        ("In 1926, three years before, in 1921, they lost.", "from 1926 to 1921 it is 5 years, not 3"),
        ("Thirty years ago, in 1984, it closed.", "1984 is 40 years before this edition, not 30"),
        ("This year is the centenary of 1924.", ""),
        ("The centenary of 1789 was kept in 1889.", ""),
        ("The tenth anniversary of the rising of 1905 passed quietly.", ""),
        ("In 1919 they struck; two years later, in 1921, again.", ""),
        ("In late 1919 they struck and two years later, in 1922, again.", ""),
        ("“A century ago, in 1800, bread was dear.” A hundred years ago, in 1924, too.", ""),
        ("For the fiftieth anniversary edition a preface was written.", ""),
    ],
)
def test_sums(body: str, message: str) -> None:
    """Anniversaries and spans agree with the years beside them, and with the edition where they are now."""
    messages = [each.message for each in found("date-sum", body)]
    assert messages == ([message] if message else [])


@pytest.mark.parametrize(
    ("body", "odd"),
    [
        ("Ann Baker (1890–1931) led them.", ["1931"]),
        ("In March 1931, Ann Baker died.", ["March 1931"]),
        ("Baker was shot in Leith in 1929.", ["1929"]),
        ("Ann Baker (1890–1930) led them. Baker died on 2 June 1930.", []),
        ("Baker died before the strike of 1929.", []),
        ("Baker’s mother died in 1910. Baker’s paper died out in 1929.", []),
        ("The Third Congress in 1921. The 3rd Party Congress in May 1922.", ["May 1922"]),
        ("The Third Congress in 1921. The Third Congress of the Guild in 1922. The Third Conference in 1923.", []),
        (
            "The Third Congress of March 1921. It was the Third Congress in 1921. The Third Congress (1 March 1921).",
            [],
        ),
        ("The French Revolution of 1789, and the French Revolution of 1848.", []),
        ("Jane Fox, *Bread: A Life* (1951). Jane Fox, *Bread* (1961). Tom Fox, *Flour* (1950).", ["1961"]),
    ],
)
def test_one_event_has_one_date(body: str, odd: list[str]) -> None:
    """Days that may be the same agree; others are told apart by name, number and whose they are."""
    assert underlined(found("date-differs", body, ANN)) == odd


def test_the_chronology_is_compared_with_the_text() -> None:
    """Its dates stand before their events."""
    chronology = "# Chronology\n\n17–25 April 1924\n: Twelfth Congress.\n\n2 June 1930\n: Baker dies.\n"
    body = "The 12th Congress of April 1923. The 12th Congress met in April 1923."
    assert underlined(found("date-differs", body, ANN, back__chronology=chronology)) == ["17–25 April 1924"]


@pytest.mark.parametrize(
    ("entry", "odd"),
    [
        ("May 1921\n: Bakers lock the flour mill.", ["May 1921"]),
        ("May 1922\n: Bakers lock the flour mill.", []),
        ("1922\n: Bakers locked the flour mill at Leith.", []),
        ("May 1921\n: The mill.", []),
        ("May 1921\n: Smiths lock the iron gate.", []),
    ],
)
def test_the_text_tells_when_it_was(entry: str, odd: list[str]) -> None:
    """A sentence with most of the words of an entry has its date too."""
    body = (
        "In May 1922 the bakers locked the flour mill at Leith. In 1923 it rained. In 1924 it snowed. In 1925 it froze."
    )
    assert underlined(found("chronology-differs", body, back__chronology=f"# Dates\n\n{entry}\n")) == odd


def test_a_chronology_goes_forward() -> None:
    """Spans that overlap are in order; what is surely earlier is not."""
    terms = ("1917", "April 1923", "17–25 April 1923", "1923", "May 1922", "1922–1924", "December 1926", "1926")
    chronology = "# Dates\n\n" + "\n\n".join(f"{term}\n: Bread." for term in terms)
    assert underlined(found("chronology-order", "It rose.", back__chronology=chronology)) == ["May 1922"]


@pytest.mark.parametrize(
    ("body", "odd"),
    [
        ("In 1933 Ann Baker marched.", ["1933"]),
        ("Baker wrote letters until the spring of 1931, and her sister until 1950.", ["1931"]),
        ("Baker was arrested in 1885.", ["1885"]),
        ("Ann Baker marched in 1919. In 1930 Ann Baker fled.", []),
        ("Baker was honoured in 1960. Baker’s letters appeared in 1960. In 1960 Baker was a saint.", []),
        ("Baker joined the union, which lasted until 1960. Baker said that in 1960 bread would be free.", []),
        ("In 1950 the friends of Ann Baker met. Fox loved Baker in 1960.", []),
    ],
)
def test_people_act_while_they_live(body: str, odd: list[str]) -> None:
    """Where they are the subject, and the year belongs to their verb."""
    assert underlined(found("date-outside-life", body, ANN)) == odd


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (
            "It rose this month. Last year it fell, two years ago it burnt.",
            ["this month", "Last year", "two years ago"],
        ),
        ("The last year of the war. That month. The next week. In this year. “It rose this month.”", []),
    ],
)
def test_words_that_age(body: str, wrong: list[str]) -> None:
    """Those that count from the day of writing, not those that count from the story."""
    assert underlined(found("date-relative", body)) == wrong


def test_dates_all_in_another_order_are_one_finding() -> None:
    """Its fix changes them all; with the house's order they are none."""
    body = "On May 3, 1926; on May 4; on May 5, 1926; on June 6."
    (finding,) = found("date-form", body)
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == ["3 May 1926", "4 May", "5 May 1926", "6 June"]
    american = SETTINGS + '[house]\ndates = "January 21, 1924"\n'
    assert found("date-form", body, settings=american) == []


def test_years_to_come() -> None:
    """They are no slip where the sentence looks ahead."""
    body = "Jane Fox, *Bread* (2060). It closed in 2024. It will close by 2030. The plan for 2035 is expected soon."
    assert underlined(found("date-future", body)) == ["2060"]


def test_dates_in_figures_are_dates() -> None:
    """A day, a month and a year, beside a date in words; numbers of sections are none."""
    body = "On 3 May 1926, on 4/5/1926, on 5.5.1926; in 7.1.13, 3/40/1926 and https://example.org/3/4/1926."
    assert underlined(found("date-form", body)) == ["4/5/1926", "5.5.1926"]


def test_half_a_span_is_written_out() -> None:
    """Two figures become four; a winter is no span."""
    (finding,) = found("range-half", "She lived there from 1930–44. From 1919–20 on it was cold.")
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == [" to 1944"]


def test_first_names_stand_at_the_first_mention() -> None:
    """A name in full, an initial, a title or brackets will do; a head and a quotation are no mention."""
    assert underlined(found("name-first-mention", "They saw Baker. Ann Baker spoke.", ANN)) == ["Baker"]
    for body in (
        "Ann Baker spoke. Baker sat.",
        "Then A. Baker spoke.",
        "“Baker!” Ann Baker spoke.",
        "## Baker\n\nAnn Baker.",
    ):
        assert found("name-first-mention", body, ANN) == []


@pytest.mark.parametrize(
    ("body", "odd"),
    [
        ("They saw Anna Baker.", ["Anna"]),
        ("Of Ann (Annie) Baker they sang.", ["Annie"]),
        ("They saw Comrade Baker. In Leith Baker spoke, and Leith listened. When Baker fell, they wept.", []),
        ("They saw Beth Baker.", []),
        ("They saw the Red Baker. They flew Red flags and Red kites.", []),
    ],
)
def test_first_names_are_those_of_the_entry(body: str, odd: list[str]) -> None:
    """Titles, places and words that open a sentence are none; relatives have entries."""
    beth = '[[person]]\nname = "Beth Baker"\n'
    assert underlined(found("name-variant", body, ANN + beth)) == odd


@pytest.mark.parametrize(
    ("body", "odd"),
    [
        ("They saw Kamesnka.", ["Kamesnka"]),
        ("They saw Kamenskaya, Kamenskism, the kamensko and a Kamensko. “Kamenskq.”", []),
        ("In Glasgow, Glasgow, Glasgow and Glasgow. To Glasgwo.", ["Glasgwo"]),
        ("In Glasgow, Glasgow and Glasgow. To Glasgwo.", []),
    ],
)
def test_names_that_are_nearly_known(body: str, odd: list[str]) -> None:
    """A letter off a name of fates.toml, or off one that the text has often."""
    fates = '[[person]]\nname = "Ann Kamenska"\n'
    assert underlined(found("name-near-miss", body, fates)) == odd


def test_people_without_an_entry() -> None:
    """Known by what they do and by who is with them; places, things and quotations are not people."""
    body = "They went with Hobson. Hobson said no. In Leith’s mills, with Leith’s bakers, in Leith, the Hobart Mill."
    body += " Perth’s mills went with Perth. They came to Perth."
    assert underlined(found("person-without-entry", body, ANN)) == ["Hobson"]
    assert found("person-without-entry", body) == []


def test_the_living_are_asked() -> None:
    """Born within the longest of lives, and neither `died` nor the fate tells of a death."""
    person = '[[person]]\nname = "Ann Baker"\nborn = {}\nfate = "{}"\n'
    assert len(found("person-living", "Ann.", person.format(1950, "Moved to Leith."))) == 1
    assert found("person-living", "Ann.", person.format(1900, "Moved to Leith.")) == []
    assert found("person-living", "Ann.", person.format(1950, "Died young.")) == []


def test_sources_are_missed_one_by_one_or_all_at_once() -> None:
    """Where no entry has a source, the list is not repeated."""
    person = '[[person]]\nname = "Ann {}"\nfate = "Died."\n'
    assert len(found("fate-without-source", "Ann.", "".join(map(person.format, "ABCDE")))) == 1
    assert len(found("fate-without-source", "Ann.", person.format("A") + person.format("B") + 'source = "Fox."\n')) == 1


@pytest.mark.parametrize(
    ("body", "asks"),
    [
        ("Vote Baker on 2 May!", True),
        ("Give us your vote.", True),
        ("They were told to vote for Miller. “Bread! Vote Miller!” Vote early. The House of Elect Bakers.", False),
    ],
)
def test_election_material_names_printer_and_promoter(body: str, asks: bool) -> None:  # noqa: FBT001  # a case
    """A text that asks for votes itself, in Britain, as long as one of the two is missing."""
    assert bool(found("imprint-election", body)) is asks
    full = SETTINGS + '[imprint]\nprinter = "P"\npromoter = "Q"\n'
    assert found("imprint-election", body, settings=full) == []
    assert found("imprint-election", body, settings='language = "de"\n' + SETTINGS) == []
