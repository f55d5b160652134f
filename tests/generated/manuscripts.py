"""Chance becomes manuscripts: whole ones, of which it is known what each edition must show, word by word.

Every word is a marker that stands nowhere else (`qbreadbcdx`): so what an edition shows can be told apart, counted and
put in order by whoever reads it back, without asking the program what it meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from hypothesis import strategies as st

from pamphlet.press.words_on_page import squeezed

_MARKER = re.compile("q[^qx]+x")
_SERIAL = "bcdfghjklmnprstvwz"

_WITHIN = (
    ("", ""), ("", ""), ("bread", "bread"), ("ffi", "ffi"), ("flour", "flour"), ("rye-flour", "rye-flour"),
    ("don't", "don’t"), ("’s", "’s"), ("1917–18", "1917–18"), ("a--b", "a–b"), ("so...", "so…"), ("&amp;", "&"),
    ("\\*", "*"), ("a\\_b", "a_b"), ("élève", "élève"), ("straße", "straße"), ("хлеб", "хлеб"), ("Ünder", "Ünder"),
    ("£2", "£2"), ("km²", "km²"), ("(1)", "(1)"), ("a/b", "a/b"), ("incomprehensible", "incomprehensible"),
)  # fmt: skip
"""What is within a word, as it is written and as it is shown: set as a ligature, divided, escaped, exchanged."""

_PLAIN = ("", "bread", "ffi", "rye")

_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="{}mm"><rect width="90" height="20"/></svg>'
PICTURES: Mapping[str, bytes] = {
    "images/map.svg": _DRAWING.format(9).encode(),
    "images/a mill.svg": _DRAWING.format(30).encode(),
}

Block = Callable[["_Scribe", int], str]


def markers_in(text: str) -> list[str]:
    """The markers in a text that was read back, in order; where lines and pages end does not matter."""
    return _MARKER.findall(squeezed(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A manuscript as its files, and the markers of its text in the order of reading.

    Those that are `repeated` may be shown again: in contents and running heads, at the top of a table's next page, in
    the index of names.  `around` are those of covers and imprint.
    """

    files: Mapping[str, str | bytes]
    markers: tuple[str, ...]
    repeated: frozenset[str]
    around: frozenset[str]


