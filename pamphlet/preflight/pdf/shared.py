"""What the painters of one file share: how much may still be looked at, and what was read once already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from pamphlet.preflight.pdf.colours import Space, space_of
from pamphlet.preflight.pdf.faces import Face, face_of
from pamphlet.preflight.pdf.objects import entry, identity, word


@dataclass(slots=True)
class Shared:
    """Fonts and colour spaces by object, and how many operators of the file may still be looked at."""

    left: int
    exhausted: bool = False
    _faces: dict[tuple[int, int], Face] = field(default_factory=dict)
    _spaces: dict[tuple[int, int], Space] = field(default_factory=dict)

    def spend(self, cost: int = 1) -> bool:
        """Whether there was enough left."""
        self.left -= cost
        self.exhausted = self.exhausted or self.left < 0
        return not self.exhausted

    def face(self, font: Any) -> Face:
        """The face of a font dictionary."""
        mark = identity(font)
        if mark is None:
            return face_of(font)
        if mark not in self._faces:
            self._faces[mark] = face_of(font)
        return self._faces[mark]

    def space(self, name: Any, resources: Any) -> Space:
        """The colour space that a name stands for in some resources."""
        listed = entry(entry(resources, "/ColorSpace"), word(name)) if isinstance(name, pikepdf.Name) else None
        mark = identity(listed)
        if mark is None:
            return space_of(name, resources)
        if mark not in self._spaces:
            self._spaces[mark] = space_of(listed, resources)
        return self._spaces[mark]
