"""Our own preflight has nothing to say of our own ebooks, whatever is in them."""

from __future__ import annotations

import io

import pytest
from opened_book import everything, hardly_anything, in_memory, made, theme
from PIL import Image

from pamphlet.apparatus.parts import Pamphlet
from pamphlet.diagnostics import as_text
from pamphlet.ebook.dress import Dress
from pamphlet.preflight.preflight import preflight


def many_notes() -> Pamphlet:
    """Twelve chapters with three hundred notes."""
    chapters = {
        f"chapter-{n:02}": f"# Bread {n}\n\n"
        + "".join(f"Bread.[^{n}-{m}]\n\n[^{n}-{m}]: Note {m}.\n\n" for m in range(25))
        for n in range(12)
    }
    return in_memory(**chapters)


@pytest.mark.parametrize("name", ["everything", "hardly anything", "many notes"])
def test_our_own_ebooks_have_no_findings(name: str) -> None:
    """Every feature, hardly any, and three hundred notes: the rules for anybody's books hold for ours."""
    pamphlets = {"everything": everything, "hardly anything": hardly_anything}
    pamphlet = pamphlets[name]().pamphlet if name in pamphlets else many_notes()
    cover = io.BytesIO()
    Image.new("L", (1600, 2400), 255).save(cover, "PNG")
    data = made(pamphlet, dress=Dress(theme=theme(), cover=cover.getvalue())).data
    assert as_text(preflight(data, "book.epub").findings) == ""
