"""A language becomes a speller, where this machine has a dictionary of it and the library that reads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol

from pamphlet.needs import SPELLING, dictionary_of, how_to_get, install_line, this_system

_REGIONS = {"cs": "CZ", "da": "DK", "el": "GR", "en": "GB", "nb": "NO", "sv": "SE", "uk": "UA"}
"""Which dictionary a language without a region means, where it is not called like the language, as `de_DE` is."""


class Speller(Protocol):
    """Knows the words of a language."""

    def knows(self, word: str) -> bool:
        """Whether a word, with straight apostrophes, is in the dictionary in some form."""
        ...

    def near(self, word: str) -> tuple[str, ...]:
        """What may have been meant, the likeliest first."""
        ...


class SpellerAbsent(Exception):
    """No speller for a language: the message says what is missing, `hint` how to get it."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep what to do about it."""
        super().__init__(message)
        self.hint = hint


FindSpeller = Callable[[str], Speller]
"""From a language tag (BCP 47) to its speller; raises `SpellerAbsent`."""


def no_speller(language: str) -> Speller:
    """The finder of a desk that was given none."""
    raise SpellerAbsent(f"no dictionary of `{language}` was asked for", "")


@cache
def find_speller(language: str) -> Speller:
    """The speller of a language, read once from the folders where systems keep Hunspell dictionaries.

    Nothing is fetched from the network.  Raises `SpellerAbsent` where the library or the dictionary is not there.
    """
    try:
        from pamphlet import hunspell  # noqa: PLC0415  # not installed for most
    except ModuleNotFoundError:
        raise SpellerAbsent("the library that reads dictionaries is not installed", how_to_get(SPELLING)) from None
    names = _names(language)
    found = hunspell.find(names)
    if found is None:
        line = install_line(dictionary_of(language), this_system())
        raise SpellerAbsent(
            f"there is no dictionary of `{language}` on this machine",
            f"{f'`{line}` installs it; or ' if line else ''}put {names[0]}.aff and {names[0]}.dic into "
            f"{hunspell.FOLDERS[0]}, on a Mac into /Library/Spelling",
        )
    return found


def _names(language: str) -> tuple[str, ...]:
    """What a dictionary of the language may be called: `en_GB` for `en-GB` and for `en`."""
    tongue, _, rest = language.partition("-")
    region = next((part for part in rest.split("-") if part.isupper()), "")
    if region:
        return (f"{tongue}_{region}",)
    return (f"{tongue}_{_REGIONS.get(tongue, tongue.upper())}", tongue)
