"""The parcels of all branches become what goes with the whole run: a manifest, check sums, the distribution sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pamphlet.diagnostics import Diagnostics
from pamphlet.distribution.consignment import consign
from pamphlet.distribution.inputs import digest_of
from pamphlet.distribution.parcel import MANIFEST, Parcel, as_json
from pamphlet.distribution.sheet import as_csv, as_pdf
from pamphlet.publishing import Reserved
from pamphlet.settings import Settings
from pamphlet.typeset.fonts import Font
from pamphlet.workspace import DiskFolder

SUMS = "SHA256SUMS"
SHEET = "distribution-sheet"


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


def publish_accounts(
    place: Reserved,
    entries: Sequence[Entry],
    settings: Settings,
    *,
    fonts: tuple[Font, ...],
    moment: dt.datetime,
) -> None:
    """Write them beside the folders of the branches, for all parcels that stand there."""
    consignment = consign([entry.manifest for entry in entries], settings.distribution, settings.printing.currency)
    diagnostics = Diagnostics()
    pdfs = as_pdf(consignment, settings, fallback=fonts, moment=moment, diagnostics=diagnostics)
    diagnostics.stop_on_errors()
    told = ("branch", "slug", "identifier", "inputs", "copies", "editions", "files")
    manifest = {
        "schema": 1,
        "title": settings.title,
        "date": settings.date.isoformat(),
        "identifier": settings.identifier,
        "branches": [{key: entry.manifest[key] for key in told} for entry in entries],
    }
    sheets = {f"{SHEET}{f'-{number}' * (number > 1)}.pdf": pdf for number, pdf in enumerate(pdfs, 1)}
    files = {MANIFEST: as_json(manifest), **sheets, f"{SHEET}.csv": as_csv(consignment)}
    sums = [f"{digest_of(data)}  {name}" for name, data in files.items()]
    sums += [line for entry in entries for line in entry.sums]
    earlier = (name for name in DiskFolder(place.folder).names(".", frozenset({".pdf"})) if name.startswith(SHEET))
    withdrawn = tuple(name for name in earlier if name not in files)
    place.publish({**files, SUMS: ("\n".join(sums) + "\n").encode()}, withdrawn=withdrawn)
