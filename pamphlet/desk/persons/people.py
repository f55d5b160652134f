"""Rules on the people of fates.toml and on where the text names them."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, Span, did_you_mean, error, warning
from pamphlet.manuscript.document import NOT_A_PERSON, Inline, People, Person, PersonTag, Text
from pamphlet.manuscript.names import folded, names_pattern, owners
from pamphlet.manuscript.traversal import descend, edit_blocks, edit_section


def unknown(view: View) -> Iterator[Diagnostic]:
    """A `{person=…}` whose key no one has."""
    keys = view.document.people.by_key()
    for node in view.inlines:
        if isinstance(node, PersonTag) and node.key not in keys and node.key != NOT_A_PERSON:
            yield error(
                "person-unknown",
                f"`{node.key}` is the key of no one in fates.toml",
                node.span,
                hint=did_you_mean(node.key, keys)
                or 'give someone in fates.toml this key, or write `{person=none}` for "no person"',
            )


def claimed_twice(view: View) -> Iterator[Diagnostic]:
    """One form of a name cannot lead to two people."""
    claims: dict[str, tuple[Person, Span]] = {}
    for person in view.document.people.persons:
        for form, span in person.names:
            first, place = claims.setdefault(folded(form), (person, span))
            if form and first.key != person.key:
                yield error(
                    "name-claimed-twice",
                    f"`{form}` is a form of two names, `{first.name}` and `{person.name}`",
                    span,
                    hint=f"the other stands at {place}; leave it to one of the two, and write "
                    f"`[{form}]{{person={person.key}}}` where the text means the other",
                )


def unnamed(view: View) -> Iterator[Diagnostic]:
    """Someone whom the text never names has no page to stand on in the index."""
    named = _named(view)
    for person in view.document.people.persons:
        if person.name and person.key not in named:
            yield warning(
                "person-unnamed",
                f"`{person.name}` is never named in the text",
                person.span,
                hint="add the form that the text uses to `forms` (heads do not count), or take the person out",
            )


def sources_without_fate(view: View) -> Iterator[Diagnostic]:
    """A source is printed below a fate, so without one its words would be lost."""
    for person in view.document.people.persons:
        if person.source and not person.fate:
            host = person.together_with
            yield error(
                "source-without-fate",
                f"`{person.name}` has a source but no `fate`, so it would not be printed",
                person.source[0].span,
                hint=f"write it in the entry of `{host}`" if host else "write the `fate`, or take the source out",
            )


def _named(view: View) -> set[str]:
    """The keys of all who are named in the text, in a note, or in an entry that is not their own."""
    document = view.document
    listener = _Listener(document.people)
    for section in document.sections:
        edit_section(section, listener)
    for note in document.notes:
        edit_blocks(note.blocks, listener)
    edit_blocks((*document.people.introduction, *document.people.closing), listener)
    named = set(listener.heard)
    for person in document.people.persons:
        listener.heard.clear()
        edit_blocks((*person.fate, *person.source), listener)
        guests = {other.key for other in document.people.persons if other.together_with == person.key}
        named |= listener.heard - guests - {person.key}
    return named


class _Listener:
    """An editor that changes nothing and keeps who is named, as the apparatus will mark it."""

    def __init__(self, people: People) -> None:
        self.heard: set[str] = set()
        self._pattern = names_pattern(people.persons)
        self._owners = owners(people.persons)

    def words(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        run = ""
        for node in inlines:
            if isinstance(node, Text):
                run += node.text
                continue
            self._hear(run)
            run = ""
            self._enter(node)
        self._hear(run)
        return inlines

    def head(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return inlines

    def _enter(self, node: Inline) -> None:
        if isinstance(node, PersonTag):
            self.heard.add(node.key)
        else:
            descend(node, self.words)

    def _hear(self, run: str) -> None:
        for found in self._pattern.finditer(run) if self._pattern else ():
            self.heard.update(self._owners[folded(found[0])])


RULES = (
    Rule(slug="name-claimed-twice", severity=Severity.ERROR, find=claimed_twice, binding=True),
    Rule(slug="source-without-fate", severity=Severity.ERROR, find=sources_without_fate, binding=True),
    Rule(slug="person-unknown", severity=Severity.ERROR, find=unknown, binding=True, needs_whole=True),
    Rule(slug="person-unnamed", severity=Severity.WARNING, find=unnamed, needs_whole=True),
)
