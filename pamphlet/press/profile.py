"""A print shop's ICC profile becomes a Profile: checked, with its inks and the conversion into them.

The profile's own bytes go into the file; the conversion is Little CMS's, by way of Pillow.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cached_property

from PIL import Image, ImageCms

_HEADER = 128
"""Bytes of an ICC profile's header (ICC.1, 7.2), in which these stand:"""
_SIZE, _VERSION, _CLASS, _SPACE, _SIGNATURE = slice(0, 4), 8, slice(12, 16), slice(16, 20), slice(36, 40)
_OUTPUT_DEVICE = b"prtr"
_COMPONENTS = {b"GRAY": 1, b"CMYK": 4}
_VERSIONS = (2, 4)
"""Those that PDF 1.6, and so PDF/X-4, knows."""


class ProfileProblem(ValueError):
    """Bytes are no profile that a press can be described by; the message says why, without the name."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A press, its inks and its paper: `condition` is the name of the printing condition; `inks` are 1 or 4."""

    data: bytes = field(repr=False)
    condition: str
    inks: int

    @cached_property
    def _conversion(self) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            ImageCms.ImageCmsProfile(io.BytesIO(self.data)),
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )

    def converted(self, picture: Image.Image) -> Image.Image:
        """A picture in sRGB in the four inks of the press; ValueError where it has but one."""
        if self.inks != 4:
            raise ValueError("one ink has no colours")
        converted = ImageCms.applyTransform(picture.convert("RGB"), self._conversion)
        if converted is None:  # only where a picture is to be changed in place
            raise AssertionError("a conversion gives a picture")
        return converted


def read_profile(data: bytes, condition: str) -> Profile:
    """Find out from its bytes what a profile describes.  Raises ProfileProblem."""
    if len(data) < _HEADER or data[_SIGNATURE] != b"acsp" or int.from_bytes(data[_SIZE], "big") != len(data):
        raise ProfileProblem("is no ICC profile, or it is damaged")
    if data[_CLASS] != _OUTPUT_DEVICE:
        raise ProfileProblem("does not describe a press: it is the profile of a screen, a scanner or a conversion")
    if data[_SPACE] not in _COMPONENTS:
        raise ProfileProblem("is neither for four inks (CMYK) nor for black alone (grey)")
    if data[_VERSION] not in _VERSIONS:
        raise ProfileProblem(f"is of version {data[_VERSION]} of ICC; PDF/X-4 takes 2 and 4")
    profile = Profile(data=data, condition=condition, inks=_COMPONENTS[data[_SPACE]])
    try:
        ImageCms.ImageCmsProfile(io.BytesIO(data))
        if profile.inks == 4:
            profile.converted(Image.new("RGB", (1, 1)))
    except (OSError, ImageCms.PyCMSError) as problem:
        raise ProfileProblem("is damaged: no colour can be converted with it") from problem
    return profile
