"""The search for garbage becomes a rest while pages are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

_SHORT = 200_000
"""Bytes of text, some 35,000 words: what a build leaves lying is then some tens of megabytes, for a book hundreds."""


@contextmanager
def search_for_garbage_rests() -> Iterator[None]:
    """As long as this lasts, objects are not looked over for circles that nobody holds.

    The engine makes millions of objects that all live as long as the pages: looking them over again and
    again was a tenth of the time of a layout, and found a fortieth of its memory.
    """
    resting = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not resting:
            gc.enable()


def garbage_rests_for_a_short_text(size: int) -> AbstractContextManager[None]:
    """The same for a whole build, where its text has no more than some bytes."""
    return search_for_garbage_rests() if size <= _SHORT else nullcontext()
