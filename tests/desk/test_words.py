"""The rules on words, notes and structure, by sentences that they mark and by sentences that only look alike."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.desk.checking import RULES, check
from pamphlet.desk.view import Coverage
from pamphlet.desk.words.pairs import unpaired_brackets, unpaired_quotes
from pamphlet.diagnostics import Diagnostic, Diagnostics, Edit
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.speller import SpellerAbsent, find_speller
from pamphlet.workspace import MemoryFolder

TOML = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
EVERYTHING = Coverage(upright=frozenset(range(0x3000)), italic=frozenset(range(0x3000)))
CHAPTER = "body/01-bread.md"
NOTES = "\n\n[^1]: By one.\n\n[^2]: By two.\n"


def findings(text: str, slug: str, toml: str = TOML) -> list[Diagnostic]:
    """What one rule finds in a chapter of this text."""
    folder, found = MemoryFolder({"pamphlet.toml": toml, CHAPTER: text}), Diagnostics()
    manuscript = read_manuscript(folder, found)
    assert manuscript is not None
    every = check(manuscript, folder, EVERYTHING, frozenset({slug}), find_speller)
    return [finding for finding in every if finding.slug == slug]


def marked(text: str, slug: str, toml: str = TOML) -> list[str]:
    """The words that one rule underlines."""
    spans = [finding.span for finding in findings(text, slug, toml)]
    return [span.source.text[span.start : span.end] for span in spans if span is not None]


def mended(text: str, found: Iterable[Diagnostic], *, certain: bool) -> str:
    """The text with the fixes of findings made: the certain ones, or all."""
    fixes = [each.fix for each in found if each.fix is not None and (each.fix.certain or not certain)]
    edits: list[Edit] = sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: -edit.span.start)
    for edit in edits:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("slug", "text", "words"),
    [
        ("word-twice", "They met in *the* the hall.", ["the* the"]),
        ("word-twice", "The the hall.", ["The the"]),
        ("word-twice", "What that that means; had had; New York, New York; a-a and a a-frame.", []),
        ("word-twice", "::: verse\nBread bread, the the\n:::", []),
        ("word-twice", "[le le pain]{lang=fr}", []),
        ("mark-twice", "Bread,, salt.. And etc.. at the end.", [",,", "..", ".."]),
        ("mark-twice", "Bread, etc., salt... And ../bread or 3.5.", []),
        ("question-stop", "‘How did it rise.’ So it was. When had they met.", [".", "."]),
        ("question-stop", "How it rose is known. Had he come, he would eat. Is it so? Which was the reason.", []),
        ("question-stop", "Why did Mr. Smith and J. V. Roe eat 3.5 loaves.", ["."]),
        ("leftover", "TK loaves, XXX and ???", ["TK", "XXX", "???"]),
        ("leftover", "Chapter XXX, Louis XXX, a TKO, XX loaves.", []),
        ("space-missing", "Salt,and bread.Then.", [",", "."]),
        ("space-missing", "At 3,500 e.g.in St.John; node.js; `bread,salt`; bread:salt.", []),
        ("space-stray", "Salt ; [pain ; sel]{lang=fr}. So … , .5", [" "]),
        ("hyphen-range", "pages 9-12, 1923-4, 1923-24, January-May", ["9-12", "1923-4", "1923-24", "January-May"]),
        ("hyphen-range", "12-9, 7-7, 0-3, 3-4-5, 1-2.5, A-4, No. 12-15, tel. 12-34, from 1930-1944, 2024-01-21", []),
        ("quotes-mixed", "“a” “b” “c” “d” ‘e’", []),
        ("quotes-mixed", "‘a’ ‘b’ ‘c’ ‘d’ ‘e’ “f”", ["“f”"]),
        ("form-ise", "We organise, realise; they organize.", ["organize"]),
        ("form-ise", "We prize, advise and practise, likewise, seized by surprise; undersized, otherwise.", []),
        ("form-hyphen", "co-operate, cooperate", ["co-operate"]),
        ("form-hyphen", "re-form and reform; well-known and well known; “co-operate” and cooperate", []),
        ("form-capital", "to the Party, to the Party, to the party, to the party", ["the Party"]),
        ("form-capital", "the Party, the Party, a party, the Party of Labour, the party, one party", []),
        ("alphabet-mixed", "\u0422\u0440\u043e\u0446\u043a\u0438\u0439", []),
        ("alphabet-mixed", "\u0422\u0440o\u0446\u043a\u0438\u0439", ["\u0422\u0440o\u0446\u043a\u0438\u0439"]),
        ("alphabet-mixed", "L\u0435nin, 5 µm, α particles", ["L\u0435nin"]),
        ("character-invisible", "Bread\u200b, b\u00adread, \u0646\u200c\u0647", ["\u200b", "\u00ad"]),
        ("address-lost", "It can be found on the Marxist Internet Archive here.", ["here"]),
        ("address-lost", "Bread can be found here, or here: [here](https://a.org/), and (there).", []),
        ("apostrophe-turned", "the ‘30s and ‘em", ["‘", "‘"]),
        ("space-breaking", "Dr Roe, 3 million, Nicholas II", [" ", " ", " "]),
    ],
)  # fmt: skip
def test_what_a_rule_marks(slug: str, text: str, words: list[str]) -> None:
    """These words and no others."""
    assert marked(text, slug) == words


@pytest.mark.parametrize(
    ("slug", "before", "after"),
    [
        ("space-double", "Flour  and   water.  Salt.", "Flour and water. Salt."),
        ("space-double", "Flour\u00a0 and water.", "Flour\u00a0and water."),
        ("space-stray", "Flour , ( salt ) and water .", "Flour, (salt) and water."),
        ("space-missing", "Flour,salt and *water*;bread.", "Flour, salt and *water*; bread."),
        ("hyphen-range", "Pages *9*-12 and 12-15, 1923-24.", "Pages *9*–12 and 12–15, 1923–24."),
        ("hyphen-break", "Flour - dear - was *salt* - no.", "Flour – dear – was *salt* – no."),
        ("hyphen-break", "Flour—dear—was it. No - yes.", "Flour—dear—was it. No—yes."),
        ("ellipsis-stops", "So . . . it was.", "So … it was."),
        ("endnote-before-stop", 'It rose[^1][^2], "so[^1]."' + NOTES, 'It rose,[^1][^2] "so."[^1]' + NOTES),
        ("apostrophe-turned", "In the ‘30s.", "In the ’30s."),
        ("alphabet-mixed", "\u0422rotsky b\u0430ked.", "Trotsky baked."),
        ("character-invisible", "B\u200bread\u2028and salt\ufeff.", "Bread and salt."),
    ],
)  # fmt: skip
def test_what_a_certain_fix_makes(slug: str, before: str, after: str) -> None:
    """The fix leaves nothing that the rule would mark again."""
    assert mended(before, findings(before, slug), certain=True) == after
    assert findings(after, slug) == []


@pytest.mark.parametrize(
    ("slug", "before", "after"),
    [
        ("word-twice", "In the the hall.", "In the hall."),
        ("mark-twice", "Bread,, salt.", "Bread, salt."),
        ("question-stop", "How did it rise.", "How did it rise?"),
        ("form-ise", "They realise, organise, recognized.", "They realise, organise, recognised."),
    ],
)
def test_what_a_fix_makes_that_is_asked_for(slug: str, before: str, after: str) -> None:
    """It is made where the rule is named, and never unasked."""
    found = findings(before, slug)
    assert mended(before, found, certain=True) == before
    assert mended(before, found, certain=False) == after


@settings(deadline=None)  # the first example loads the parsers
@given(st.text(alphabet="ab9 .,;:!?()[]“”‘’-–…\u00a0\n", max_size=60))
def test_certain_fixes_of_spaces_and_dashes_keep_the_words(text: str) -> None:
    """Letters and figures stay as they are and in their order, whatever the text."""
    folder, reading = MemoryFolder({"pamphlet.toml": TOML, CHAPTER: text}), Diagnostics()
    manuscript = read_manuscript(folder, reading)
    assert manuscript is not None
    found = [each for each in check(manuscript, folder, EVERYTHING) if each.span and each.span.source.name == CHAPTER]
    for slug in ("space-double", "space-stray", "space-missing", "hyphen-break", "hyphen-range", "ellipsis-stops"):
        after = mended(text, (each for each in found if each.slug == slug), certain=True)
        assert [each for each in after if each.isalnum()] == [each for each in text if each.isalnum()]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("“One.” ‘Two.’ “Three ‘four’ five.”", ""),
        ("the workers’ bread, ’twas ‘the bakers’ bread’ of the ’30s", ""),
        ("‘Nepmen’ and ‘x’ tried", ""),
        ("“One", "“"),
        ("One.”", "”"),
        ("One.’ Two", "’"),
        ("“One “two”", "“"),
        ("‘One “two”", "‘"),
        ('5" and 6"', ""),
    ],
)  # fmt: skip
def test_quotation_marks_without_a_partner(text: str, alone: str) -> None:
    """Apostrophes and inches are none."""
    assert "".join(each.mark for each in unpaired_quotes(text)) == alone


@pytest.mark.parametrize(
    ("text", "alone"),
    [("(a [b] c)", ""), ("a) bread, b) salt; (iv) and v); “(” :-)", ""), ("(a", "("), ("bread)", ")"), ("(a]", "](")],
)
def test_brackets_without_a_partner(text: str, alone: str) -> None:
    """The label of a list needs none."""
    assert "".join(each.mark for each in unpaired_brackets(text)) == alone


@given(st.text(alphabet="as .“”‘’\"'()[]", max_size=40))
def test_marks_are_found_once_where_they_stand(text: str) -> None:
    """Every place holds the mark, and none is given twice."""
    for unpaired in (unpaired_quotes, unpaired_brackets):
        found = list(unpaired(text))
        assert all(text[each.at] == each.mark for each in found)
        assert len({each.at for each in found}) == len(found)


def test_a_quotation_of_several_paragraphs_is_closed_once() -> None:
    """Each opens anew; if one does not, the mark before it has no partner."""
    assert marked("“One.\n\n“Two.\n\n“Three.”", "quotes-unmatched") == []
    assert marked("“One.\n\nTwo.\n\n“Three.”", "quotes-unmatched") == ["“"]


@pytest.mark.parametrize(("quotes", "after"), [("double", "“Bread” and Ann’s"), ("single", "‘Bread’ and Ann’s")])
def test_marks_of_the_title_page_take_the_form_of_the_text(quotes: str, after: str) -> None:
    """Straight marks of pamphlet.toml become what `quotes` says; apostrophes are apostrophes."""
    toml = f'title = """"Bread" and Ann\'s"""\nauthors = [\'Jane Doe\']\ndate = 2024-01-21\nquotes = \'{quotes}\'\n'
    found = findings("Bread.", "quotes-straight", toml)
    assert after in mended(toml, found, certain=True)


