"""Pictures made of pixels that are hostile or odd, and what must come of each."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image, PngImagePlugin
from texts import chapter
from trial import AUTHOR, Case

Data = bytes | Callable[[], bytes]

_FIGURE = "![A loaf of bread on a table](images/{})"


def photograph(kind: str, width: int, height: int, *, mode: str = "RGB", author: bool = False, **options: Any) -> bytes:
    """A picture of a kind that Pillow writes, with the author's name wherever the kind has room for it."""
    gradient = Image.linear_gradient("L").resize((width, height))
    image = gradient.convert(mode) if mode != "I;16" else Image.new("I;16", (width, height), 9)
    if author:
        exif = Image.Exif()
        exif[0x013B] = exif[0x8298] = exif[0x010E] = AUTHOR  # artist, copyright, description
        exif[0x9286] = f"/home/{AUTHOR}/a.jpg"
        options["exif"] = exif
        xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>{AUTHOR}</creator></x:xmpmeta>'.encode()
        if kind in {"WEBP", "JPEG"}:
            options["xmp"] = xmp
        if kind in {"JPEG", "GIF"}:
            options["comment"] = AUTHOR.encode()
        if kind == "PNG":
            options["pnginfo"] = _told()
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def _told() -> PngImagePlugin.PngInfo:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", AUTHOR)
    told.add_text("Comment", AUTHOR * 50, zip=True)
    told.add_itxt("XML:com.adobe.xmp", f"<x>{AUTHOR}</x>")
    return told


def _packed(size: int) -> bytes:
    """So many bytes of nought, packed; they are never all in memory."""
    packer = zlib.compressobj()
    return b"".join([*(packer.compress(bytes(min(10**6, size - at))) for at in range(0, size, 10**6)), packer.flush()])


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_claiming(width: int, height: int, pixels: int = 8_000) -> bytes:
    """A PNG that says how large it is, black or white; of its pixels, black, so many are there."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packed = _packed(pixels // 8)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _moving(kind: str, frames: int, size: int) -> bytes:
    images = [Image.new("L", (size, size), n % 256) for n in range(frames)]
    data = io.BytesIO()
    images[0].save(data, kind, save_all=True, append_images=images[1:], duration=100)
    return data.getvalue()


def _fine(name: str, data: Data, *said: str, file: str = "a.png") -> Case:
    return _case(name, data, said, file, refused=False)


def _refused(name: str, data: Data, *, file: str = "a.png") -> Case:
    return _case(name, data, ("picture-unreadable",), file, refused=True)


def _case(name: str, data: Data, said: tuple[str, ...], file: str, *, refused: bool) -> Case:
    files = {"body/01-bread.md": chapter(_FIGURE.format(file)), f"images/{file}": data}
    return Case(name=f"picture: {name}", files=files, said=frozenset(said), refused=refused)


_WHOLE_PNG, _WHOLE_JPEG = photograph("PNG", 400, 300), photograph("JPEG", 400, 300)

PHOTOGRAPHS = (
    *(_fine(f"the author's name in a {kind}", photograph(kind, 800, 600, author=True), file=f"a.{kind.lower()}")
      for kind in ("PNG", "JPEG", "GIF", "WEBP")),
    _fine("the author's name in the grey of a JPEG", photograph("JPEG", 800, 600, mode="L", author=True), file="a.jpg"),
    _fine("the author's name in inks", photograph("JPEG", 800, 600, mode="CMYK", author=True), file="a.jpg"),
    _fine("the author's name behind the end", _WHOLE_JPEG + AUTHOR.encode() * 99, file="a.jpg"),
    _fine("the author's name behind the end of a PNG", _WHOLE_PNG + AUTHOR.encode() * 99),
    _fine("a zip behind the end", _WHOLE_PNG + b"PK\x03\x04" + bytes(90)),
    _refused("40,000 by 40,000 in 200 kB", lambda: png_claiming(40_000, 40_000, 8 * 5_001 * 40_000)),
    _refused("60,000 by 60,000", png_claiming(60_000, 60_000)),
    _refused("two thousand million by one", png_claiming(2**31 - 1, 1)),
    _refused("no width", png_claiming(0, 9)),
    _fine("12 million pixels", lambda: photograph("PNG", 4_000, 3_000, mode="L")),
    _fine("56 million pixels", lambda: photograph("JPEG", 8_000, 7_000), file="a.jpg"),
    _fine("59 million pixels, black and white", lambda: photograph("PNG", 9_000, 6_600, mode="1")),
    _refused("64 million pixels", lambda: photograph("JPEG", 8_000, 8_000, mode="L"), file="a.jpg"),
    _refused("half a PNG", _WHOLE_PNG[: len(_WHOLE_PNG) // 2]),
    _refused("half a JPEG", _WHOLE_JPEG[: len(_WHOLE_JPEG) // 2], file="a.jpg"),
    _refused("a PNG with a changed byte", _WHOLE_PNG[:60] + b"\xff\x00\xff" + _WHOLE_PNG[63:]),
    _refused("empty", b""),
    _refused("noise", bytes(range(256)) * 9),
    _refused("text", b"no picture"),
    _refused("a TIFF", photograph("TIFF", 60, 60), file="a.png"),
    _refused("a BMP", photograph("BMP", 60, 60), file="a.jpg"),
    _refused("an EPS", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n"),
    _refused("a PDF", b"%PDF-1.4\n%%EOF"),
    _fine("a JPEG that is called PNG", _WHOLE_JPEG),
    _fine("a WebP that is called JPEG", photograph("WEBP", 400, 300), file="a.jpg"),
    _fine("a drawing that is called PNG", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'),
    _fine("16 bits", photograph("PNG", 400, 300, mode="I;16")),
    _fine("palette", photograph("PNG", 400, 300, mode="P")),
    _fine("see-through", photograph("PNG", 400, 300, mode="LA")),
    _fine("one pixel", photograph("PNG", 1, 1)),
    _fine("a hair, 4,000 by 1", photograph("PNG", 4_000, 1)),
    _fine("a hair, 1 by 4,000", photograph("PNG", 1, 4_000)),
    _fine("moves", _moving("GIF", 12, 300), file="a.gif"),
    _fine("moves, as WebP", _moving("WEBP", 12, 300), file="a.webp"),
    _refused("moves, 2,000 large pictures", lambda: _moving("GIF", 400, 1_000), file="a.gif"),
    _refused("a chunk of text that unpacks to 100 MB", _WHOLE_PNG[:33] + _chunk(b"zTXt", b"Author\0\0" + _packed(100_000_000)) + _WHOLE_PNG[33:]),
)  # fmt: skip
