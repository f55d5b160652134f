"""The editions of the sample become the picture in the README: `python docs/pages_picture.py build`, with Chromium."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

NAME = "new-course"
COVER, SPREAD, SHEETS = 1, (16, 17), (1, 7)
GAP, TABLE = 24, "#d9d9d4"
TALL = 500
"""In px, the height of a page in the upper row and of a sheet in the lower one."""
PHONE = (375, 812)
"""In CSS px, what a small phone shows at once."""


def page(pdf: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """A page of a PDF, from 1, as it lies on a table."""
    shown = pdf[number - 1]
    return shown.render(scale=TALL / shown.get_height()).to_pil()


def side_by_side(images: list[Image.Image], gap: int) -> Image.Image:
    """Pictures of one height in a row."""
    row = Image.new("RGB", (sum(each.width + gap for each in images) - gap, images[0].height), TABLE)
    left = 0
    for each in images:
        row.paste(each, (left, 0))
        left += each.width + gap
    return row


def phone(web_page: Path, height: int) -> Image.Image:
    """The web page at the place of the spread, on a phone that is so high, in px."""
    with tempfile.TemporaryDirectory() as folder:
        frame, shot = Path(folder, "phone.html"), Path(folder, "phone.png")
        address = f"{web_page.resolve().as_uri()}#p{SPREAD[0]}"
        width, tall = PHONE
        frame.write_text(
            f'<body style="margin:0"><iframe src="{address}" width="{width}" height="{tall}" frameborder="0"></iframe>'
        )
        subprocess.run(  # noqa: S603  # it shows a page of ours
            [  # noqa: S607  # the browser that is found first
                "chromium", "--headless", "--no-sandbox", "--hide-scrollbars", "--allow-file-access-from-files",
                "--force-device-scale-factor=2", "--window-size=600,900", f"--user-data-dir={folder}/profile",
                f"--screenshot={shot}", frame.as_uri(),
            ],
            check=True, capture_output=True,
        )  # fmt: skip
        seen = Image.open(shot).convert("RGB").crop((0, 0, 2 * width, 2 * tall))
    return seen.resize((round(height * width / tall), height), Image.Resampling.LANCZOS)


def picture(built: Path) -> Image.Image:
    """Above, the cover and an opening; below, two sides of sheets of the booklet; beside them the phone."""
    reading = pypdfium2.PdfDocument(built / f"{NAME}.pdf")
    booklet = pypdfium2.PdfDocument(built / f"{NAME}-booklet.pdf")
    opening = side_by_side([page(reading, number) for number in SPREAD], 2)
    upper = side_by_side([page(reading, COVER), opening], GAP)
    lower = side_by_side([page(booklet, number) for number in SHEETS], GAP)
    lower = lower.resize((upper.width, round(lower.height * upper.width / lower.width)), Image.Resampling.LANCZOS)
    height = upper.height + GAP + lower.height
    held = phone(built / f"{NAME}.html", height)
    table = Image.new("RGB", (upper.width + held.width + 3 * GAP, height + 2 * GAP), TABLE)
    table.paste(upper, (GAP, GAP))
    table.paste(lower, (GAP, upper.height + 2 * GAP))
    table.paste(held, (upper.width + 2 * GAP, GAP))
    return table.quantize(64)


if __name__ == "__main__":
    built = Path(sys.argv[1] if len(sys.argv) > 1 else "build")
    picture(built).save(Path(__file__).with_name("pages.png"), optimize=True)
