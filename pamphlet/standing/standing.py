"""A wish and the folder that it is made from become what was made of them before, where nothing has changed.

What is made depends on what is asked for, on the program, and on the answers that the manuscript's
folder gave while it was made.  The first two are known beforehand, and are a part of the name that a
thing is kept under; the answers are kept with it, and the same questions are put to the folder anew.
So what a build reads need not be known here, and no stage of it needs to know that it is kept.
"""

from __future__ import annotations

import hashlib
import io
import json
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from enum import EnumType
from typing import TypeVar

from pamphlet.standing.shelf import Shelf
from pamphlet.standing.witness import Question, Testimony, Witness, asker
from pamphlet.workspace import Folder, MemoryFolder

_Thing = TypeVar("_Thing")

_OTHERS = frozenset({("builtins", "set"), ("builtins", "frozenset"), ("datetime", "date"), ("datetime", "datetime")})
"""What may be in a thing that is kept, beside the classes of the house and the plain values of the language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Things that were made, on a shelf, by this very `program`: its digest, or None where it is not known.

    Then nothing is kept, and nothing is found.
    """

    shelf: Shelf
    program: str | None

    def again(self, wish: tuple[str, ...], folder: Folder, kind: type[_Thing]) -> _Thing | None:
        """What was made for a wish when the folder said all that it says now; None where nothing is kept."""
        ask = asker(folder)
        for name, data in self.shelf.beginning(self._name(wish)) if self.program else ():
            digest, _, kept = data.partition(b"\n")
            testimony, _, thing = kept.partition(b"\n")
            if hashlib.sha256(kept).hexdigest() == digest.decode(errors="replace") and _testimony(testimony).holds(ask):
                self.shelf.use(name)
                made = _read(thing)
                return made if isinstance(made, kind) else None
        return None

    def keep(self, wish: tuple[str, ...], witness: Witness, thing: object) -> None:
        """Keep what was made for a wish from a folder, unless the making changed the folder."""
        if self.program is None or witness.is_changed:
            return
        testimony = json.dumps(witness.testimony.answers).encode()
        kept = testimony + b"\n" + pickle.dumps(thing)
        data = hashlib.sha256(kept).hexdigest().encode() + b"\n" + kept
        self.shelf.put(f"{self._name(wish)}{hashlib.sha256(testimony).hexdigest()[:16]}", data)

    def once(self, wish: tuple[str, ...], kind: type[_Thing], make: Callable[[], _Thing]) -> _Thing:
        """What was made for a wish that asks nothing of a manuscript, or what is made for it now, which is kept."""
        nothing = MemoryFolder({})
        made = self.again(wish, nothing, kind)
        if made is None:
            made = make()
            self.keep(wish, Witness(nothing), made)
        return made

    def _name(self, wish: tuple[str, ...]) -> str:
        """What the names of all things begin with that were made for a wish, whatever of."""
        return f"{hashlib.sha256(json.dumps([self.program, *wish]).encode()).hexdigest()[:32]}-"


class _Reader(pickle.Unpickler):
    """Reads what was kept, which is ours and was found whole: still, nothing in it can name more than values."""

    def find_class(self, module: str, name: str) -> object:
        """A class of the house, or one of the few others.  Raises UnpicklingError."""
        if module.startswith("pamphlet.") or (module, name) in _OTHERS:
            return super().find_class(module, name)
        if (module, name) == ("builtins", "getattr"):
            return _member
        raise pickle.UnpicklingError(f"{module}.{name} is not kept")


def _member(kind: object, name: str) -> object:
    """A member of an enumeration, and of nothing else: Python before 3.11.4 writes a call of `getattr` down for it."""
    if isinstance(kind, EnumType):
        return kind[name]
    raise pickle.UnpicklingError(f"{kind!r} is no enumeration")


def _read(thing: bytes) -> object:
    """What was kept; None where something is in it that never was."""
    try:
        return _Reader(io.BytesIO(thing)).load()
    except (pickle.UnpicklingError, KeyError):
        return None


def _testimony(line: bytes) -> Testimony:
    answers = ((Question(kind, name, tuple(suffixes)), answer) for (kind, name, suffixes), answer in json.loads(line))
    return Testimony(answers=tuple(answers))
