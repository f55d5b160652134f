"""A folder becomes a manuscript: which files, in which order, and what is said of those that will not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.diagnostics import Diagnostics
from pamphlet.limits import USUAL, Limits, raising
from pamphlet.manuscript.assembly import Manuscript, read_manuscript
from pamphlet.manuscript.document import Section
from pamphlet.manuscript.traversal import plain_text, runs
from pamphlet.workspace import DiskFolder, MemoryFolder

TOML = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2026-01-21\n'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


def read(files: dict[str, str | bytes], limits: Limits = USUAL) -> tuple[Manuscript | None, list[str]]:
    """What a folder holds, and the findings: `file:line:column slug: message | hint`."""
    found = Diagnostics()
    manuscript = read_manuscript(MemoryFolder(files, label="."), found, limits)
    return manuscript, [
        (f"{finding.span} " if finding.span else "")
        + f"{finding.slug}: {finding.message}"
        + (f" | {finding.hint}" if finding.hint else "")
        for finding in found
    ]


def manuscript_of(files: dict[str, str | bytes]) -> Manuscript:
    """A manuscript without findings; its settings are given unless it has its own."""
    manuscript, found = read({"pamphlet.toml": TOML, **files})
    assert found == []
    assert manuscript is not None
    return manuscript


def findings_in(files: dict[str, str | bytes]) -> list[str]:
    """The findings of a manuscript with one good chapter, unless it has its own."""
    return read({"pamphlet.toml": TOML, "body/01-one.md": "# One\n\nText.\n", **files})[1]


def ids(sections: tuple[Section | str, ...]) -> list[str]:
    """The parts by their ids, or by the words that stand for them."""
    return [part if isinstance(part, str) else part.id for part in sections]


def text(section: Section) -> str:
    """All words of a section but its title."""
    return " ".join(plain_text(run.children) for run in runs(section.blocks))


# Order


def test_files_come_by_name() -> None:
    """Without an order, front, body and back each come in the order of their file names."""
    document = manuscript_of(
        {
            "body/02-two.md": "# Two\n\nText.",
            "body/10-ten.md": "# Ten\n\nText.",
            "body/01-one.md": "# One\n\nText.",
            "front/preface.md": "# P\n\nText.",
            "front/epigraph.md": "Text.",
            "back/glossary.md": "# G\n\nText.",
            "back/chronology.md": "# C\n\nText.",
        }
    ).document
    assert ids(document.front) == ["epigraph", "preface"]
    assert ids(document.body) == ["one", "two", "ten"]
    assert ids(document.back) == ["chronology", "glossary", "fates", "notes", "index"]
    assert [section.role for section in document.sections] == [
        "epigraph", "preface", "chapter", "chapter", "chapter", "chronology", "glossary",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        ('["a.md", "b.md"]', ["a", "b", "fates", "notes", "index"]),
        ('["b.md", "fates", "notes", "a.md", "index"]', ["b", "fates", "notes", "a", "index"]),
        ('["notes", "a.md", "b.md"]', ["notes", "a", "b", "fates", "index"]),
        ('["index", "a.md", "b.md", "notes"]', ["a", "b", "notes", "fates", "index"]),
    ],
)
def test_the_order_says_what_stands_where(back: str, expected: list[str]) -> None:
    """The parts that are made stand where they are listed, else behind the files; the index is always last."""
    toml = f'{TOML}[order]\nbody = ["2.md", "1.md"]\nback = {back}\n'
    document = manuscript_of(
        {
            "pamphlet.toml": toml,
            "body/1.md": "# One\n\nText.",
            "body/2.md": "# Two\n\nText.",
            "back/a.md": "# A\n\nText.",
            "back/b.md": "# B\n\nText.",
        }
    ).document
    assert [plain_text(section.heading.children) for section in document.body if section.heading] == ["Two", "One"]
    assert ids(document.back) == expected


def test_what_is_listed_must_be_there_and_what_is_there_listed() -> None:
    """Neither a chapter that is missed nor one that is forgotten passes in silence."""
    hint = "add it to the list, or move the file elsewhere"
    toml = f'{TOML}[order]\nfront = []\nbody = ["one.md", "tow.md", "../x.md"]\nback = ["fate", "index.md"]\n'
    assert read(
        {
            "pamphlet.toml": toml,
            "body/one.md": "# One\n\nText.",
            "body/two.md": "# Two\n\nText.",
            "front/preface.md": "# P\n\nText.",
        }
    )[1] == [
        f"pamphlet.toml:1:9 file-not-listed: `front/preface.md` is there but `order.front` does not list it | {hint}",
        f"pamphlet.toml:6:9 file-not-listed: `body/two.md` is there but `order.body` does not list it | {hint}",
        "pamphlet.toml:6:19 file-absent: `body/tow.md` is listed but not there | did you mean `two.md`?",
        "pamphlet.toml:6:29 file-absent: `body/../x.md` is listed but not there | known here: `one.md`, `two.md`",
        "pamphlet.toml:7:9 file-absent: `back/fate` is listed but not there | did you mean `fates`?",
        "pamphlet.toml:7:17 file-absent: `back/index.md` is listed but not there | did you mean `index`?",
    ]


# Sections


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("01-bread.md", "bread"),
        ("1. Bread and Prices.MD", "bread-and-prices"),
        ("Käse_2.md", "kase-2"),
        ("2024.md", "section"),
        ("Хлеб.md", "section"),
        ("notes.md", "notes-part-2"),
        ("contents.md", "contents-part-2"),
    ],
)
def test_a_chapter_goes_by_the_name_of_its_file(name: str, identity: str) -> None:
    """The number is left away, and what is made beside the text keeps its own ids."""
    section = manuscript_of({f"body/{name}": "# Bread\n\nText."}).document.body[0]
    assert section.id == identity
    assert section.heading is not None
    assert section.heading.id == identity


def test_an_id_can_be_given() -> None:
    """The title keeps what the author wrote."""
    section = manuscript_of({"body/1.md": "# Bread {#corn}\n\nText."}).document.body[0]
    assert section.heading is not None
    assert (section.id, section.heading.id) == ("section", "corn")


def test_no_id_stands_for_two() -> None:
    """Not for equal file names in different folders, nor for a block of one file and the title of another."""
    document = manuscript_of(
        {
            "front/bread.md": "# A\n\nText.\n\nText.\n\nText.",
            "body/bread.md": "# B\n\nText.",
            "body/bread-2.md": "# C\n\nText.",
            "back/bread-part-2.md": "# D\n\nText.",
            "fates.toml": "[[person]]\nname = 'Ann'\nfate = 'Text.'\n[[person]]\nname = 'Ann 1'\nfate = 'Text.'\n",
        }
    ).document
    found = [section.id for section in document.sections]
    found += [run.id for section in document.sections for run in runs(section.blocks)]
    for person in document.people.persons:
        found += [f"fate-{person.key}", *(run.id for run in runs(person.fate))]
    assert len(found) == len(set(found))


def test_the_only_chapter_needs_no_title() -> None:
    """It is then the pamphlet's; an epigraph and a dedication never need one."""
    files: dict[str, str | bytes] = {
        "body/text.md": "Text.",
        "front/epigraph.md": "Text.",
        "front/dedication.md": "Text.",
    }
    document = manuscript_of(files).document
    assert [section.heading for section in document.sections] == [None, None, None]
    assert [text(section) for section in document.sections] == ["Text.", "Text.", "Text."]


