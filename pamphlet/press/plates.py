"""The colours of a PDF that the engine wrote become those of the printing plates: black alone, or the four inks.

What is grey stays grey, which a press prints with black ink alone.  The engine's own ways of
writing colours are known here (its numbers, groups, gradients and pictures), not all that a PDF
may hold; what it never writes would be a bug of ours and is raised.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator
from PIL import Image, ImageChops

from pamphlet.press.profile import Profile

Colour = tuple[float, ...]
"""Grey, or red, green and blue, or the four inks: each part from 0 to 1."""

_LUMA = (0.299, 0.587, 0.114)
"""How light red, green and blue are beside each other: ITU-R BT.601, as Pillow weighs them in pictures."""

_NEUTRAL = 0.002
"""Parts of a colour that differ by less are equal: half a step of 256."""

_SET = {"g": "g", "rg": "g", "k": "g", "sc": "g", "scn": "g", "G": "G", "RG": "G", "K": "G", "SC": "G", "SCN": "G"}
"""The operators that set a colour (ISO 32000-1, 8.6.8), and that by which each sets grey."""

_INKS = {"g": "k", "G": "K"}


class Inks(Protocol):
    """What the press prints with."""

    @property
    def space(self) -> Name:
        """The colour space in which transparent things are blended."""
        ...

    def of(self, colour: Colour) -> Colour:
        """A colour as it is printed: one number for grey, four for inks."""
        ...

    def picture(self, picture: Image.Image) -> Image.Image:
        """A picture as it is printed: of mode L or CMYK."""
        ...


class BlackInk:
    """Black alone: each colour becomes the grey that is as light."""

    space = Name.DeviceGray

    def of(self, colour: Colour) -> Colour:
        """The grey that is as light."""
        return (_grey(colour),)

    def picture(self, picture: Image.Image) -> Image.Image:
        """The picture in greys."""
        return picture.convert("L")


class FourInks:
    """The four inks of a profile: what is neutral stays grey, for black alone."""

    space = Name.DeviceCMYK

    def __init__(self, profile: Profile) -> None:
        """Convert with this profile."""
        self._profile = profile

    def of(self, colour: Colour) -> Colour:
        """Grey where the colour is neutral, else its inks; what is given in inks is printed so."""
        if len(colour) == 4:
            return (1 - colour[3],) if max(colour[:3]) < _NEUTRAL else colour
        if max(colour) - min(colour) < _NEUTRAL:
            return (colour[0],)
        pixel = Image.new("RGB", (1, 1), tuple(round(part * 255) for part in colour))
        return tuple(part / 255 for part in self._profile.converted(pixel).tobytes())

    def picture(self, picture: Image.Image) -> Image.Image:
        """The picture in inks; in greys if it has no colour."""
        if picture.mode == "CMYK":
            return picture
        return picture.convert("L") if _is_grey(picture) else self._profile.converted(picture)


def separate(pdf: pikepdf.Pdf, inks: Inks) -> None:
    """Bring everything that the pages of a PDF show into the colours of the plates."""
    for page in pdf.pages:
        page.Contents = pdf.make_stream(_separated(page.obj, page.obj.Resources, inks))
    for each in list(pdf.objects):
        if not isinstance(each, pikepdf.Stream | pikepdf.Dictionary):
            continue
        if isinstance(each, pikepdf.Stream):
            _separate_stream(each, inks)
        if Name.ShadingType in each:
            _separate_gradient(each, inks)
        if isinstance(each.get("/Group"), Dictionary) and Name.CS in each.Group:
            each.Group.CS = inks.space


def _separate_stream(stream: pikepdf.Stream, inks: Inks) -> None:
    if stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1:
        stream.write(_separated(stream, stream.Resources, inks))
    elif stream.get("/Subtype") == "/Image" and stream.get("/ColorSpace") != "/DeviceGray":
        _separate_picture(stream, inks)


def _separated(stream: pikepdf.Object, resources: pikepdf.Object, inks: Inks) -> bytes:
    return pikepdf.unparse_content_stream(list(_instructions(stream, resources.get("/ColorSpace", {}), inks)))


def _instructions(
    stream: pikepdf.Object, spaces: pikepdf.Object | dict[str, object], inks: Inks
) -> Iterator[ContentStreamInstruction]:
    """What a stream draws, its colours as they are printed."""
    current = {"g": "", "G": ""}  # the colour spaces in which areas and lines are given
    for instruction in pikepdf.parse_content_stream(stream):
        operands: list[Any] = list(instruction.operands)
        operator = str(instruction.operator)
        if operator in {"cs", "CS"}:
            current["g" if operator == "cs" else "G"] = _kind(operands[0], spaces)
            if operands[0] != "/Pattern":
                continue
        elif operator in _SET and not any(isinstance(operand, Name) for operand in operands):
            grey = _SET[operator]
            kind = current[grey] if operator.lower() in {"sc", "scn"} else ""
            operands, operator = _operation(inks.of(_colour(operands, kind)), grey)
        yield ContentStreamInstruction(operands, Operator(operator))


def _kind(name: pikepdf.Object, spaces: pikepdf.Object | dict[str, object]) -> str:
    """`Lab`, or nothing for a space whose number of parts says what they are."""
    space = spaces.get(str(name))
    return "Lab" if isinstance(space, pikepdf.Array) and space[0] == "/Lab" else ""


def _operation(colour: Colour, grey: str) -> tuple[list[float], str]:
    return [round(part, 4) for part in colour], grey if len(colour) == 1 else _INKS[grey]


def _colour(operands: Iterable[object], kind: str) -> Colour:
    parts = tuple(float(str(operand)) for operand in operands)
    if kind == "Lab":
        return _from_lab(*parts)
    return parts * 3 if len(parts) == 1 else parts


def _from_lab(lightness: float, a: float, b: float) -> Colour:
    """CIE Lab in sRGB (IEC 61966-2-1), as far as that holds it."""
    y = (lightness + 16) / 116
    x, y, z = (part**3 if part > 6 / 29 else (part - 4 / 29) * 108 / 841 for part in (y + a / 500, y, y - b / 200))
    x, z = x * 0.9505, z * 1.089
    linear = (
        3.2406 * x - 1.5372 * y - 0.4986 * z,
        -0.9689 * x + 1.8758 * y + 0.0415 * z,
        0.0557 * x - 0.204 * y + 1.057 * z,
    )
    curved = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in linear)
    return tuple(min(max(part, 0.0), 1.0) for part in curved)


def _grey(colour: Colour) -> float:
    """How light a colour is, from 0 to 1."""
    if len(colour) == 4:
        dark = sum(weight * part for weight, part in zip(_LUMA, colour[:3], strict=True))
        return max(0.0, 1 - colour[3] - dark)
    if max(colour) - min(colour) < _NEUTRAL:
        return colour[0]
    return sum(weight * part for weight, part in zip(_LUMA, colour, strict=True))


def _separate_gradient(shading: pikepdf.Object, inks: Inks) -> None:
    """A gradient has one colour space: where inks are blended its greys are black ink too."""
    if shading.ColorSpace == "/DeviceGray":
        return
    for function in _ramps(shading.Function):
        for end in (Name.C0, Name.C1):
            colour = inks.of(_colour(function[end], ""))
            if inks.space == Name.DeviceCMYK and len(colour) == 1:
                colour = (0, 0, 0, 1 - colour[0])
            function[end] = pikepdf.Array([round(part, 4) for part in colour])
    shading.ColorSpace = inks.space


def _ramps(function: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The ramps from one colour to the next of which a gradient is stitched together (ISO 32000-1, 7.10.3 and 4)."""
    if function.FunctionType == 3:
        for part in function.Functions:
            yield from _ramps(part)
    else:
        yield function


def _separate_picture(stream: pikepdf.Stream, inks: Inks) -> None:
    printed = inks.picture(_picture(stream))
    stream.write(printed.tobytes())
    stream.ColorSpace = Name.DeviceGray if printed.mode == "L" else Name.DeviceCMYK
    stream.BitsPerComponent = 8
    if Name.Decode in stream:
        del stream.Decode


def _picture(stream: pikepdf.Stream) -> Image.Image:
    """The picture in a stream; Pillow itself turns round the inks that some programs write the wrong way."""
    if stream.get("/Filter") == "/DCTDecode":
        return Image.open(io.BytesIO(stream.read_raw_bytes()))
    mode = {"/DeviceRGB": "RGB", "/DeviceCMYK": "CMYK"}[str(stream.ColorSpace)]
    return Image.frombytes(mode, (int(stream.Width), int(stream.Height)), stream.read_bytes())


def _is_grey(picture: Image.Image) -> bool:
    bands: Sequence[Image.Image] = picture.convert("RGB").split()
    return not any(ImageChops.difference(bands[0], band).getbbox() for band in bands[1:])
