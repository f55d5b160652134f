"""The fixes of findings become files with those places mended and every other byte as it was."""

from __future__ import annotations

import bisect
import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pamphlet.diagnostics import Diagnostic, Edit, Fix, Source, Span
from pamphlet.workspace import TEXT_SUFFIXES, FileProblem, Folder, decode_source, uniform_line_ends

_BYTE_ORDER_MARK = "\ufeff"
_ENDS_A_STRING = re.compile(r'["\'\\\n]')
"""What would end a string of TOML, or be an escape in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A file before and after: `name` is that in its folder, `shown` as the author knows it."""

    name: str
    shown: str
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)

    @property
    def difference(self) -> str:
        """What changes, as a unified diff."""
        before, after = (uniform_line_ends(data.decode("utf-8-sig")) for data in (self.before, self.after))
        lines = difflib.unified_diff(
            before.splitlines(keepends=True), after.splitlines(keepends=True), self.shown, f"{self.shown} (mended)"
        )
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def changes(fixes: Iterable[Fix]) -> str:
    """Each place that would be mended on a line of its own, for paragraphs are long lines."""
    edits = sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: edit.span.source.name)
    return "".join(f"{edit.span}: `{_words(edit.span)}` becomes `{edit.text}`\n" for edit in edits)


def _words(span: Span) -> str:
    return span.source.text[span.start : span.end]


def chosen_fixes(findings: Iterable[Diagnostic], slugs: frozenset[str] = frozenset()) -> tuple[Fix, ...]:
    """The fixes that are certain; where rules are named, all fixes of those and no others.

    Of two fixes that touch each other the first is taken: the other may no longer be right.
    """
    taken: dict[str, list[Edit]] = {}
    chosen = []
    for finding in findings:
        fix = finding.fix
        if fix is None or not (finding.slug in slugs if slugs else fix.certain):
            continue
        if all(_has_room(edit, taken.get(edit.span.source.name, [])) for edit in fix.edits):
            chosen.append(fix)
            for edit in fix.edits:
                taken.setdefault(edit.span.source.name, []).append(edit)
    return tuple(chosen)


def _has_room(edit: Edit, taken: list[Edit]) -> bool:
    source = edit.span.source
    if source.name.endswith(".toml") and _ENDS_A_STRING.search(edit.text):
        return False
    return all(edit.span.end < other.span.start or other.span.end < edit.span.start for other in taken)


def mend(folder: Folder, fixes: Iterable[Fix]) -> Iterator[Mended]:
    """Each file that the fixes change.  Raises FileProblem where one is no longer what was checked."""
    edits: dict[str, list[Edit]] = {}
    for edit in (edit for fix in fixes for edit in fix.edits):
        edits.setdefault(edit.span.source.name, []).append(edit)
    for shown, in_file in sorted(edits.items()):
        name = shown.removeprefix(f"{folder.label}/")
        before = folder.read_bytes(name, TEXT_SUFFIXES)
        after = with_edits(before, in_file[0].span.source, in_file)
        yield Mended(name=name, shown=shown, before=before, after=after)


def with_edits(data: bytes, source: Source, edits: Iterable[Edit]) -> bytes:
    """The bytes of a source with the edits made.  Raises FileProblem where the source was read from others.

    Byte order mark and line ends stay, for what is replaced is found in the file as it is.
    """
    if decode_source(source.name, data).text != source.text:
        raise FileProblem(f"`{source.name}` was changed in the meantime")
    text = data.decode()
    # Where a line ends in two characters, the source has one: each such end moves what follows it by one.
    pairs = [
        found.start() - number for number, found in enumerate(re.finditer("\r\n", text.removeprefix(_BYTE_ORDER_MARK)))
    ]
    mark = text.startswith(_BYTE_ORDER_MARK)
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        start, end = (at + bisect.bisect_left(pairs, at) + mark for at in (edit.span.start, edit.span.end))
        text = text[:start] + edit.text + text[end:]
    return text.encode()


def write(folder: Folder, mended: Iterable[Mended]) -> None:
    """Put the mended files in the place of the old ones.  Raises FileProblem: changed since, cannot be written."""
    for file in mended:
        if folder.read_bytes(file.name, TEXT_SUFFIXES) != file.before:
            raise FileProblem(f"`{file.shown}` was changed in the meantime")
        try:
            folder.rewrite(file.name, file.after)
        except FileProblem as problem:
            raise FileProblem(f"`{file.shown}` {problem}") from None
