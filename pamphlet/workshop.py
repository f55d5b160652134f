"""What every build works with: a value that is handed from room to room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from pamphlet.allowance import Allowance, allowance_for
from pamphlet.limits import USUAL, Limits
from pamphlet.workspace import Folder

Announce = Callable[[str], None]
"""Is told of each stage as it begins, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """The manuscript's folder, who is told, the time if it is set.

    `limits` are those of this user; where the work is `bounded` it is also held to those of time and memory.
    """

    folder: Folder
    announce: Announce
    moment: dt.datetime | None = None
    limits: Limits = USUAL
    bounded: bool = False

    @property
    def allowance(self) -> Allowance | None:
        """What may be taken of this machine for the manuscript as it is now; None for whatever it takes."""
        return allowance_for(self.limits, self.folder.text_size()) if self.bounded else None
