"""An identifier that was made becomes a line of pamphlet.toml, so that the next edition keeps it.

Nothing else of the file is changed, not by a byte: comments, order and line ends stay.
"""

from __future__ import annotations

from pamphlet.diagnostics import Diagnostics
from pamphlet.manuscript.assembly import SETTINGS_FILE
from pamphlet.settings import Settings, read_settings
from pamphlet.toml_source import read_toml
from pamphlet.workspace import TEXT_SUFFIXES, FileProblem, Folder, decode_source


def keep_identifier(folder: Folder, settings: Settings, diagnostics: Diagnostics) -> None:
    """Write the identifier into pamphlet.toml if it is not there, and say so; else say what is to be written."""
    if settings.identifier_given:
        return
    line = f'identifier = "{settings.identifier}"'
    try:
        data = folder.read_bytes(SETTINGS_FILE, TEXT_SUFFIXES)
        folder.rewrite(SETTINGS_FILE, with_identifier(data, settings))
    except FileProblem as problem:
        diagnostics.warning(
            "identifier-not-kept",
            f"an identifier was made, but {SETTINGS_FILE} {problem}",
            settings.title_span,
            hint=f"write it into {SETTINGS_FILE}, so that the next edition keeps it: `{line}`",
        )
        return
    diagnostics.warning(
        "identifier-made",
        f"there was no identifier: one was made and written into {SETTINGS_FILE}",
        settings.title_span,
        hint="nothing is to be done; leave the line there, for shops and readers know the next edition by it",
    )


def with_identifier(data: bytes, settings: Settings) -> bytes:
    """The bytes of pamphlet.toml with a line more, below that of the date.

    Raises FileProblem where these are not the settings that were read, or would no longer be.
    """
    source = decode_source(settings.source.name, data)
    table = read_toml(source, Diagnostics())
    if table is None or source.text != settings.source.text:
        raise FileProblem("was changed in the meantime")
    lines = data.splitlines(keepends=True)
    number = source.position(table.span("date").end)[0]
    ending = lines[0].removeprefix(lines[0].rstrip(b"\r\n")) or b"\n"
    if not lines[number - 1].endswith((b"\r", b"\n")):
        lines[number - 1] += ending
    lines.insert(number, f'identifier = "{settings.identifier}"'.encode() + ending)
    written = b"".join(lines)
    again = read_settings(decode_source(settings.source.name, written), Diagnostics())
    if again is None or (again.identifier, again.identifier_given) != (settings.identifier, True):
        raise FileProblem("has no room for it")
    return written