def test_titles_that_are_missing_or_too_many() -> None:
    """Of several chapters each has one title, and so has every other part."""
    assert read(
        {
            "pamphlet.toml": TOML,
            "body/1.md": "Text.\n\n## Sub\n",
            "body/2.md": "# Two\n\nText.\n\n# Three\n",
            "back/glossary.md": "> # Not this\n",
        }
    )[1] == [
        "back/glossary.md:1:1 title-absent: this chapter has no title | begin it with `# Title`",
        "body/1.md:1:1 title-absent: this chapter has no title | begin it with `# Title`",
        "body/2.md:5:1 title-second: a second title stands in this file | begin a new file, or write `##`",
    ]


@pytest.mark.parametrize("content", ["", "  \n\n", "# Title\n", "<!-- to come -->\n", "[^a]: A note.\n"])
def test_an_empty_chapter(content: str) -> None:
    """A chapter without a word of text is an error, and one error is enough."""
    assert findings_in({"body/02-two.md": content}) == [
        "body/02-two.md:1:1 chapter-empty: `body/02-two.md` holds no text | write it, or take the file away"
    ]


def test_a_chapter_that_was_refused_is_not_called_empty() -> None:
    """It is known why nothing is left of it."""
    assert [each.split()[1] for each in findings_in({"body/02-two.md": "> " * 40 + "deep"})] == ["nesting:"]


