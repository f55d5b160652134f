"""Note references become numbered calls, and the notes that they call are gathered in that order."""

from __future__ import annotations

from collections.abc import Mapping

from pamphlet.apparatus.parts import NoteGroup, NumberedNote
from pamphlet.manuscript.document import Inline, Note, NoteCall, NoteReference
from pamphlet.manuscript.traversal import descend


class Numberer:
    """Numbers notes through the whole pamphlet in the order of their first calls.

    A call of a note that is not defined is dropped here: the desk has reported it as an error.
    """

    def __init__(self, notes: Mapping[str, Note]) -> None:
        """Number these notes, given by their labels."""
        self._notes = notes
        self._numbers: dict[str, int] = {}
        self._calls: dict[str, list[str]] = {}
        self._groups: list[tuple[str, tuple[Inline, ...], list[str]]] = []

    def begin(self, identity: str, title: tuple[Inline, ...]) -> None:
        """A part begins: the notes first called in it stand under its title."""
        self._groups.append((identity, title, []))

    def words(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The words with their note calls numbered."""
        return tuple(self._numbered(node) for node in inlines if not self._undefined(node))

    def head(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Notes called in a head count like any other."""
        return self.words(inlines)

    def _undefined(self, node: Inline) -> bool:
        return isinstance(node, NoteReference) and node.label not in self._notes

    def _numbered(self, node: Inline) -> Inline:
        if not isinstance(node, NoteReference):
            return descend(node, self.words)
        if node.label not in self._numbers:
            self._numbers[node.label] = len(self._numbers) + 1
            self._groups[-1][2].append(node.label)
        calls = self._calls.setdefault(node.label, [])
        call = NoteCall(number=self._numbers[node.label], occurrence=len(calls) + 1, span=node.span)
        calls.append(call.id)
        return call

    def groups(self) -> tuple[NoteGroup, ...]:
        """The notes called so far, gathered under the titles of the parts that called them first."""
        return tuple(
            NoteGroup(id=identity, title=title, notes=tuple(self._note(label) for label in labels))
            for identity, title, labels in self._groups
            if labels
        )

    def _note(self, label: str) -> NumberedNote:
        note = self._notes[label]
        return NumberedNote(
            number=self._numbers[label], blocks=note.blocks, calls=tuple(self._calls[label]), span=note.span
        )
