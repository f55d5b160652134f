"""The files of a branch become its parcel: a folder that says in plain words what is in it, and an archive to mail."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pamphlet.counting import counted
from pamphlet.distribution.work import Order
from pamphlet.editions.product import Edition, Product
from pamphlet.manuscript.dates import spoken_date
from pamphlet.settings import Settings
from pamphlet.standing.witness import digest_of
from pamphlet.workspace import FileProblem, Folder

MANIFEST, README = "manifest.json", "README.txt"
SUFFIXES = frozenset({".json", ".pdf", ".epub", ".html", ".txt"})
_PRINT_SHEET = "-print-sheet.json"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""No entry of a zip can be older."""

_FOR: Mapping[Edition, str] = {
    Edition.READING: "to read on a screen and to send by e-mail; it prints too, one page a sheet",
    Edition.BOOKLET: "to print, fold and staple on an office copier: both sides, at actual size (100 %)",
    Edition.PRESS: "for a print shop: single pages with bleed and crop marks",
    Edition.LARGE_PRINT: "large print, for readers with low vision: print on A4 and staple at the edge",
    Edition.EPUB: "for phones and e-readers: open it in any reading app",
    Edition.WEB: "a web page in one file: put it on a site, or open it in a browser",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What stands in the folder of a branch: its manifest, and its files by name."""

    manifest: Mapping[str, Any]
    files: Mapping[str, bytes]


def pack(
    products: tuple[Product, ...], order: Order, settings: Settings, *, identifier: str, inputs: str, made_of: str
) -> Parcel:
    """The folder of a branch: its files, what they are, and a manifest with what they were made from (`inputs`).

    `made_of` is the name of the list of what all branches' files were made of.
    """
    files = {product.file_name: product.data for product in products}
    files[README] = _readme(products, order, settings).encode()
    branch = order.branch
    manifest = {
        "schema": 1,
        "title": settings.title,
        "date": settings.date.isoformat(),
        "branch": branch.name,
        "slug": branch.slug,
        "identifier": identifier,
        "inputs": inputs,
        "made_of": made_of,
        "editions": sorted(order.editions),
        "copies": order.copies,
        "files": [{"name": name, "bytes": len(data), "sha256": digest_of(data)} for name, data in files.items()],
        "printing": [json.loads(data) for name, data in files.items() if name.endswith(_PRINT_SHEET)],
    }
    return Parcel(manifest=manifest, files={**files, MANIFEST: as_json(manifest)})


def as_json(data: object) -> bytes:
    """Data as a file of JSON that can be read."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def read_parcel(folder: Folder, slug: str) -> Parcel | None:
    """The folder of a branch as it stands there, whole and unchanged since it was made; else None."""
    try:
        data = folder.read_bytes(f"{slug}/{MANIFEST}", SUFFIXES)
        manifest = json.loads(data)
        files = {entry["name"]: folder.read_bytes(f"{slug}/{entry['name']}", SUFFIXES) for entry in manifest["files"]}
        whole = bool(manifest["made_of"]) and all(
            digest_of(files[entry["name"]]) == entry["sha256"] for entry in manifest["files"]
        )
    except (FileProblem, ValueError, KeyError, TypeError):
        return None
    return Parcel(manifest=manifest, files={**files, MANIFEST: data}) if whole else None


def archive(parcel: Parcel, name: str, moment: dt.datetime) -> bytes:
    """The folder as a zip in which all stands in one folder; the same files give the same bytes."""
    packed = io.BytesIO()
    stamp = max(moment.timetuple()[:6], _EARLIEST)
    with zipfile.ZipFile(packed, "w") as archived:
        for file, data in sorted(parcel.files.items()):
            entry = zipfile.ZipInfo(f"{name}/{file}", stamp)
            entry.create_system = 3  # Unix, whatever the system
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archived.writestr(entry, data)
    return packed.getvalue()


def _readme(products: tuple[Product, ...], order: Order, settings: Settings) -> str:
    lines = [
        f"{settings.title} - the edition of {order.branch.name}, {spoken_date(settings.date)}",
        "",
        *_list(products),
        *_how_to_print(products, order),
        "If something is wrong on the covers, tell whoever sent you this: they are made from one list.",
    ]
    return "\n".join(lines) + "\n"


def _list(products: tuple[Product, ...]) -> Iterator[str]:
    yield "What is in this folder:"
    yield ""
    for product in products:
        if product.file_name.endswith(".json"):
            continue
        sheet = product.edition is not Edition.READING and product.printed is None and product.pages == 1
        use = "one page to lie beside the copier: paper, settings, folding, staples, cost" if sheet else None
        yield f"  {product.file_name}"
        yield f"      {use or _FOR[product.edition]}"
    yield ""


def _how_to_print(products: tuple[Product, ...], order: Order) -> Iterator[str]:
    booklets = [product for product in products if product.edition is Edition.BOOKLET and product.printed]
    for product in booklets:
        printed = product.printed
        if printed is None:
            continue
        sides = f"on both sides, flip on the {printed.flip} edge" if printed.two_sided else "on one side"
        yield f"To print {product.file_name}: {counted(printed.sheets, 'sheet')} of {printed.paper} a copy, {sides},"
        yield "at actual size (100 %, not “fit”). Print one copy first, fold it and turn its pages."
        yield ""
    if booklets:
        yield f"Reckoned for {counted(order.copies, 'copy')}."
        yield ""