@pytest.mark.parametrize("files", [{}, {"body/one.txt": "x"}, {"body/part/one.md": "x"}, {"front/one.md": "# O\n\nx"}])
def test_a_manuscript_without_a_chapter(files: dict[str, str | bytes]) -> None:
    """There is nothing to print; what is there is read all the same."""
    manuscript, found = read({"pamphlet.toml": TOML, **files})
    assert found == ["body-empty: there is no chapter in `./body` | write one: body/01-title.md"]
    assert manuscript is not None
    assert len(manuscript.document.front) == len([name for name in files if name.startswith("front")])


# Files


def test_a_folder_that_is_no_manuscript() -> None:
    """Without pamphlet.toml there is one finding, and nothing to go on with."""
    manuscript, (finding,) = read({"body/one.md": "# One"})
    assert manuscript is None
    assert finding == (
        "manuscript-absent: there is no pamphlet.toml in `.`, so it is no manuscript"
        " | a manuscript has pamphlet.toml and at least one chapter in body/"
    )


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """It is named as the user named it."""
    found = Diagnostics()
    assert read_manuscript(DiskFolder(tmp_path / "absent"), found) is None
    assert [finding.message for finding in found] == [f"there is no folder `{tmp_path}/absent`"]


def test_settings_that_are_no_toml() -> None:
    """Nothing else is read then."""
    manuscript, found = read({"pamphlet.toml": "title", "body/one.md": "<b>"})
    assert manuscript is None
    assert [each.split()[1] for each in found] == ["toml-syntax:"]


@pytest.mark.parametrize("name", ["body/02-two.md", "notes.md", "fates.toml", "pamphlet.toml"])
def test_a_file_that_is_not_utf_8(name: str) -> None:
    """The byte is named with its line and column, and the other files are read."""
    found = findings_in(
        {name: b"\xef\xbb\xbf# Caf\xc3\xa9\r\n\r\nA \x93quote\x94", "body/03-three.md": "# Three\n\n<b>"}
    )
    hint = "save it as UTF-8 in your editor, or bring it in with `pamphlet import`"
    assert found[0 if name == "body/02-two.md" else -1] == (
        f"{name}:3:3 not-utf-8: this file is not UTF-8 text: byte 17 is no part of a character | {hint}"
    )
    assert len(found) == (1 if name == "pamphlet.toml" else 2)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_of_any_system_are_read_alike(ends: str, mark: str) -> None:
    """A byte order mark and line ends of any kind change neither the tree nor the places."""

    def written(lines: str) -> str:
        return mark + lines.replace("\n", ends)

    files: dict[str, str | bytes] = {
        "pamphlet.toml": written(TOML),
        "body/one.md": written("# One\n\nText.[^a]\n\n::: verse\none\ntwo\n:::\n"),
        "notes.md": written("[^a]: First.\n\n    Second.\n"),
        "fates.toml": written('[[person]]\nname = "Ann"\nfate = """\nOne.\n\nTwo.\n"""\n'),
    }
    document = manuscript_of(files).document
    plain = manuscript_of({name: str(data).replace("\ufeff", "").replace(ends, "\n") for name, data in files.items()})
    assert document == plain.document
    assert [str(run.span) for note in document.notes for run in runs(note.blocks)] == ["notes.md:1:1", "notes.md:3:5"]
    assert [str(run.span) for run in runs(document.people.persons[0].fate)] == ["fates.toml:4:1", "fates.toml:6:1"]


def test_what_cannot_be_printed_is_refused() -> None:
    """Each such character at its place, in every kind of file."""
    found = findings_in(
        {
            "body/02-two.md": "# Two\n\na\x00b \u202ec\x0b\n",
            "notes.md": "[^a]: x\ufffe\n",
            "fates.toml": "title = 'x\u202e'\n",
        }
    )
    message = "control-character: a character that cannot be printed stands here"
    assert [each.partition(" | ")[0] for each in found if "endnote" not in each] == [
        f"body/02-two.md:3:2 {message} (U+0000)",
        f"body/02-two.md:3:5 {message} (U+202E)",
        f"body/02-two.md:3:7 {message} (U+000B)",
        f"fates.toml:1:11 {message} (U+202E)",
        f"notes.md:1:8 {message} (U+FFFE)",
    ]


