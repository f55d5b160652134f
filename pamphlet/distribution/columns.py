"""The head of a column becomes the field that it means, however it is spelt; the manual has the table too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "branch", "branch name", "group"),
    "slug": ("slug", "short name", "folder"),
    "date": ("date", "meeting date", "meeting day", "day", "when"),
    "time": ("time", "meeting time", "hour", "starts"),
    "venue": ("venue", "meeting venue", "meeting place", "place", "where", "room"),
    "contact": ("contact", "contacts", "phone", "telephone", "email", "e-mail"),
    "address": ("address", "postal address", "post"),
    "web": ("web", "web address", "website", "web site", "web page", "url", "link", "site"),
    "cover_line": ("cover line", "cover text", "line"),
    "copies": ("copies", "number of copies", "how many", "print run", "run"),
    "paper": ("paper", "paper size", "trim", "format", "size"),
    "printer": ("printer", "printer profile", "copier", "machine"),
    "editions": ("editions", "edition", "editions wanted", "wanted", "files"),
    "language": ("language", "cover language", "lang"),
    "promoter": ("promoter", "promoted by"),
    "printed_by": ("printed by", "imprint printer", "print shop"),
    "logo": ("logo", "picture", "emblem"),
}
"""The words for each field.  Capitals, accents, spaces, hyphens, underscores and full stops do not count."""

FIELDS = tuple(SYNONYMS)


def _bare(head: str) -> str:
    plain = unicodedata.normalize("NFKD", head).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "", plain)


_MEANT = {_bare(word): field for field, words in SYNONYMS.items() for word in (field, *words)}


def field_of(head: str) -> str:
    """The field that a head means; empty where it means none."""
    return _MEANT.get(_bare(head), "")
