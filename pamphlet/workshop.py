"""What every build works with: a value that is handed from room to room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pamphlet.allowance import Allowance, allowance_for
from pamphlet.limits import USUAL, Limits
from pamphlet.workspace import Folder

Announce = Callable[[str], None]
"""Is told of each stage as it begins, in a few words."""

_Thing = TypeVar("_Thing")


class Once(Protocol):
    """Gives what was made for a wish before, by this very program, or makes it: of nothing that the manuscript has."""

    def __call__(self, wish: tuple[str, ...], kind: type[_Thing], make: Callable[[], _Thing]) -> _Thing:
        """A thing of that kind."""
        ...


def anew(wish: tuple[str, ...], kind: type[_Thing], make: Callable[[], _Thing]) -> _Thing:
    """Make it, whatever was made before."""
    del wish, kind
    return make()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """The manuscript's folder, who is told, the time if it is set; `once` remembers what no manuscript changes.

    `limits` are those of this user; where the work is `bounded` it is also held to those of time and memory.
    """

    folder: Folder
    announce: Announce
    moment: dt.datetime | None = None
    limits: Limits = USUAL
    once: Once = anew
    bounded: bool = False

    @property
    def allowance(self) -> Allowance | None:
        """What may be taken of this machine for the manuscript as it is now; None for whatever it takes."""
        return allowance_for(self.limits, self.folder.text_size()) if self.bounded else None
