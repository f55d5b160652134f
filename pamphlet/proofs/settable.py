"""A manuscript with errors becomes one that can be set: what an error leaves without a page is left out."""

from __future__ import annotations

from dataclasses import replace

from pamphlet.manuscript.assembly import Manuscript
from pamphlet.manuscript.document import Block, Figure, Inline, NoteReference, Section
from pamphlet.manuscript.picture import Picture
from pamphlet.manuscript.pictures import read_picture
from pamphlet.manuscript.traversal import blocks_within, descend, edit_blocks, edit_section

_CROSS = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60">'
    b'<path d="M1 1h118v58h-118zl118 58m0-58l-118 58" fill="none" stroke="#000"/></svg>'
)
"""What stands for a picture that is not there."""


def settable(manuscript: Manuscript) -> Manuscript:
    """The same without calls of notes where none can stand, and with a crossed box for each picture that is missing.

    The desk has reported all of these as errors.
    """
    document = manuscript.document
    silent = _WithoutCalls()
    notes = tuple(replace(note, blocks=edit_blocks(note.blocks, silent)) for note in document.notes)
    fill = tuple((_silenced(part, silent), span) for part, span in document.fill)
    blocks = [block for section in document.sections for block in section.blocks]
    blocks += [block for person in document.people.persons for block in (*person.fate, *person.source)]
    blocks += [
        *document.people.introduction,
        *document.people.closing,
        *(each for note in notes for each in note.blocks),
    ]
    images = {**_crosses(blocks), **document.images}
    return replace(manuscript, document=replace(document, notes=notes, fill=fill, images=images))


class _WithoutCalls:
    """An editor that takes out calls of notes."""

    def words(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(descend(node, self.words) for node in inlines if not isinstance(node, NoteReference))

    def head(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return self.words(inlines)


def _silenced(part: Section | str, silent: _WithoutCalls) -> Section | str:
    return edit_section(part, silent) if isinstance(part, Section) else part


def _crosses(blocks: list[Block]) -> dict[str, Picture]:
    return {block.image: read_picture(_CROSS) for block in blocks_within(blocks) if isinstance(block, Figure)}
