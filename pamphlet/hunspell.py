"""The files of a Hunspell dictionary become a speller; imported only where the library is installed."""

from __future__ import annotations

from io import StringIO, TextIOBase
from itertools import islice
from pathlib import Path

from spylls import hunspell
from spylls.hunspell.readers import FileReader, read_aff, read_dic

from pamphlet import dictionaries

FOLDERS = (*dictionaries.FOLDERS, Path(hunspell.__file__).parent / "data" / "en")
"""Where dictionaries stand on this machine, and the one of American English that comes with the library."""

_MOST_SUGGESTIONS = 2


class Dictionary:
    """A dictionary that was read."""

    def __init__(self, path: Path) -> None:
        """Read `path` with the endings .aff and .dic; takes about half a second."""
        aff, context = read_aff(_Reader(f"{path}.aff"))
        dic = read_dic(_Reader(f"{path}.dic", encoding=context.encoding), aff=aff, context=context)
        self._dictionary = hunspell.Dictionary(aff, dic)

    def knows(self, word: str) -> bool:
        """Whether a word, with straight apostrophes, is in the dictionary in some form."""
        return bool(self._dictionary.lookup(word))

    def near(self, word: str) -> tuple[str, ...]:
        """What may have been meant, the likeliest first."""
        return tuple(islice(self._dictionary.suggest(word), _MOST_SUGGESTIONS))


class _Reader(FileReader):  # type: ignore[misc]  # the library has no annotations
    def _open(self, path: str, encoding: str) -> TextIOBase:
        """The text of a file; the library's own reader leaves its files open."""
        return StringIO(Path(path).read_bytes().decode(encoding, "surrogateescape"), newline=None)


def names() -> tuple[str, ...]:
    """What the dictionaries are called that this machine has, sorted."""
    files = (file for folder in FOLDERS if folder.is_dir() for file in folder.iterdir())
    return tuple(sorted({file.stem for file in files if file.suffix == ".aff" and file.with_suffix(".dic").is_file()}))


def find(names: tuple[str, ...]) -> Dictionary | None:
    """The first dictionary that this machine has by one of these names, `en_GB` for instance."""
    for name in names:
        for folder in FOLDERS:
            if (folder / f"{name}.aff").is_file() and (folder / f"{name}.dic").is_file():
                return Dictionary(folder / name)
    return None
