"""Names in the text become mentions of persons; the first in each chapter links to the fates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pamphlet.diagnostics import Span
from pamphlet.manuscript.document import NOT_A_PERSON, Inline, Link, Mention, NoteReference, Person, PersonTag, Text
from pamphlet.manuscript.names import folded, names_pattern, owners
from pamphlet.manuscript.traversal import descend, inline_nodes


class Recogniser:
    """Finds persons in one part of the text after the other and gives each mention its id.

    A form that two persons claim is left alone: the desk has reported it.
    """

    def __init__(self, persons: tuple[Person, ...]) -> None:
        """Prepare for the persons of a pamphlet."""
        self._persons = {person.key: person for person in persons}
        self._pattern = names_pattern(persons)
        self._owners = {form: keys[0] for form, keys in owners(persons).items() if len(keys) == 1}
        self._numbers: Counter[str] = Counter()
        self._seen: set[str] = set()
        self._links = True
        self.found: list[Mention] = []

    def begin(self, *, links: bool = True, besides: Iterable[str] = ()) -> None:
        """A new part begins: with links, each person's first mention in it leads to the entry.

        Those given as `besides` get no link in it, as in their own entry.
        """
        self._seen = set(besides)
        self._links = links
        self.found = []

    def words(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The words with persons marked, in the order of reading."""
        return tuple(self._marked(inlines, links=True))

    def head(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Heads name nobody, for a link in a head belongs to the contents: only the author's tags go."""
        return tuple(_untagged(inlines))

    def _marked(self, inlines: tuple[Inline, ...], *, links: bool) -> Iterator[Inline]:
        run: list[Text] = []
        for node in inlines:
            if isinstance(node, Text):
                run.append(node)
                continue
            yield from self._in_run(run, links=links)
            run = []
            yield from self._other(node, links=links)
        yield from self._in_run(run, links=links)

    def _other(self, node: Inline, *, links: bool) -> Iterator[Inline]:
        match node:
            case PersonTag():
                yield from self._tagged(node, links=links)
            case Link():
                yield descend(node, lambda inner: tuple(self._marked(inner, links=False)))
            case _:
                yield descend(node, lambda inner: tuple(self._marked(inner, links=links)))

    def _tagged(self, tag: PersonTag, *, links: bool) -> Iterator[Inline]:
        """Words of which the author says who they are; with a link of their own they are not another."""
        words = tuple(_untagged(tag.children))
        if tag.key == NOT_A_PERSON:
            yield from words
        else:
            taken = any(isinstance(node, Link | NoteReference) for node in inline_nodes(words))
            yield self._mention(tag.key, words, tag.span, links=links and not taken)

    def _in_run(self, run: list[Text], *, links: bool) -> Iterator[Inline]:
        """Words side by side, which a line end or a dash may have parted into several nodes."""
        text = "".join(node.text for node in run)
        done = 0
        for found in self._pattern.finditer(text) if self._pattern else ():
            key = self._owners.get(folded(found[0]))
            if key is None:
                continue
            yield from _cut(run, done, found.start())
            words = tuple(_cut(run, found.start(), found.end()))
            yield self._mention(key, words, words[0].span, links=links)
            done = found.end()
        yield from _cut(run, done, len(text))

    def _mention(self, key: str, children: tuple[Inline, ...], span: Span, *, links: bool) -> Mention:
        self._numbers[key] += 1
        person = self._persons.get(key)
        entry = person.entry if person and links and self._links and key not in self._seen else ""
        if entry:
            self._seen.add(key)
        mention = Mention(key=key, id=f"named-{key}-{self._numbers[key]}", entry=entry, children=children, span=span)
        self.found.append(mention)
        return mention


class Untagger:
    """Names nobody, and takes the author's tags away, which nothing later knows."""

    def words(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The words without tags."""
        return tuple(_untagged(inlines))

    def head(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The same in a head."""
        return self.words(inlines)


def _untagged(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Words without the tags that say who is meant."""
    for node in inlines:
        if isinstance(node, PersonTag):
            yield from _untagged(node.children)
        else:
            yield descend(node, lambda inner: tuple(_untagged(inner)))


def _cut(run: list[Text], start: int, end: int) -> Iterator[Text]:
    """The part of words side by side between two offsets, as nodes with their own places."""
    offset = 0
    for node in run:
        first, last = max(start - offset, 0), min(end - offset, len(node.text))
        if first == 0 and last == len(node.text):
            yield node
        elif first < last:
            yield Text(text=node.text[first:last], span=node.span.within(first, last))
        offset += len(node.text)
