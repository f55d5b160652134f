"""The parcels of all branches become what goes with the whole run: a manifest, check sums, the distribution sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pamphlet.diagnostics import Diagnostics
from pamphlet.distribution.consignment import consign
from pamphlet.distribution.parcel import MANIFEST, SUFFIXES, Parcel, as_json
from pamphlet.distribution.sheet import as_csv, as_pdf
from pamphlet.publishing import Reserved
from pamphlet.settings import Settings
from pamphlet.standing.witness import digest_of
from pamphlet.typeset.fonts import Font
from pamphlet.workspace import DiskFolder

SUMS = "SHA256SUMS"
SHEET = "distribution-sheet"
_LIST = "made-of-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A parcel without its files: its manifest, and a line for each file with its check sum."""

    manifest: Mapping[str, Any]
    sums: tuple[str, ...]


def entry_of(parcel: Parcel) -> Entry:
    """What of a parcel goes into the accounts; its files, which may be large, are let go."""
    slug = parcel.manifest["slug"]
    sums = tuple(f"{digest_of(data)}  {slug}/{name}" for name, data in sorted(parcel.files.items()))
    return Entry(manifest=parcel.manifest, sums=sums)


def name_of_list(made_of: bytes) -> str:
    """The name of a list of what branches' files were made of: another list has another name."""
    return f"{_LIST}{digest_of(made_of)[:8]}.json"


def publish_accounts(
    place: Reserved,
    entries: Sequence[Entry],
    settings: Settings,
    *,
    fonts: tuple[Font, ...],
    moment: dt.datetime,
) -> None:
    """Write them beside the folders of the branches, for all parcels that stand there.

    Lists of what files were made of stay as long as one of the parcels names them.
    """
    consignment = consign([entry.manifest for entry in entries], settings.distribution, settings.printing.currency)
    diagnostics = Diagnostics()
    pdfs = as_pdf(consignment, settings, fallback=fonts, moment=moment, diagnostics=diagnostics)
    diagnostics.stop_on_errors()
    told = ("branch", "slug", "identifier", "inputs", "copies", "editions", "made_of", "files")
    manifest = {
        "schema": 1,
        "title": settings.title,
        "date": settings.date.isoformat(),
        "identifier": settings.identifier,
        "branches": [{key: entry.manifest[key] for key in told} for entry in entries],
    }
    sheets = {f"{SHEET}{f'-{number}' * (number > 1)}.pdf": pdf for number, pdf in enumerate(pdfs, 1)}
    folder = DiskFolder(place.folder)
    earlier = tuple(name for name in folder.names(".", SUFFIXES) if name.startswith((SHEET, _LIST)))
    needed = {entry.manifest["made_of"] for entry in entries}
    lists = {name: folder.read_bytes(name, SUFFIXES) for name in earlier if name in needed}
    files = {MANIFEST: as_json(manifest), **lists, **sheets, f"{SHEET}.csv": as_csv(consignment)}
    sums = [f"{digest_of(data)}  {name}" for name, data in files.items()]
    sums += [line for entry in entries for line in entry.sums]
    withdrawn = tuple(name for name in earlier if name not in files)
    place.publish({**files, SUMS: ("\n".join(sums) + "\n").encode()}, withdrawn=withdrawn)
