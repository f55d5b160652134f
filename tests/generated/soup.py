"""Chance becomes any text at all, made of what means something in a manuscript and of what should not be there."""

from __future__ import annotations

import re

from hypothesis import strategies as st

MARKS = (
    "*", "**", "_", "`", "```\n", "\n```\n", "[", "]", "(", ")", "![", "{", "}", "<", ">", "\\", "|", "#", "&", ":",
    "'", '"', "--", "---", "...", "\n", "\n\n", "\n    ", "\n  ", "  \n", "\\\n", "\t", " ", "\n> ", "> ", "\n- ", "- ",
    "\n1. ", "\n# ", "## ", "\n===\n", "\n---\n", "\n***\n", "\n: ", "\n|-|-|\n", "\\|", "\\*", "[^x]", "\n[^x]: ",
    "[^", "\n::: verse\n", "\n::: box\n", "\n:::\n", "\n:::: box\n", "\n::::\n", "::: foo", "{#id}", "{.smallcaps}",
    "{person=a}", "{lang=fr}", "{=", "<b>", "</i>", "<div>\n", "http://x.y", "<http://x.y>", "&amp;", "&#0;",
    "&#xD800;",
)  # fmt: skip
ODDITIES = ("\x00", "\x0b", "\x0c", "\x1b", "\x85", "\u00a0", "\u2028", "\u202e", "\ufeff", "é", "𓀀", "’", "—", "'30s")
FRAMES = (
    "| W | W |\n|-|-|\n| W | W |\n", "\n| W | W | W |\n", "W | W\n--|--\nW\n", "\n[W]: W\n", '\n[foo]: W "W"\n',
    "[foo]", '[W](W "W")', "[W][foo]", "[W](W)", "\n[^x]: W\n\n    W\n", "W\n: W\n\n    W\n", "\n::: verse\nW\n:::\n",
    "`W`", "\n``` W W\nW\n```\n", '![W](W "W")', '\n\n![W](W "W")\n\n', "# W {#W}\n", "[W]{person=W}", "{W}", "&W;",
    "<W>", '<W W="W">', "\n> W\nW\n", "- W\n  W\n\n  W\n", "\\W", "W\n===\n", "\n    W\n",
)  # fmt: skip

pieces = st.sampled_from((*MARKS, *ODDITIES, "word", "one two ", "Ann Lee "))
other_pieces = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=3)  # as sources are
nasty_texts = st.lists(pieces | other_pieces, max_size=14).map("".join)


def numbered(text: str) -> str:
    """The text with every W a word of its own, from w1w on."""
    counter = iter(range(1, 1000))
    return re.sub("W", lambda _: f"w{next(counter)}w", text)


texts_of_words = (
    st.lists(st.sampled_from((*MARKS, *FRAMES, *(("W", "W ") * 10))), max_size=9).map("".join).map(numbered)
)

_TOML = (
    "title", "authors", "name", "date", "language", "person", "fate", "born", "forms", "key", "imprint", "order", "ok",
    "house", "rule", "editions", "epub", "paper", "trim", "branch", "web", "copies", "=", " = ", ".", ",", "\n",
    "\n[", "]\n", "\n[[", "]]\n", "[", "]", "{", "}", '"', '""', '"""', "'", "'''", '"Bread"', "'*Bread*[^a]'", "true",
    "1", "-1", "1e400", "nan", "2024-01-21", "2024-01-21T10:00:00Z", '"A5"', '"one.md"', "#", "\\u0000", "é", "\x00",
)  # fmt: skip
_TOML_LINES = (
    'title = "Bread"\n', 'authors = ["Jane Doe"]\n', "date = 2024-01-21\n", '[[person]]\nname = "Ann Lee"\n',
    'fate = "Hanged."\n', 'forms = ["Ann"]\n', "born = 1900\n", 'together_with = "ann-lee"\n', "[imprint]\n",
    'publisher = "P"\n', "[order]\n", 'body = ["a.md"]\n', "[editions.booklet]\n", "signature = 8\n", "[house]\n",
    'ok = [{ rule = "html", because = "x" }]\n', "[paper]\ncaliper = 0.1\n", "[[printing.postage]]\nup_to = 1\n",
)  # fmt: skip
toml_texts = st.lists(st.sampled_from((*_TOML, *_TOML_LINES * 2)) | other_pieces, max_size=14).map("".join)
"""What may stand in pamphlet.toml and fates.toml by mistake."""

_NEEDED = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
_TOMLS = ("pamphlet.toml", "fates.toml")
_CHAPTERS = ("body/a.md", "body/b.md", "front/epigraph.md", "back/chronology.md", "notes.md")
folders = st.builds(
    lambda settings, tomls, chapters: {"pamphlet.toml": settings + tomls.pop("pamphlet.toml", ""), **tomls, **chapters},
    st.sampled_from((_NEEDED, _NEEDED, _NEEDED, "")),
    st.dictionaries(st.sampled_from(_TOMLS), toml_texts),
    st.dictionaries(st.sampled_from(_CHAPTERS), nasty_texts | st.binary(max_size=30), max_size=3),
)
"""The files of manuscripts in which anything may be wrong."""
