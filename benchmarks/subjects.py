"""What the speed is measured on: the sample, the article where it is at hand, and manuscripts that are made here."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import long_manuscript
from measuring import pamphlet, run
from sections import ROOT

SAMPLE, ARTICLE = "sample", "article"
_ARTICLE = Path(os.environ.get("PAMPHLET_ARTICLE", ROOT.parent / "shared" / "articles" / "new-course.txt"))
_ARTICLE_OPTIONS = ("--title", "An Article", "--date", "2024-01-21")
_AS_IT_CAME = '\n[[house.ok]]\nrule = "date-century"\nbecause = "the article is set as it came"\n'
"""For its pamphlet.toml: slips that are errors, and with which it is to be built all the same."""
_NOTE = r"(?m)^(\[\^[^\]]*\]: )"
_ANOTHER_THEME = "garamond"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A manuscript in a folder, and how many words its chapters have."""

    name: str
    folder: Path
    words: int

    def copy(self, folder: Path) -> Path:
        """A copy to be written in."""
        return Path(shutil.copytree(self.folder, folder))


def long_name(words: int) -> str:
    """What a manuscript of so many words that is made here is called."""
    return f"{words:,} words"


def words_of(name: str) -> int:
    """How many words a manuscript that is made here has by its name."""
    return int(name.partition(" ")[0].replace(",", ""))


def subject(name: str, folder: Path, environment: Mapping[str, str]) -> Subject:
    """Lay down a manuscript by its name in a folder that is not there yet."""
    if name == SAMPLE:
        shutil.copytree(ROOT / "manuscript", folder)
    elif name == ARTICLE:
        run(pamphlet("import", _ARTICLE, "--output", folder, *_ARTICLE_OPTIONS), environment)
        with (folder / "pamphlet.toml").open("a", encoding="utf-8") as settings:
            settings.write(_AS_IT_CAME)
    else:
        long_manuscript.write(folder, long_manuscript.in_proportion(words_of(name)))
    return Subject(name=name, folder=folder, words=words_in(folder))


def why_missing(name: str) -> str:
    """Why a manuscript cannot be measured here; empty where it can."""
    return f"the article is not at {_ARTICLE}" if name == ARTICLE and not _ARTICLE.is_file() else ""


def words_in(folder: Path) -> int:
    """The words of the chapters, without notes."""
    texts = (path.read_text(encoding="utf-8") for path in (folder / "body").glob("*.md"))
    return sum(len(re.sub(r"(?m)^\[\^[^\]]*\]:.*$", "", text).split()) for text in texts)


# -- what a writer does to it ----------------------------------------------------------------


def change_word(folder: Path) -> None:
    """Another word in the chapter in the middle: the next `the` becomes `that`."""
    chapters = sorted((folder / "body").glob("*.md"))
    _change(chapters[len(chapters) // 2], r" the ", " that ")


def change_note(folder: Path) -> None:
    """The first note begins with another word."""
    files = (path for path in (folder / "notes.md", *sorted((folder / "body").glob("*.md"))) if path.is_file())
    noted = next(path for path in files if re.search(_NOTE, path.read_text(encoding="utf-8")))
    _change(noted, _NOTE, r"\1Again: ")


def change_theme(folder: Path) -> None:
    """The other text face."""
    _change(folder / "pamphlet.toml", r"\A", f'theme = "{_ANOTHER_THEME}"\n')


def _change(path: Path, pattern: str, to: str) -> None:
    text, made = re.subn(pattern, to, path.read_text(encoding="utf-8"), count=1)
    if not made:
        raise ValueError(f"there is nothing to change in {path}")
    path.write_text(text, encoding="utf-8")
