"""Pictures become what every edition can show: their colours as light, whatever inks they were mixed of."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from pamphlet.manuscript.picture_problem import PictureProblem
from pamphlet.manuscript.pictures import read_picture


def _jpeg(mode: str, colour: tuple[int, ...], profile: bytes = b"") -> bytes:
    file = io.BytesIO()
    Image.new(mode, (40, 20), colour).save(file, "JPEG", icc_profile=profile or None)
    return file.getvalue()


@pytest.mark.parametrize(
    ("inks", "light"),
    [
        ((255, 0, 0, 0), (0, 255, 255)),
        ((0, 0, 0, 255), (0, 0, 0)),
        ((0, 0, 0, 0), (255, 255, 255)),
        ((0, 255, 255, 0), (255, 0, 0)),
    ],
)
@pytest.mark.parametrize("profile", [b"", ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()])
def test_a_picture_in_inks_is_turned_into_light(inks: tuple[int, ...], light: tuple[int, ...], profile: bytes) -> None:
    """No profile says more than that, and one for other colours is not taken for one."""
    picture = read_picture(_jpeg("CMYK", inks, profile))
    with Image.open(io.BytesIO(picture.data)) as image:
        assert (picture.media_type, picture.width, picture.height, image.mode) == ("image/jpeg", 40, 20, "RGB")
        shown = image.getpixel((20, 10))
        assert isinstance(shown, tuple)
        assert all(abs(one - other) < 12 for one, other in zip(shown, light, strict=True)), shown


@pytest.mark.parametrize("number", ["1e308", "-1E+40", "10000000000", "1e9"])
def test_a_number_that_no_page_can_hold_is_refused(number: str) -> None:
    """A PDF could not hold it; a large number, and an `e` in a colour, are let through."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#1e9900" d="M0 0h{}"/></svg>'
    assert read_picture(drawing.format("1e5 2e-9 999999999").encode()).width == 9
    with pytest.raises(PictureProblem, match="has a number in it that nothing can measure"):
        read_picture(drawing.format(number).encode())
