"""A small manuscript for the preview: three chapters, a note, a fate."""

from __future__ import annotations

_WORDS = "The loaf was cut in two, and the talk went on till the lamps were lit in the yard below. "

SMALL: dict[str, str] = {
    "pamphlet.toml": (
        'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
        'imprint = { publisher = "Corn Street Press", address = "Leith", printer = "A. Fox, Leith" }\n'
    ),
    "body/01-flour.md": f"# Flour\n\nAnna Arkwright weighed it.[^scale]\n\n{_WORDS * 14}\n\nThe last word is hers.\n",
    "body/02-water.md": f"# Water\n\nAnna Arkwright drew it.\n\n{_WORDS * 30}\n\nShe carried it home.\n",
    "body/03-salt.md": f"# Salt\n\nThere was none, as note 1 says.\n\n{_WORDS * 20}\n",
    "notes.md": "[^scale]: On the scales of the chapel.\n",
    "fates.toml": '[[person]]\nname = "Anna Arkwright"\nfate = "She baked."\nsource = "Chapel book."\n',
}
"""Its files by name.  Chapters run on, so that they share pages."""
