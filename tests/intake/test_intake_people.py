"""People: the forms of their names that the text uses, shared entries, candidates; and the title."""

from __future__ import annotations

from pamphlet.intake.article import RemarkKind
from pamphlet.intake.candidates import Candidate, title_candidates
from pamphlet.intake.name_forms import Forms, find_forms
from pamphlet.intake.people import People, find_people
from pamphlet.intake.text.reader import read_plain_text

LONG = "The price of bread rose in the spring of that year, and nobody in the town could say why it had."


def forms(name: str, text: str, *others: str) -> Forms:
    """The forms of a name in one passage."""
    return find_forms(name, [name, *others], [(7, text)])


def people(*lines: str) -> People:
    """The people of an article that ends in a list of them."""
    return find_people(read_plain_text("\n".join(["By Jane Doe", LONG, *lines]).encode(), "article.txt"))


def test_a_surname_that_the_text_uses_is_a_form() -> None:
    """Alone, as a possessive and in brackets; a longer word is another one."""
    assert forms("Mary Poe", "It was Poe’s bread (Poe had baked it).") == Forms(forms=("Poe",))
    assert forms("Mary Poe", "Poetry, Poe-like, and Mary Poe.") == Forms()
    assert forms("Poe", "Poe had baked it.") == Forms()


def test_other_forms_are_found_and_never_invented() -> None:
    """Initials and a second first name in brackets belong to the name in which they stand."""
    text = "The house of Mary (Polly) Poe. M. Poe and M.A. Poe were one. Later Polly Poe moved."
    assert forms("Mary Poe", text).forms == ("M. Poe", "M.A. Poe", "Polly Poe", "Mary (Polly) Poe")


def test_particles() -> None:
    """A surname with its particles is one form."""
    assert forms("Ana de la Cruz", "And de la Cruz went home.").forms == ("de la Cruz",)


def test_a_shared_surname_is_no_form() -> None:
    """What two people could be called is nobody's form, nor is what is another's first name."""
    found = forms("Mary Poe", "Poe, M. Poe and Mary Anne Poe.", "John Poe")
    assert found.shared_with == ("John Poe",)
    assert found.forms == ()
    assert forms("Jane Lewis", "And Lewis came.", "Lewis Poe").shared_with == ("Lewis Poe",)


def test_a_surname_that_is_also_a_word_is_no_form() -> None:
    """`Young` may open a sentence about young people."""
    assert forms("Brigham Young", "Young came. A young man went.") == Forms(is_word=True)


def test_another_first_name_is_asked_about() -> None:
    """`Anne Poe` may be Mary, or her sister; a title or the start of a sentence is no first name."""
    found = forms("Mary Poe", "We met Anne Poe and Anne Poe. Comrade Poe left. Then Poe sang; so Mrs Poe wept.")
    assert found.others == ((7, "Anne Poe"),)
    assert forms("Mary Poe", "We met Anne Poe.", "Anne Poe").others == ()


def test_a_shared_entry() -> None:
    """The first of two people has the words and a key, the second shares them."""
    found = people(LONG, "Notes", "Mary Poe and John Roe – both hanged.", "Ann Loe (1799–1840) – transported.")
    assert [(person.key, person.together_with) for person in found.persons] == [
        ("mary-poe", ""),
        ("", "mary-poe"),
        ("", ""),
    ]
    assert [len(person.blocks) for person in found.persons] == [1, 0, 1]
    assert (found.persons[2].born, found.persons[2].died) == ("1799", "1840")


def test_keys_are_unique() -> None:
    """The same name twice, and names in another alphabet, get keys of their own."""
    found = people(LONG, "Notes", "Mary Poe – hanged.", "Mary Poe – another.", "Анна Кац – ушла.", "Иван Кац – ушёл.")
    assert [person.key for person in found.persons] == ["", "mary-poe-2", "person", "person-2"]


def test_remarks_on_people() -> None:
    """Forms are guesses; surnames in doubt, dates, sources and candidates are questions."""
    found = people(
        "It was Roe who had met Mary Poe, John Poe and young Bart Poe; later Poe met Long after a long day.",
        "Notes",
        "Mary Poe – hanged.",
        "John Poe – hanged too.",
        "Ann Long – transported.",
        "John Roe – drowned.",
    )
    assert [(remark.line, remark.text) for remark in found.remarks if remark.kind is RemarkKind.GUESSED] == [
        (8, "John Roe is also meant by “Roe”")
    ]
    assert [(remark.line, remark.text) for remark in found.remarks if remark.kind is RemarkKind.QUESTION] == [
        (5, "who is meant by the surname alone, Mary Poe or John Poe? Write `[…]{person=…}` in each place"),
        (3, "is “Bart Poe” Mary Poe? Then add it to `forms`"),
        (6, "who is meant by the surname alone, John Poe or Mary Poe? Write `[…]{person=…}` in each place"),
        (3, "is “Bart Poe” John Poe? Then add it to `forms`"),
        (7, "the surname of Ann Long is also a word of the text: add it to `forms` or not"),
        (4, "dates of birth and death (`born`, `died`) of 4 people, and the `source` of every entry"),
    ]


def test_one_person_without_dates_is_named() -> None:
    """The question is put in the singular where it is about one."""
    found = people(LONG, "Who’s who", "Mary Poe – hanged.", "Ann Loe (1799–1840) – transported.")
    assert (
        found.remarks[-1].text
        == "dates of birth and death (`born`, `died`) of Mary Poe, and the `source` of every entry"
    )


def test_candidates() -> None:
    """Who recurs like a person is a candidate; places, things, peoples, months and known people are none."""
    text = (
        "They went to see Peel, and Peel’s wife was with Peel. In Leith they met in Leith, and by Leith again. "
        "But the Court was in May with May. A Court’s word, by the Court. All Scotsmen know with Chartists by "
        "Chartists. So said Jane Doe, by Doe’s hand. And NEP was by NEP. Then Will came with Will, and will."
    )
    found = people(text)
    assert found.candidates == (Candidate(name="Peel", count=3, line=3),)
    assert found.remarks[-1].text == "an entry for Peel? Named 3 times, without one"


def test_a_title_is_suggested_but_never_taken() -> None:
    """Phrases that recur with capitals, and not behind `the`, may be the title; so may a head at the top."""
    text = (
        "Her book was called The Bread Question, and in The Bread Question she asked the Town Council and the "
        "Town Council of Leith. The Bread Question was read by Mary Poe, and Mary Poe wept."
    )
    read = read_plain_text(f"By Jane Doe\nBread for all\n{LONG}\n{text}".encode(), "article.txt")
    assert read.title is None
    assert title_candidates(read) == ("Bread for all", "The Bread Question", "Mary Poe")
    with_fates = f"By Jane Doe\n{text}\n{LONG}\nNotes\nMary Poe – hanged.\nJohn Roe – drowned."
    assert title_candidates(read_plain_text(with_fates.encode(), "article.txt")) == ("The Bread Question",)