def test_a_file_that_cannot_be_read() -> None:
    """It is named with the reason, and where it is listed if it is; one that is too long likewise."""
    toml = f'{TOML}[order]\nbody = ["one.md", "two.md"]\n'
    long = "# Two\n\n" + "x" * len(toml)
    files: dict[str, str | bytes] = {"pamphlet.toml": toml, "body/one.md": "# One\n\nText.", "body/two.md": long}
    said = f"`body/two.md` is longer than the limit `longest_text` of {len(toml)} characters"
    assert read(files, Limits(longest_text=len(toml)))[1] == [
        f"pamphlet.toml:5:19 file-unreadable: {said} | part it into several files; {raising('longest_text')}"
    ]


# Notes, people, pictures


def test_notes_stand_in_chapters_and_in_their_own_file() -> None:
    """Wherever they are defined, they are the pamphlet's."""
    document = manuscript_of(
        {
            "body/1.md": "# One\n\nText.[^a][^b]\n\n[^a]: In the chapter.\n",
            "notes.md": "# Notes\n\n## For chapter one\n\n[^b]: In notes.md.\n",
        }
    ).document
    assert [(note.label, [plain_text(run.children) for run in runs(note.blocks)]) for note in document.notes] == [
        ("a", ["In the chapter."]),
        ("b", ["In notes.md."]),
    ]


def test_words_that_belong_to_no_note() -> None:
    """In notes.md only heads may stand between the notes: what they say is not printed."""
    found = findings_in({"notes.md": "# Notes\n\n[^a]: One.\n\nA second paragraph, not indented.\n\n- x\n"})
    assert [each.partition(" | ")[0] for each in found] == [
        "notes.md:5:1 endnote-stray: these words of notes.md belong to no note",
        "notes.md:7:1 endnote-stray: these words of notes.md belong to no note",
    ]


def test_people_are_read() -> None:
    """With the language of the manuscript; without fates.toml there is nobody."""
    toml = TOML + 'language = "de"\n'
    files: dict[str, str | bytes] = {"pamphlet.toml": toml, "body/1.md": "Text."}
    assert manuscript_of(files).document.people.persons == ()
    document = manuscript_of({**files, "fates.toml": "[[person]]\nname = 'Ann'\nfate = '\"Ja\"'\n"}).document
    assert [plain_text(run.children) for run in runs(document.people.persons[0].fate)] == ["„Ja“"]


def test_pictures_are_found_wherever_they_are_asked_for() -> None:
    """In chapters and quotations, notes and fates, by names with spaces and letters of any kind."""
    figures = {name: f"![x](<images/{name}.svg>)" for name in ("a b", "ü", "note", "fate", "closing")}
    document = manuscript_of(
        {
            "body/1.md": f"Text.[^n]\n\n{figures['a b']}\n\n> {figures['ü']}\n\n![x](images/a%20b.svg)\n",
            "notes.md": f"[^n]: Text.\n\n    {figures['note']}\n",
            "fates.toml": f"closing = '{figures['closing']}'\n[[person]]\nname = 'A'\nfate = '{figures['fate']}'\n",
            **{f"images/{name}.svg": DRAWING for name in figures},
        }
    ).document
    assert set(document.images) == {f"images/{name}.svg" for name in figures}
    assert {(picture.width, picture.height) for picture in document.images.values()} == {(10, 10)}


def test_pictures_that_cannot_be_had() -> None:
    """Absent, outside, of another kind, or no picture at all: an error at each place that asks for it."""
    names = ("images/mpa.svg", "../secret.png", "pamphlet.toml", "images/bad.png", "https://example.org/x.png")
    text = "Text.\n\n" + "".join(f"![x]({name})\n\n" for name in names) + "> ![y](images/mpa.svg)\n"
    found = findings_in({"body/02-two.md": f"# Two\n\n{text}", "images/map.svg": DRAWING, "images/bad.png": "no"})
    assert [each.partition(":")[2].partition(" ")[0] for each in found] == ["5:1", "7:1", "9:1", "11:1", "13:1", "15:1"]
    assert [each.split()[1] for each in found] == [
        *["picture-absent:"] * 2, *["picture-unreadable:"] * 2, *["picture-absent:"] * 2,
    ]  # fmt: skip
    assert found[0].endswith("the picture `images/mpa.svg` is not there | did you mean `images/map.svg`?")
    assert "`../secret.png` is outside the folder" in found[1]
    assert "`pamphlet.toml` is not one of" in found[2]