class _Scribe:
    """Writes Markdown as hypothesis draws it, and takes down every marker where it will be read."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text: list[str] = []
        self.repeated: set[str] = set()
        self.notes: list[tuple[str, str, tuple[str, ...]]] = []
        self.names: list[tuple[str, str]] = []
        self.heads: list[str] = []
        self._made = 0
        self._calls = False

    def among(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def perhaps(self) -> bool:
        return self.draw(st.booleans())

    def times(self, least: int, most: int) -> range:
        return range(self.draw(st.integers(least, most)))

    @contextmanager
    def elsewhere(self) -> Iterator[list[str]]:
        """What is written in this stretch is not read here."""
        before, self.text = self.text, []
        try:
            yield self.text
        finally:
            self.text = before

    @contextmanager
    def shown_again(self) -> Iterator[None]:
        """What is written in this stretch may be shown a second time."""
        start = len(self.text)
        yield
        self.repeated.update(self.text[start:])

    @contextmanager
    def calling(self) -> Iterator[None]:
        """In this stretch notes may be called."""
        self._calls = True
        yield
        self._calls = False

    # Words

    def marker(self, *within: tuple[str, str]) -> str:
        written, shown = self.draw(st.sampled_from(within))
        number, serial = self._made, ""
        self._made += 1
        for _ in range(3):
            number, digit = divmod(number, len(_SERIAL))
            serial += _SERIAL[digit]
        self.text.append(squeezed(f"q{shown}{serial}x"))
        return f"q{written}{serial}x"

    def word(self) -> str:
        return self.marker(*_WITHIN)

    def plain(self) -> str:
        """A word that is the same in any kind of file."""
        return self.marker(*((text, text) for text in _PLAIN))

    def words(self, most: int = 4) -> str:
        return " ".join(self.word() for _ in self.times(1, most))

    def run(self, depth: int = 0) -> str:
        """Words with marks, which may stand in one another."""
        return " ".join(self._piece(depth) for _ in self.times(1, 4))

    def _piece(self, depth: int) -> str:
        kind = self.among(
            "", "", "", "*{}*", "**{}**", "[{}]{{.smallcaps}}", "[{}]{{lang=fr}}", "[{}](https://example.org/?a=1&b=2)",
            '"{}"', "'{}'", "link", "code", "call", "name", "tag", "address", "break", "[{}]{{.missing-address}}",
        )  # fmt: skip
        linked = depth > 0  # a link cannot stand in another, and marks of one kind would close each other
        match kind:
            case "call" if self._calls and not linked:
                return f"{self.word()}{self.call()}"
            case "name" if self.names and not linked:
                name, marker = self.draw(st.sampled_from(self.names))
                self.text.append(marker)
                return name
            case "tag" if self.names and not linked:
                return f"[{self.words(2)}]{{person=none}}"
            case "link" if self.heads and not linked:
                return f"[{self.words(2)}](#{self.draw(st.sampled_from(self.heads))})"
            case "code":
                return f"`{self.plain()}`"
            case "address" if not linked:
                return f"<https://example.org/{self.plain()}>"
            case "break" if not linked:
                return f"{self.word()}\\\n{self.word()}"
            case "" | "call" | "name" | "tag" | "link" | "address" | "break":
                return self.words()
            case _ if linked:
                return self.words()
            case _:
                return kind.format(self.words() if self.perhaps() else self.run(depth + 1))

    def call(self) -> str:
        """The call of a note, new or known."""
        if self.notes and self.draw(st.integers(0, 3)) == 0:
            return f"[^{self.draw(st.sampled_from(self.notes))[0]}]"
        self._calls = False  # a note cannot call another
        label = f"n{len(self.notes) + 1}"
        self.notes.append((label, "", ()))
        with self.elsewhere() as markers:
            text = "\n\n".join(
                [self.run(), *(self.draw(st.sampled_from(_IN_NOTES))(self, 1) for _ in self.times(0, 1))]
            )
        self.notes[int(label[1:]) - 1] = (label, text, tuple(markers))
        self._calls = True
        return f"[^{label}]"

    def defined(self) -> str:
        """The notes, as their file has them."""
        return "\n\n".join(f"[^{label}]: {_indented(text, '    ')}" for label, text, _ in self.notes)

    # Blocks

    def head(self, level: int) -> str:
        identity = f"h{len(self.heads) + 1}"
        with self.shown_again():
            line = f"{'#' * level} {self.words(2)} {{#{identity}}}"
        self.heads.append(identity)
        return line

    def blocks(self, depth: int, most: int = 3) -> str:
        """Blocks, which may hold others down to a depth of three."""
        known = _SIMPLE if depth > 2 else _BLOCKS
        return "\n\n".join(self.draw(st.sampled_from(known))(self, depth) for _ in self.times(1, most))


def _indented(text: str, by: str) -> str:
    return re.sub(r"\n(?=[^\n])", f"\n{by}", text)


def _paragraph(scribe: _Scribe, _depth: int) -> str:
    return scribe.run()


def _foreign(scribe: _Scribe, _depth: int) -> str:
    return f"[{scribe.words()}]{{lang={scribe.among('fr', 'de', 'ru-Latn')}}}"


def _code(scribe: _Scribe, _depth: int) -> str:
    return f"```\n{scribe.plain()}\n  {scribe.plain()}\n```"


def _figure(scribe: _Scribe, _depth: int) -> str:
    caption = f' "{scribe.words()}"' if scribe.perhaps() else ""
    return f"![A picture](<{scribe.among(*PICTURES)}>{caption})"


def _quotation(scribe: _Scribe, depth: int) -> str:
    inner = scribe.blocks(depth + 1, 2)
    if scribe.perhaps():
        inner += f"\n\n— {scribe.words(2)}, *{scribe.word()}*"
    return "> " + re.sub(r"\n", "\n> ", inner)


def _list(scribe: _Scribe, depth: int) -> str:
    first = scribe.draw(st.none() | st.integers(0, 12))
    items = []
    for number in scribe.times(1, 3):
        mark = "- " if first is None else f"{first + number}. "
        items.append(mark + _indented(f"{scribe.run()}\n\n{scribe.blocks(depth + 1, 1)}", " " * len(mark)))
    return scribe.among("\n", "\n\n").join(items)


def _table(scribe: _Scribe, _depth: int) -> str:
    """Of short words: a column is as wide as its longest, and a table wider than the page is refused, as it must be."""
    columns = scribe.times(1, 3)
    with scribe.shown_again():
        rows = ["|".join(scribe.plain() for _ in columns), "|".join("---" for _ in columns)]
    rows += ["|".join(scribe.plain() for _ in columns) for _ in scribe.times(1, 4)]
    return "\n".join(f"|{row}|" for row in rows)


def _definitions(scribe: _Scribe, depth: int) -> str:
    entries = (f"{scribe.words(2)}\n: {_indented(scribe.blocks(depth + 1, 2), '  ')}" for _ in scribe.times(1, 2))
    return "\n\n".join(entries)


def _verse(scribe: _Scribe, _depth: int) -> str:
    stanzas = ("\n".join(scribe.words() for _ in scribe.times(1, 3)) for _ in scribe.times(1, 2))
    language = f"{{.verse lang={scribe.among('fr', 'ru')}}}" if scribe.perhaps() else "verse"
    return f"::: {language}\n" + "\n\n".join(stanzas) + "\n:::"


def _epigraph(scribe: _Scribe, _depth: int) -> str:
    return f"::: epigraph\n{scribe.run()}\n\n— {scribe.words(2)}\n:::"


def _box(scribe: _Scribe, depth: int) -> str:
    head = f"{scribe.head(3)}\n\n" if scribe.perhaps() else ""
    fence = ":" * (8 - depth)
    return f"{fence} box\n{head}{scribe.blocks(depth + 1)}\n{fence}"


def _questions(scribe: _Scribe, depth: int) -> str:
    fence = ":" * (8 - depth)
    lines = "\n".join(f"{number + 1}. {scribe.run()}" for number in scribe.times(1, 3))
    return f"{fence} questions\n{lines}\n{fence}"


def _commented(scribe: _Scribe, _depth: int) -> str:
    return f"<!-- not to be printed -->\n\n{scribe.run()}"


def _section(scribe: _Scribe, _depth: int) -> str:
    return f"{scribe.head(2)}\n\n{scribe.run()}"


def _after_a_break(scribe: _Scribe, _depth: int) -> str:
    return f"***\n\n{scribe.run()}"


_SIMPLE: tuple[Block, ...] = (_paragraph, _foreign, _code, _verse)
_IN_NOTES: tuple[Block, ...] = (_paragraph, _paragraph, _quotation, _list)
_BLOCKS: tuple[Block, ...] = (
    _paragraph, _paragraph, _foreign, _code, _figure, _quotation, _list, _list, _table, _definitions, _verse,
    _epigraph, _box, _questions, _commented,
)  # fmt: skip
_IN_CHAPTERS: tuple[Block, ...] = (*_BLOCKS, _section, _section, _after_a_break)


def _chapter(scribe: _Scribe, *, title: bool = True) -> str:
    blocks = [scribe.head(1)] if title else []
    with scribe.calling():
        blocks.append(scribe.run())
        blocks += [scribe.draw(st.sampled_from(_IN_CHAPTERS))(scribe, 0) for _ in scribe.times(0, 5)]
    return "\n\n".join(blocks) + "\n"


def _settings(scribe: _Scribe) -> str:
    """pamphlet.toml, whose words stand on covers and imprint."""
    lines = [f'title = "{scribe.plain()} {scribe.plain()}"']
    if scribe.perhaps():
        first = f'{{ name = "Ann {scribe.plain()}", about = "{scribe.plain()}" }}'
        lines.append(f'authors = [{first}, {{ name = "Bob {scribe.plain()}" }}]')
    else:
        lines.append(f'authors = ["Ann {scribe.plain()}"]')
    chosen = (key for key in ("subtitle", "cover_line", "summary", "series", "rights") if scribe.perhaps())
    lines += [f'{key} = "{scribe.plain()} {scribe.plain()}"' for key in chosen]
    lines.append(f'language = "{scribe.among("en-GB", "en-US", "de", "fr", "ru")}"')
    lines.append(f'quotes = "{scribe.among("single", "double")}"')
    lines.append('date = 2024-01-21\nidentifier = "urn:uuid:90bb25e1-5902-478c-a78e-c6613cbbf00b"')
    imprint = ", ".join(f'{key} = "{scribe.plain()}"' for key in ("publisher", "address", "printer", "statement"))
    lines.append(f"imprint = {{ {imprint} }}")
    return "\n".join(lines) + "\n"


def _people(scribe: _Scribe) -> str:
    """fates.toml, the names in which were drawn before the chapters that use them."""
    lines = [f"introduction = '''{_called(scribe)}'''"] if scribe.perhaps() else []
    entries = []
    for number, (name, marker) in enumerate(scribe.names):
        about = [f'[[person]]\nname = "{name}"\nborn = {1800 + number}']
        if number and scribe.among("", "", "index") == "index":  # without a fate: named in the index alone
            entries.append(about)
            continue
        scribe.text.append(marker)
        about.append(f"fate = '''\n{_called(scribe)}\n\n{_called(scribe)}\n'''")
        if scribe.perhaps():
            about.append(f"source = '''{scribe.words()}'''")
        entries.append(about)
    if scribe.perhaps():
        entries.reverse()  # they are set by the alphabet
    closing = [f"closing = '''{_called(scribe)}'''"] if scribe.perhaps() else []
    return "\n".join([*lines, *closing, *(line for entry in entries for line in entry)]) + "\n"


def _called(scribe: _Scribe) -> str:
    with scribe.calling():
        return scribe.run()


def _names(scribe: _Scribe) -> None:
    with scribe.elsewhere() as markers, scribe.shown_again():
        names = [(f"Ann {scribe.plain()}", markers[-1]) for _ in scribe.times(0, 3)]
    scribe.names = sorted(names, key=lambda name: name[1])


_FRONT = ("dedication", "epigraph", "foreword", "preface")
_BACK = ("about-the-author", "chronology", "further-reading", "glossary", "letters", "questions")


def _some(scribe: _Scribe, names: tuple[str, ...]) -> list[str]:
    """Some of the names, in their order."""
    chosen = scribe.draw(st.sets(st.sampled_from(names), max_size=2))
    return [name for name in names if name in chosen]


@st.composite
def manuscripts(draw: st.DrawFn) -> Written:
    """Manuscripts in which nothing is wrong, with anything in them that the manual names."""
    scribe = _Scribe(draw)
    with scribe.elsewhere() as around, scribe.shown_again():
        files: dict[str, str | bytes] = {"pamphlet.toml": _settings(scribe), **PICTURES}
    _names(scribe)
    for name in _some(scribe, _FRONT):
        files[f"front/{name}.md"] = _chapter(scribe, title=name not in _FRONT[:2])
    for number in scribe.times(1, 3):
        files[f"body/{number + 1:02}-part.md"] = _chapter(scribe)
    for name in _some(scribe, _BACK):
        files[f"back/{name}.md"] = _chapter(scribe)
    if scribe.names:
        files["fates.toml"] = _people(scribe)
    if scribe.notes:
        files["notes.md"] = scribe.defined() + "\n"
    markers = [*scribe.text, *(marker for _, _, found in scribe.notes for marker in found)]
    repeated = frozenset(scribe.repeated)
    return Written(files=files, markers=tuple(markers), repeated=repeated, around=frozenset(around))
