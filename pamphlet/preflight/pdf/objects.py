"""Objects of a PDF that may be anything become what was asked for, or nothing: no file is trusted."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf

from pamphlet.preflight.pdf.geometry import IDENTITY, Box, Matrix

_DEEPEST_TREE = 64
_NUMBERS = (int, float, Decimal)
_HOLDERS = (pikepdf.Dictionary, pikepdf.Stream)
_WORDS = (pikepdf.Name, pikepdf.String, str)
_LARGEST = 1e7
"""Larger than any length of a PDF in its own units (ISO 32000-1, annex C, asks for 32767)."""

UNREADABLE = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, ArithmeticError)
"""What the library raises at damaged places; each use says what is read instead."""


def number(value: Any, otherwise: float = 0.0) -> float:
    """A finite number, kept within bounds."""
    if isinstance(value, bool) or not isinstance(value, _NUMBERS):
        return otherwise
    found = float(value)
    return min(max(found, -_LARGEST), _LARGEST) if math.isfinite(found) else otherwise


def entry(holder: Any, key: str) -> Any:
    """What a dictionary or a stream holds under a key; None where it holds nothing or is neither."""
    if isinstance(holder, _HOLDERS):
        try:
            return holder.get(key)
        except UNREADABLE:
            return None
    return None


def items(value: Any) -> tuple[Any, ...]:
    """The members of an array; nothing where it is none."""
    if not isinstance(value, pikepdf.Array):
        return ()
    try:
        return tuple(value)
    except UNREADABLE:
        return ()


def numbers(value: Any) -> tuple[float, ...]:
    """The numbers of an array."""
    return tuple(number(one) for one in items(value))


def word(value: Any) -> str:
    """A name or a string as text; empty where it is neither."""
    if not isinstance(value, _WORDS):
        return ""
    try:
        return str(value)
    except UNREADABLE:
        return ""


def keys(holder: Any) -> tuple[str, ...]:
    """The keys of a dictionary or a stream."""
    return tuple(holder.keys()) if isinstance(holder, _HOLDERS) else ()


def matrix_of(value: Any) -> Matrix:
    """Six numbers as a matrix; the one that changes nothing where they are not six."""
    found = numbers(value)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else IDENTITY


def box_of(value: Any, unit: float = 1.0) -> Box | None:
    """Four numbers as a box, whichever corners they name; None where they enclose nothing."""
    found = numbers(value)
    if len(found) != 4:
        return None
    left, right = sorted((found[0] * unit, found[2] * unit))
    bottom, top = sorted((found[1] * unit, found[3] * unit))
    return Box(left, bottom, right, top) if right - left > 0 and top - bottom > 0 else None


def inherited(page: Any, key: str) -> Any:
    """What a page holds under a key, or the nearest of the nodes above it in the tree of pages."""
    node = page
    for _ in range(_DEEPEST_TREE):
        found = entry(node, key)
        if found is not None:
            return found
        node = entry(node, "/Parent")
    return None


def identity(value: Any) -> tuple[int, int] | None:
    """The number of an object that others point to; None for one that stands within another."""
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return value.objgen
    return None


def descendants(root: Any, *, most: int) -> Iterator[Any]:
    """The nodes of the structure tree below a node, in reading order, each once and at most so many."""
    seen: set[tuple[int, int]] = set()
    stack = [root]
    while stack and most > 0:
        node = stack.pop()
        if isinstance(node, pikepdf.Array):
            stack.extend(reversed(items(node)))
            continue
        mark = identity(node)
        if not isinstance(node, pikepdf.Dictionary) or (mark is not None and mark in seen):
            continue
        if mark is not None:
            seen.add(mark)
        most -= 1
        yield node
        stack.append(entry(node, "/K"))
