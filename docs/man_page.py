"""The help of every command becomes the man page docs/pamphlet.1: run it after a change of what a command takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from pamphlet import __version__
from pamphlet.cli.main import app

PAGE = Path(__file__).with_name("pamphlet.1")

_FRAME = f"""\
.TH PAMPHLET 1 "" "pamphlet {__version__}" "User Commands"
.SH NAME
pamphlet \\- one manuscript becomes stapled booklets and the same pamphlet for phones
.SH SYNOPSIS
.B pamphlet
[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGS\\fR]...
.SH DESCRIPTION
"""
_END = """\
.SH EXIT STATUS
.TP
.B 0
done; there may be warnings
.TP
.B 1
the manuscript or the file has errors
.TP
.B 2
the command was not understood
.TP
.B 3
something is missing on this machine, or cannot be written; \\fBpamphlet doctor\\fR says what
.SH ENVIRONMENT
.TP
.B SOURCE_DATE_EPOCH
the time, in seconds since 1970, that the files which are made carry
.TP
.B NO_COLOR
if it is set to anything, no colours are used
"""


def man_page() -> str:
    """The page, in the macros of man(7): every command, with its arguments and its options."""
    root: Any = typer.main.get_command(app)
    context = root.make_context("pamphlet", [], resilient_parsing=True)
    commands = "".join(_command(context, root.get_command(context, name)) for name in root.list_commands(context))
    about = f"{_text(root.help)}\n.PP\n{_text(root.epilog)}\n.SH OPTIONS\n{_options(context, root)}"
    return f"{_FRAME}{about}.SH COMMANDS\n{commands}{_END}"


def _command(above: Any, command: Any) -> str:
    """A command under a head of its own, and those below it likewise."""
    context = type(above)(command, info_name=command.name, parent=above)
    usage = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")
    told = "\n.PP\n".join(map(_text, re.split(r"\n\s*\n", command.help or "")))
    text = (
        f".SS {_escaped(context.command_path)} {_escaped(usage)}".rstrip() + f"\n{told}\n{_options(context, command)}"
    )
    below = command.list_commands(context) if hasattr(command, "list_commands") else ()
    return text + "".join(_command(context, command.get_command(context, name)) for name in below)


def _options(context: Any, command: Any) -> str:
    return "".join(_records(context, command))


def _records(context: Any, command: Any) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and "--help" not in parameter.opts:
            yield f".TP\n.B {_escaped(record[0])}\n{_text(record[1])}\n"


def _text(text: str) -> str:
    """A paragraph: what stands in backquotes is set in bold; no line is taken for a macro."""
    words = _escaped(" ".join(text.split()))
    return re.sub(r"`([^`]+)`", r"\\fB\1\\fR", words)


def _escaped(text: str) -> str:
    """What troff shows as it stands; it has no ellipsis where the locale has none."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return re.sub(r"^([.'])", r"\\&\1", plain)


if __name__ == "__main__":
    PAGE.write_text(man_page(), encoding="utf-8")
