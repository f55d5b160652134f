"""A law of the import: whatever a reader makes of a file, no word of it is lost on the way to the manuscript."""

from __future__ import annotations

from copy_of import copy_of, files_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pamphlet.diagnostics import Refused
from pamphlet.intake.markup.understanding import article_of
from pamphlet.intake.stocktaking import take_stock
from pamphlet.intake.words import missing_words

_WORDS = st.sampled_from(
    [
        "The price of bread rose in the spring of that year, and nobody in the town could say why it had.",
        "By Jane Doe (Leith branch)", "Corn Street", "Notes", "Further reading", "What became of them", "Sources: all",
        "Mary Poe (1799–1840) – transported.", "Jane Doe and John Roe – both hanged.", "Mary Poe: went.", "- one",
        "[1] first", "[2] second", "as they said.[1]", "again.²", "* * *", "[Read it here.]", "[sic]", "2 May 1840",
        "https://example.org/a_b", "— Jane Doe, Letters", "# head | bar ::: box", "1. one", "{x} <y> &amp; *z*", "the",
    ]
).map(lambda text: text.replace("<y>", "&lt;y&gt;"))  # fmt: skip
_INLINES = st.one_of(
    _WORDS,
    st.tuples(st.sampled_from(["em", "strong", "sup", "sub"]), _WORDS).map(lambda made: "<{0}>{1}</{0}>".format(*made)),
    _WORDS.map(lambda text: f"<a href='https://example.org/'>{text}</a>"),
    _WORDS.map(lambda text: f"<a href='a.html'>{text}</a><br/>"),
    _WORDS.map(lambda text: f"<span lang='fr'>{text}</span><a class='call' href='#n'/>"),
)
_RUNS = st.lists(_INLINES, min_size=1, max_size=3).map(" ".join)
_LINES = st.tuples(
    st.sampled_from([
        "p", "p", "p", "p", "h1", "h2", "h3", "p class='title'", "p class='subtitle'", "p class='byline'",
        "p class='date'", "p class='caption'",
    ]),
    _RUNS,
).map(lambda made: f"<{made[0]}>{made[1]}</{made[0].split()[0]}>")  # fmt: skip


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda made: f"<blockquote>{''.join(made)}</blockquote>"),
        several.map(lambda made: f"<ul>{''.join(f'<li>{each}</li>' for each in made)}</ul>"),
        several.map(lambda made: f"<aside class='box'>{''.join(made)}</aside>"),
        several.map(lambda made: f"<div class='verse'><p>one<br/>two</p></div>{''.join(made)}"),
        several.map(
            lambda made: f"<table><tr>{''.join(f'<td>{each}</td>' for each in made)}</tr><tr><td>a</td></tr></table>"
        ),
        several.map(lambda made: f"<dl>{''.join(f'<dt>Mary Poe</dt><dd>{each}</dd>' for each in made)}</dl>"),
        several.map(lambda made: f"<section class='part' data-role='chapter'>{''.join(made)}</section>"),
        several.map(lambda made: f"<figure><img src='a' alt='a'/><figcaption>one</figcaption></figure>{''.join(made)}"),
    )


_BODIES = st.lists(st.recursive(_LINES, _around, max_leaves=5), min_size=1, max_size=9).map("".join)
_NOTE = "<section class='notes'><aside class='note' id='n'><p>Said so.</p></aside></section>"


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(_BODIES)
@example("<p>[1] first</p><p>The price of bread rose in the spring of that year.</p><p>[1] first</p>")
def test_no_word_of_copy_is_lost(markup: str) -> None:
    """Every word of copy is in the manuscript, as its own reader reads it without an error, or in the account."""
    copy = copy_of(markup + _NOTE)
    try:
        article = article_of(copy)
    except Refused:
        return
    files = files_of(article)
    stock = take_stock(files, {})
    assert {finding.slug for finding in stock.findings} <= {"setting-missing", "setting-value"}, files
    missing = missing_words(copy.source, stock.texts)
    assert missing_words(" ".join(missing), [remark.words for remark in article.remarks]) == (), files
