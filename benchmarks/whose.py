"""A build becomes a table of whose its processor time was: ours, the layout engine's, another library's.

Every few milliseconds of processor time, each Python process of the build notes who is at work: the innermost function
that is not of Python's own library (`whose_hook/sitecustomize.py`).  Machine code counts for the library that calls it,
so Pango counts for WeasyPrint.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Mapping
from operator import itemgetter
from pathlib import Path

from measuring import pamphlet, run
from sections import ROOT, grid

HOOK = Path(__file__).with_name("whose_hook")
_LEAST = 0.01
"""Whoever took a smaller share stands under `others`."""
_WHAT_FOR = {
    "brotli": "fonts of the ebook and the web page, made small",
    "markupsafe": "templates",
    "not accounted for": "Python: what falls between two notes, and its end",
    "pamphlet": "ours: reading, checking, templates, page map, words on the page, tags, sheets, covers",
    "weasyprint": "the layout engine, with Pango: styles, lines, pages, drawing",
    "pydyf": "the layout engine: writing the PDF",
    "tinycss2": "the layout engine: reading style sheets",
    "cssselect2": "the layout engine: which rule is for which element",
    "tinyhtml5": "the layout engine: reading HTML",
    "cffi": "the layout engine: how it calls Pango",
    "pycparser": "the layout engine: how it calls Pango",
    "pyphen": "the layout engine: where words may be divided",
    "fontTools": "fonts: cut to size, and to the characters that are used",
    "uharfbuzz": "fonts: cut to size, and to the characters that are used",
    "fontpkg": "where the fonts are",
    "pikepdf": "PDF read and written: finishing, tags, imposition, preflight",
    "pypdfium2": "PDF read back: words on the page, preflight",
    "pypdfium2_raw": "PDF read back: words on the page, preflight",
    "PIL": "pictures",
    "lxml": "EPUB and web page: reading and writing XML",
    "ebooklib": "the EPUB put together",
    "jinja2": "templates",
    "markdown_it": "reading Markdown",
    "tomlkit": "reading TOML",
    "tree_sitter": "reading TOML with places",
    "typer": "the command line",
    "rich": "the command line",
    "loading modules": "Python: finding and loading modules, ours and others'",
    "starting Python": "Python, before the program begins",
}


def taken(manuscript: Path, scratch: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """Whose the processor time of `build all` was, in s, most first; the folder for scratch must be there."""
    accounts = scratch / "accounts"
    accounts.mkdir()
    path = os.pathsep.join(filter(None, (str(HOOK), environment.get("PYTHONPATH", ""))))
    told = {"PAMPHLET_WHOSE": str(accounts), "PAMPHLET_OURS": str(ROOT / "pamphlet"), "PYTHONPATH": path}
    cost = run(pamphlet("build", "all", "-m", manuscript, "-o", scratch / "out"), {**environment, **told})
    found: defaultdict[str, float] = defaultdict(float)
    for account in accounts.glob("*.json"):
        for owner, seconds in json.loads(account.read_text(encoding="utf-8")).items():
            found[owner] += seconds
    found["not accounted for"] = max(0.0, cost.processor - sum(found.values()))
    return dict(sorted(found.items(), key=itemgetter(1), reverse=True))


def gathered(found: Mapping[str, float]) -> dict[str, float]:
    """The same with small shares gathered under `others`, at the end."""
    whole = sum(found.values())
    large = {owner: seconds for owner, seconds in found.items() if seconds >= _LEAST * whole}
    return {**large, "others": whole - sum(large.values())}


def whose_table(found: Mapping[str, Mapping[str, float]]) -> str:
    """A table of whose time it was, by the names of the manuscripts."""
    parts = {name: gathered(each) for name, each in found.items()}
    owners = dict.fromkeys(owner for each in parts.values() for owner in each if owner != "others")
    rows = [
        (owner, *(_share(each, owner) for each in parts.values()), _WHAT_FOR.get(owner, ""))
        for owner in (*owners, "others")
    ]
    return grid(("whose", *parts, "what for"), rows)


def _share(found: Mapping[str, float], owner: str) -> str:
    seconds = found.get(owner, 0.0)
    return f"{seconds:.2f} s, {seconds / sum(found.values()):.0%}" if seconds else ""
