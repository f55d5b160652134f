"""The bytes of a picture become a Picture: what kind it is and how large; what is no picture is refused.

A picture is decoded and written anew, so that nothing is in it but what it shows: no author, no place, no
description, nothing behind its end.
"""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote

from pamphlet.limits import USUAL, Limits
from pamphlet.manuscript.picture import DRAWING, Picture
from pamphlet.manuscript.picture_problem import PictureProblem

_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=%\s]+)", re.IGNORECASE)


def read_picture(data: bytes, limits: Limits = USUAL) -> Picture:
    """Find out what a picture is from its bytes, whatever its name says.  Raises PictureProblem."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    return _drawing(data, limits) if start.startswith(b"<") else _photograph(data, limits)


def picture_in(address: str, limits: Limits = USUAL) -> Picture:
    """The picture of pixels that an address holds in itself.  Raises PictureProblem for every other address."""
    found = _DATA.fullmatch(address)
    if found is None:
        raise PictureProblem(f"points to `{address[:60]}` outside the drawing")
    try:
        return _photograph(base64.b64decode(unquote(found[1])), limits)
    except binascii.Error as problem:
        raise PictureProblem("has a picture in it that is not whole") from problem


def _drawing(data: bytes, limits: Limits) -> Picture:
    def written_in(address: str) -> str:
        """An address that holds a picture, written anew."""
        picture = picture_in(address, limits)
        return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"

    from pamphlet.manuscript.drawings import read_drawing  # noqa: PLC0415  # likewise

    drawing = read_drawing(data, written_in, limits)
    return Picture(
        data=drawing.data,
        media_type=DRAWING,
        width=drawing.width,
        height=drawing.height,
        moves=drawing.moves,
        dropped=drawing.dropped,
    )


def _photograph(data: bytes, limits: Limits) -> Picture:
    from pamphlet.manuscript.photographs import read_photograph  # noqa: PLC0415  # Pillow, which many need not load

    return read_photograph(data, limits)
