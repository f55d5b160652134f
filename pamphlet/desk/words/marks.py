"""Rules on marks of Markdown: brackets without words, languages, what would be printed as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, Span, error
from pamphlet.manuscript.document import Foreign, Link, MissingLink, PersonTag, SmallCaps, Text
from pamphlet.manuscript.traversal import inline_nodes, plain_text

_LANGUAGE_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}"  # language, and what extends it: zh-yue
    r"(-[a-z]{4})?"  # script: sr-Latn
    r"(-([a-z]{2}|\d{3}))?"  # region: en-GB, es-419
    r"(-([a-z\d]{5,8}|\d[a-z\d]{3}))*"  # variants: de-1901, ru-petr1708
    r"(-[a-wyz\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?",  # extensions, private use
    re.IGNORECASE,
)
"""RFC 5646, section 2.1, without the long language subtags that it allows and no one has registered."""

_STRAY = re.compile(r"\]\(|\]\[|\] ?\{|\{[#.]\w+\}|\{(?:person|lang)\s*=")
"""What is left of a link or a tag that was not one; labels of notes have a rule of their own."""

_TAGS = {
    "english": "en", "french": "fr", "german": "de", "greek": "el", "italian": "it", "latin": "la", "polish": "pl",
    "portuguese": "pt", "russian": "ru", "spanish": "es", "ukrainian": "uk", "welsh": "cy", "yiddish": "yi",
}  # fmt: skip


def empty(view: View) -> Iterator[Diagnostic]:
    """Brackets or a head with no words in them: whatever they are for would not be seen."""
    for node in view.inlines:
        if isinstance(node, Link | MissingLink | PersonTag | Foreign | SmallCaps) and not _has_words(node):
            yield error(
                "words-empty",
                "there are no words between these brackets",
                node.span,
                hint="write the words that are to be read, or delete it",
            )
    for head in view.heads():
        if not plain_text(head.children).strip():
            yield error("words-empty", "this head has no words", head.span, hint="write it, or delete the line")


def stray_marks(view: View) -> Iterator[Diagnostic]:
    """Marks of Markdown that were not understood as such, and would be printed."""
    for run in (*view.text_runs, *view.note_runs):
        texts = [node for node in inline_nodes(run.children) if isinstance(node, Text)]
        for found in _STRAY.finditer("".join(_as_written(text) for text in texts)):
            yield error(
                "marks-stray",
                f"`{found[0]}` would be printed as it stands",
                _place(texts, found),
                hint="a link holds words, no note and no tag; nothing stands between `]` and what follows it; "
                "for the sign itself put a backslash before it",
            )


def language_tags(view: View) -> Iterator[Diagnostic]:
    """A language that no hyphenation and no reading voice will know."""
    for node in view.inlines:
        if isinstance(node, Foreign):
            yield from _language_tag(node.language, node.span)
    for division in view.divisions():
        if division.language:
            yield from _language_tag(division.language, division.span)


def _language_tag(written: str, span: Span) -> Iterator[Diagnostic]:
    if not _LANGUAGE_TAG.fullmatch(written):
        tag = _TAGS.get(written.casefold(), "")
        yield error(
            "language-tag",
            f"`{written}` is no language tag",
            span,
            hint=f"write `{{lang={tag}}}`" if tag else "write a tag like `fr`, `de` or `ru-Latn`",
        )


def _as_written(text: Text) -> str:
    """Words that stand in the file letter by letter; of others, which were escaped, only their length."""
    written = text.span.source.text[text.span.start : text.span.end]
    return text.text if written == text.text else " " * len(text.text)


def _place(texts: list[Text], found: re.Match[str]) -> Span:
    """Where something found in the texts, put one behind the other, stands in the file."""
    offset = 0
    for text in texts:
        if found.start() < offset + len(text.text):
            return text.span.within(found.start() - offset, found.end() - offset)
        offset += len(text.text)
    return texts[-1].span


def _has_words(node: Link | MissingLink | PersonTag | Foreign | SmallCaps) -> bool:
    return bool(plain_text(node.children).strip())


RULES = (
    Rule(slug="words-empty", severity=Severity.ERROR, find=empty, binding=True),
    Rule(slug="language-tag", severity=Severity.ERROR, find=language_tags, binding=True),
    Rule(slug="marks-stray", severity=Severity.ERROR, find=stray_marks, binding=True),
)
