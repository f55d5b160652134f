"""All that a branch's files depend on becomes a digest: where it is the same, they need not be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from pamphlet.distribution.work import Order
from pamphlet.editions.made_of import digest_of_theme, versions
from pamphlet.standing.witness import digest_of
from pamphlet.typeset.theme import Theme


def digest_of_common(read: Mapping[str, str], theme: Theme, moment: str) -> str:
    """The digest of what all branches of a trim depend on: the files that were read, the theme, the time, and us."""
    told = {
        "made with": versions(),
        "moment": moment,
        "manuscript": sorted(read.items()),
        "theme": digest_of_theme(theme),
    }
    return digest_of(json.dumps(told, sort_keys=True).encode())


def digest_of_inputs(order: Order, common: str) -> str:
    """The digest of what the files of an order depend on: what is common to all, the row, the logo, the printer."""
    told = {
        "common": common,
        "branch": _fields(order),
        "logo": digest_of(order.logo.data) if order.logo else "",
        "editions": sorted(order.editions),
        "machine": repr(order.machine),
        "copies": order.copies,
    }
    return digest_of(json.dumps(told, sort_keys=True, default=str).encode())


def _fields(order: Order) -> dict[str, Any]:
    """The fields of a branch but for its place: rows may be moved about."""
    branch = order.branch
    told = {each.name: getattr(branch, each.name) for each in fields(branch) if each.name not in {"span", "meeting"}}
    return {**told, "meeting": asdict(branch.meeting)}
