"""What every build works with: a value that is handed from room to room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from pamphlet.workspace import Folder

Announce = Callable[[str], None]
"""Is told of each stage as it begins, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """The manuscript's folder, who is told, the time if it is set."""

    folder: Folder
    announce: Announce
    moment: dt.datetime | None = None
