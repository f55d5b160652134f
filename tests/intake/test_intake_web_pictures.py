"""The pictures of a saved page: the largest copy that was saved with it, none fetched, none missing in silence."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import partial

import pytest

from pamphlet.diagnostics import Refused, error
from pamphlet.intake.copy import Copy
from pamphlet.intake.web.reader import read_web_page

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
GIF = b"GIF89a" + bytes(200)
DOT = b"GIF89a" + bytes(37)


def read(body: str, **files: bytes) -> Copy:
    """Read a page, `Page.html`, with pictures in the folder that a browser makes beside it."""
    beside = {f"Page_files/{name}.png": partial(bytes, data) for name, data in files.items()}
    return read_web_page(f"<p>Words.</p>{body}".encode(), "Page.html", beside)


def asked(copy: Copy) -> list[str]:
    """What the account says of pictures."""
    return [remark.text for remark in copy.remarks if "picture" in remark.text]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="Page_files/small.png" srcset="Page_files/small.png 300w, Page_files/large.png 1200w">',
        '<img src="./Page_files/small.png" data-src="https://x.example/large.png">',
        '<img src="https://x.example/none.gif" data-srcset="https://x.example/large.png?x=1 2x, small.png 1x">',
        '<a href="https://x.example/full/large.png"><img src="Page_files/small.png"></a>',
        '<picture><source srcset="other/large.png 900w"><img src="Page_files/small.png"></picture>',
        '<img src="data:image/gif;base64,'
        + base64.b64encode(DOT).decode()
        + '"><noscript><img src="large.png"></noscript>',
        '<img src="Other%20name_files/large.png">',
    ],
)
def test_the_largest_copy_is_taken(image: str) -> None:
    """Whatever way a page names its sizes, and whatever the folder was called when the page was saved."""
    copy = read(image, small=GIF, large=PNG)
    assert list(copy.pictures.values()) == [PNG]
    assert [found.get("src") for found in copy.body.iter("img")] == ["large.png"]
    assert asked(copy) == []


def test_a_picture_written_into_the_page() -> None:
    """It needs no file beside it."""
    copy = read(f'<img src="data:image/png;base64,{base64.b64encode(PNG).decode()}" alt="A key">')
    assert copy.pictures == {"picture.png": PNG}
    assert [found.get("alt") for found in copy.body.iter("img")] == ["A key"]


def test_the_suffix_is_that_of_the_bytes() -> None:
    """A GIF that is called PNG, and two pictures of one name in two folders."""
    beside: dict[str, Callable[[], bytes]] = {"a/map.png": lambda: GIF, "b/map.png": lambda: PNG}
    copy = read_web_page(
        b'<p>Words.<p><img src="a/map.png"><p><img src="b/map.png"><p><img src="b/map.png">', "x.html", beside
    )
    assert copy.pictures == {"map.gif": GIF, "map.png": PNG}
    assert [found.get("src") for found in copy.body.iter("img")] == ["map.gif", "map.png", "map.png"]


def test_a_name_that_two_folders_have_is_not_guessed() -> None:
    """Of pictures of one name the one in the page's own folder is taken, and where there is none neither."""
    beside: dict[str, Callable[[], bytes]] = {"a/map.png": lambda: GIF, "b/map.png": lambda: PNG}
    page = b'<p>Words.<p><img src="https://x.example/map.png">'
    assert read_web_page(page, "x.html", beside).pictures == {}
    assert read_web_page(page, "b.html", beside).pictures == {"map.png": PNG}


@pytest.mark.parametrize(
    ("image", "words"),
    [
        ('<img src="https://x.example/p.png" alt="A map">', "(“A map”) was not saved with the page"),
        ('<img src="//x.example/p.png">', "//x.example/p.png"),
        ('<img src="Page_files/text.png">', "of a kind that is not printed here"),
        ('<img src="../../../etc/passwd">', "was not saved with the page"),
        ('<img src="file:///etc/passwd">', "was not saved with the page"),
        ('<img src="http://[broken">', "was not saved with the page"),
        ('<img src="data:image/png;base64,@@@">', "a picture"),
    ],
)
def test_a_missing_picture_is_asked_for(image: str, words: str) -> None:
    """What was not saved is not fetched, nor is anything outside of the folder read: the account says what to do."""
    copy = read(image, text=b"no picture at all")
    assert copy.pictures == {}
    (remark,) = asked(copy)
    assert words in remark


def test_a_picture_that_cannot_be_read_is_said() -> None:
    """The page is imported without it, and the account has the reason."""

    def refuse() -> bytes:
        raise Refused((error("import-picture", "the picture `a.png` is larger than 64 MB", hint=""),))

    copy = read_web_page(b'<p>Words.<img src="a.png">', "x.html", {"f/a.png": refuse})
    assert "larger than 64 MB" in asked(copy)[0]


@pytest.mark.parametrize("size", ["²", "9" * 5_000])
def test_a_size_that_is_none_says_nothing(size: str) -> None:
    """The picture is asked for like any other."""
    copy = read(f'Well<img src="f.png" width="{size}" height="{size}">')
    assert (copy.count.pictures, len(asked(copy))) == (1, 1)


def test_signs_dots_and_icons_are_no_pictures() -> None:
    """An emoji is its sign; what counts readers or stands beside a name is left."""
    copy = read(
        'Well<img class="emoji" alt="!" src="e.png"> <img src="c.png" width="1" height="1">'
        '<img src="f.png" width="48" height="48">'
    )
    assert "Well!" in "".join(copy.body.itertext())
    assert (copy.count.pictures, asked(copy)) == (0, [])