def test_a_bracket_may_be_closed_in_the_next_paragraph() -> None:
    """There and not later; one behind a backslash needs no partner."""
    assert marked("(One.\n\nTwo.) And \\(three.", "brackets-unmatched") == []
    assert marked("(One.\n\nTwo.\n\nThree.)", "brackets-unmatched") == ["(", ")"]


def test_house_words_settle_what_is_written_two_ways() -> None:
    """What the house names is neither a variant nor misspelt."""
    text = "The Party and the Party, the party and the party; co-op and coop."
    assert len(marked(text, "form-capital")) == len(marked(text, "form-hyphen")) == 1
    house = TOML + '[house.words]\nparty = []\nco-op = "coop"\n'
    assert marked(text, "form-capital", house) == marked(text, "form-hyphen", house) == []
    assert marked(text, "form-house", house) == ["coop"]


def test_the_spelling_that_the_house_names_is_the_usual_one() -> None:
    """However rare it is in the text."""
    text = "They organise, realise and recognize."
    assert marked(text, "form-ise", TOML + '[house]\nspelling = "-ize"\n') == ["organise", "realise"]


def test_no_dictionary_is_said_plainly() -> None:
    """A language that no machine has a dictionary of."""
    with pytest.raises(SpellerAbsent, match="no dictionary of `tlh` on this machine") as absent:
        find_speller("tlh")
    assert "hunspell-tlh" in absent.value.hint
    assert findings("Bread.", "spelling", TOML + 'language = "tlh"\n')[0].message.startswith(
        "spelling cannot be checked"
    )


def test_rules_that_are_not_usual_stay_off() -> None:
    """They are asked only where someone names them."""
    unusual = {rule.slug for rule in RULES if not rule.usual}
    assert {"spelling", "space-breaking"} <= unusual
    folder = MemoryFolder({"pamphlet.toml": TOML, CHAPTER: "Dr Roe reecieves bread."})
    manuscript = read_manuscript(folder, Diagnostics())
    assert manuscript is not None
    assert not {finding.slug for finding in check(manuscript, folder, EVERYTHING)} & unusual
