"""The reading copy of the sample becomes the picture in the README: `python docs/pages_picture.py`."""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

PAGES = (1, 3, 5, 16, 22, 30)
WIDTH, GAP, COLUMNS = 420, 18, 3
PAPER, TABLE = "white", "#d9d9d4"


def picture(pdf: bytes) -> Image.Image:
    """Some pages side by side, as they would lie on a table."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number - 1] for number in PAGES]
    scale = WIDTH / pages[0].get_width()
    images = [page.render(scale=scale).to_pil() for page in pages]
    height = images[0].height
    rows = -(-len(images) // COLUMNS)
    table = Image.new("RGB", (COLUMNS * (WIDTH + GAP) + GAP, rows * (height + GAP) + GAP), TABLE)
    for number, image in enumerate(images):
        table.paste(image, (GAP + number % COLUMNS * (WIDTH + GAP), GAP + number // COLUMNS * (height + GAP)))
    return table.quantize(32)


if __name__ == "__main__":
    reading_copy = Path(sys.argv[1] if len(sys.argv) > 1 else "build/new-course.pdf")
    picture(reading_copy.read_bytes()).save(Path(__file__).with_name("pages.png"), optimize=True)
