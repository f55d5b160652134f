"""Chapters that are hostile or odd, and what must come of each."""

from __future__ import annotations

from trial import LAST_WORD, Case, Files

WORD = "lorem "


def chapter(text: str) -> str:
    """A chapter with the text in it, and with its last word."""
    return f"# Bread\n\nIt began with bread.\n\n{text}\n\nThe last word is {LAST_WORD}.\n"


def fine(name: str, text: str, *said: str, kept: tuple[str, ...] = (), **more: str) -> Case:
    """A chapter that is to be made, whole."""
    return _case(name, text, said, refused=False, kept=kept, more=more)


def refused(name: str, text: str, *said: str, **more: str) -> Case:
    """A chapter of which nothing may be made."""
    return _case(name, text, said, refused=True, kept=(), more=more)


def _case(name: str, text: str, said: tuple[str, ...], *, refused: bool, kept: tuple[str, ...], more: Files) -> Case:
    files = {"body/01-bread.md": chapter(text), **{_file(key): value for key, value in more.items()}}
    return Case(name=name, files=files, said=frozenset(said), refused=refused, kept=kept)


def _file(key: str) -> str:
    return {"notes": "notes.md", "fates": "fates.toml", "settings": "pamphlet.toml"}[key]


def table(columns: int, rows: int, cell: str = "a") -> str:
    """A table in Markdown."""
    line = "|" + f" {cell} |" * columns
    return "\n".join([line, "|" + " - |" * columns, *[line] * rows])


def _notes(number: int, words: int) -> str:
    return "\n\n".join(f"[^n{each}]: {WORD * words}endnote{each}x" for each in range(number))


def _calls(number: int) -> str:
    return " ".join(f"word[^n{each}]" for each in range(number))


_LINKS = {
    "javascript": "javascript:alert(1)",
    "javascript with a capital": "JaVaScRiPt:alert(1)",
    "javascript behind a space": "<\u0020javascript:alert(1)>",
    "javascript in entities": "&#106;avascript:alert(1)",
    "javascript percent encoded": "javascript%3Aalert(1)",
    "vbscript": "vbscript:x",
    "data page": "data:text/html,<b>x</b>".replace("<", "%3C").replace(">", "%3E"),
    "file": "file:///etc/passwd",
    "file on a host": "file://CANARY/x",
    "no scheme": "//CANARY/x",
    "backslashes": "\\\\\\\\CANARY\\\\x",
    "relative": "../../notes.md",
    "absolute path": "/etc/passwd",
    "microsoft": "ms-msdt:x",
    "blob": "blob:https://example.org/x",
    "bad host": "http://[::1",
    "ftp": "ftp://CANARY/x",
    "newline in the scheme": "java&#10;script:alert(1)",
    "tab in the scheme": "java&Tab;script:alert(1)",
    "view-source": "view-source:https://example.org",
    "intent": "intent://x#Intent;end",
}

_OF_LINKS = tuple(
    refused(f"link {name}", f"See [this]({address}) now.", "link-address") for name, address in _LINKS.items()
)

_GOOD_LINKS = (
    fine("link to the telephone", "Ring [the office](tel:+44-20-7946-0000) now."),
    fine("link with markup in it", "See [this](https://example.org/?a=%22%3E%3Cscript%3E&b='x') now."),
    fine("link to a word in another writing", "See [this](https://пример.рф/страница) now."),
    fine("links, 2,000 of them", " ".join(f"[w{n}](https://example.org/{n})" for n in range(2_000))),
    fine("link in 2,000 letters", f"See [this](https://example.org/{'a' * 2_000}) now."),
    fine("address of 2,000 letters, printed", f"See <https://example.org/{'a' * 2_000}> now."),
)

_MARKUP = (
    refused("script", "<script>alert(1)</script>", "html"),
    refused("script in a line", "word <script src='http://CANARY/x'></script> word", "html"),
    refused("picture as HTML", '<img src="file:///etc/passwd" onerror="x">', "html"),
    refused("style that hides all", "<style>body{display:none}</style>", "html"),
    refused("import in a style", "<style>@import url(http://CANARY/x.css);</style>", "html"),
    refused("link element with an attachment", '<link rel="attachment" href="file:///etc/passwd">', "html"),
    refused("base", '<base href="file:///etc/">', "html"),
    refused("iframe", '<iframe src="http://CANARY/x"></iframe>', "html"),
    refused("object", '<object data="OUTSIDE/secret.svg"></object>', "html"),
    refused("comment never closed", "<!-- and so it goes on", "html"),
    refused("unclosed tags, 10,000 of them", "<div>\n" * 10_000, "html"),
    refused("doctype with an entity", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "html"),
    refused("processing instruction", "<?php system('x') ?>", "html"),
    refused("CDATA", "<![CDATA[ words ]]>", "html"),
    refused("style attribute", '[words]{style="background:url(http://CANARY/x)"}', "attribute-unknown"),
    fine("event attribute", '[thesewords]{onclick="alert(1)"}', kept=("thesewords",)),  # the parser leaves it out
    refused("href attribute", '[words](https://example.org){href="file:///etc/passwd"}', "link-address"),
    refused("attribute of a head", '## Words {style="x" onclick=y}\n\nMore.', "attribute-unknown"),
    refused("attribute of a picture", '![a](images/a.png){srcset="http://CANARY/x"}', "attribute-unknown"),
    refused("language with a quotation mark", '[words]{lang="&quot;><b"}', "language-tag"),
    fine("template signs", "{{ 7 * 7 }} {% include '/etc/passwd' %} ${7*7} #{7*7} <%= 7 %>".replace("<", "\\<"),
         kept=("{{ 7 * 7 }}",)),
    fine("formula of TeX", "\\$\\input{/etc/passwd}\\$ and \\write18", kept=("write18",)),
    refused("head with the id of a part", "## Words {#imprint}", "id-taken"),
    fine("head with markup as its id, which is no id", '## Words {#"onclick=x}\n\nMore.', kept=("onclick=x}",)),
)  # fmt: skip

_DEEP = (
    refused("quotations, 100,000 in one another", "> " * 100_000 + " word", "nesting"),
    refused("quotations, 40 in one another", ">" * 40 + " word", "nesting"),
    fine("quotations, 12 in one another", ">" * 12 + " deepword", kept=("deepword",)),
    refused("lists, 300 in one another", "\n".join("  " * n + "- a" for n in range(300)), "nesting"),
    refused("lists, 100 in one another on a line", "- " * 100 + "word", "nesting"),
    fine("lists, 8 in one another", "\n".join("  " * n + f"- item{n}x" for n in range(8)), kept=("item7x",)),
    refused("fences, 60 in one another", "\n\n".join("::" + ":" * (70 - n) + " box" for n in range(60)), "nesting"),
    fine("emphasis that never ends, 10,000 times", "*a **b " * 10_000),
    refused("brackets, 50,000", "[" * 50_000, "word-endless"),
    refused("brackets with ends, 5,000", "[" * 5_000 + "a" + "]" * 5_000, "word-endless"),
    refused("exclamation brackets, 20,000", "![" * 20_000, "word-endless"),
    fine("backticks of growing length", " ".join("`" * n for n in range(1, 200))),
    refused("angle brackets, 20,000", "\\<" * 20_000, "word-endless"),
    fine("angle brackets as they are, 20,000", "< " * 20_000),
    refused("signs of mail, 20,000", "a@" * 20_000, "word-endless"),
    refused("underscores, 100,000", "_" * 100_000 + "a", "word-endless"),
    refused("stars and words, 20,000", "*a" * 20_000, "word-endless"),
    refused("ampersands, 50,000", "&" * 50_000, "word-endless"),
    refused("entities, 20,000", "&amp;" * 20_000, "word-endless"),
    refused("backslashes, 100,000", "\\" * 100_000, "word-endless"),
    refused("quotation marks, 20,000", '"' * 20_000, "word-endless"),
    fine("quotation marks round words, 5,000", '"a ' * 5_000),
    refused("brackets with spaces, 50,000", "[ " * 50_000, "brackets-many"),
    refused("brackets in many lines", "a [\n" * 50_000, "brackets-many"),
    fine("brackets, 2,900", "[ " * 2_900),
    fine("word of 2,000 letters", "a" * 2_000),
    fine("words of 2,000 letters, 10", ("a" * 2_000 + " ") * 10),
    fine("rules, 500", "\n\n".join(["***"] * 500)),
    refused("braces, 20,000", "{" * 20_000, "word-endless"),
    refused("attributes never closed", "[a]{" * 5_000, "word-endless"),
    refused("emphasis in emphasis, 200", "".join("*" if n % 2 else "_" for n in range(400)) + "a", "words-off-page"),
    refused("references, 5,000", "\n".join(f"[r{n}]: https://example.org/{n}" for n in range(5_000)) + "\n\n"
         + " ".join(f"[r{n}]" for n in range(5_000)), "brackets-many"),
    refused("references that nothing uses", "\n".join(f"[r{n}]: https://example.org" for n in range(2_000)), "reference-unused"),
)  # fmt: skip

_LARGE = (
    fine("line of half a megabyte", WORD * 85_000),
    refused("line of 11 megabytes", WORD * 1_840_000, "file-unreadable"),
    fine("paragraphs, 2,000", "\n\n".join(["A short one."] * 2_000)),
    fine("heads, 800", "\n\n".join(f"## Head {n}\n\nWords." for n in range(800))),
    refused("word of 100,000 letters", "a" * 100_000, "word-endless"),
    refused("word of 2,000 letters in a head", "## " + "a" * 2_000 + "\n\nWords.", "words-off-page"),
    fine("table of 20 columns", table(20, 3)),
    refused("table of 300 columns", table(300, 3), "words-off-page"),
    refused("table with an unbreakable word in each cell", table(6, 2, "Donaudampfschifffahrtsgesellschaft" * 3), "words-off-page"),
    fine("table of 500 rows", table(4, 500)),
    refused("table with more cells than heads", table(3, 1) + "\n| a | b | c | lost |", "table-row"),
    fine("table in a quotation in a list", "- > | a | b |\n  > | - | - |\n  > | innercell | d |", kept=("innercell",)),
    fine("code with a line of 2,000 letters", "```\n" + "x" * 2_000 + "\n```"),
    fine("code with long words", "```\n" + WORD * 400 + "\n```"),
    fine("code of 3,000 lines", "```\n" + "line of code\n" * 3_000 + "```"),
    fine("code in a line, of 2,000 letters", "`" + "x" * 2_000 + "`"),
    fine("breaks of lines, 2,000", "word\\\n" * 2_000 + "word"),
    fine("item of 20,000 words", "- " + WORD * 20_000),
    fine("quotation over many pages", "> " + WORD * 8_000),
    fine("box over many pages", "::: box\n" + WORD * 4_000 + "\n:::"),
    fine("box of 300 paragraphs", "::: box\n" + "\n\n".join(["Words in a box."] * 300) + "\n:::"),
    fine("verse with a line of 300 words", "::: verse\n" + WORD * 300 + "\n:::"),
    fine("definition of 5,000 words", "Term\n: " + WORD * 5_000),
    fine("list numbered from a billion", "999999999. firstitem\n1. seconditem", kept=("firstitem", "seconditem")),
    fine("list numbered from nought", "0. first\n1. second"),
    fine("item of a numbered list with nothing in it", "1.\n2. second\n3."),
)  # fmt: skip

_NOTES = (
    fine("note of 3,000 words", "word[^n0].", notes=_notes(1, 3_000), kept=("endnote0x",)),
    fine("notes of 500 words, ten", _calls(10), notes=_notes(10, 500), kept=("endnote9x",)),
    fine("notes, 400", _calls(400), notes=_notes(400, 3), kept=("endnote399x",)),
    fine("one note, called 300 times", "word[^n0] " * 300, notes=_notes(1, 3)),
    refused("note that is nowhere", "word[^nope].", "endnote-undefined"),
    refused("note that nothing calls", "word.", "endnote-unused", notes=_notes(1, 3)),
    refused("note twice", "word[^a].", "endnote-duplicate", notes="[^a]: one\n\n[^a]: two\n"),
    refused("note that calls itself", "word[^a].", "endnote-nested", notes="[^a]: one[^a]\n"),
    refused("notes that call each other", "word[^a].", "endnote-nested", notes="[^a]: x[^b]\n\n[^b]: y[^a]\n"),
    fine("note in a head", "## Head[^a]\n\nWords.", notes="[^a]: one\n"),
    refused("note with nothing in it", "word[^a].", "endnote-empty", notes="[^a]:\n\n[^b]: x\n"),
    refused("note with words around it", "word[^a].", "endnote-stray", notes="Stray words.\n\n[^a]: one\n"),
    fine("note with a table and a code", "word[^a].", notes="[^a]: one\n\n    | a | b |\n    | - | - |\n    | notecell | d |\n\n    ```\n    " + "x" * 500 + "\n    ```\n", kept=("notecell",)),
    refused("note with a picture that is nowhere", "word[^a].", "picture-absent", notes="[^a]: one\n\n    ![A loaf](images/x.png)\n"),
    fine("label with markup", "word[^<script>].", notes="[^<script>]: oneword\n", kept=("oneword",)),
    fine("label of 2,000 letters", f"word[^{'a' * 2_000}].", notes=f"[^{'a' * 2_000}]: longlabel\n", kept=("longlabel",)),
)  # fmt: skip

_CHARACTERS = (
    refused("NUL", "wo\x00rd", "control-character"),
    refused("controls", "wo\x07\x1b[31mrd", "control-character"),
    refused("override of direction", "photo \u202egpj.exe\u202c", "control-character"),
    refused("override never closed", "photo \u202e gpj.exe", "control-character"),
    refused("isolates, unbalanced", "a \u2066 b \u2067 c"),
    refused("no characters", "wo\ufffe\uffffrd", "control-character"),
    refused("entity of NUL", "wo&#0;rd"),
    refused("entity of a surrogate", "wo&#xD800;rd"),
    refused("entity beyond Unicode", "wo&#x110000;rd"),
    refused("entity of an override", "wo&#x202E;rd"),
    refused("private use", "wo\ue000rd", "character-missing"),
    refused("hieroglyphs", "wo\U00013000rd", "character-missing"),
    refused("tags", "wo\U000e0041\U000e007frd"),
    refused("emoji of a family", "wo\U0001f468\u200d\U0001f469\u200d\U0001f467rd", "character-missing"),
    refused("Arabic", "كلمة", "character-missing"),
    refused("Hebrew", "מילה", "character-missing"),
    refused("combining storm", "z" + "\u0301\u0302\u0303\u0308" * 200 + "algo"),
    fine("one accent too many", "e\u0301\u0323", kept=()),
    refused("zero-width spaces, 200", "wo" + "\u200b" * 200 + "rd", "character-invisible"),
    refused("soft hyphens, 2,000", "a\u00ad" * 2_000),
    refused("noncharacters of a plane", "wo\U0001ffferd"),
    refused("line separators", "wo\u2028rd\u2029wo"),
    refused("letters of mathematics", "\U0001d400\U0001d401"),
    refused("full width letters", "ｗｉｄｅ"),
    fine("ligatures", "of\ufb01ce"),
    refused("variation selectors", "a\ufe0f\ufe0eb"),
    fine("thin and hard spaces", "10\u202f000 a\u00a0b\u2009c"),
    refused("hangul filler", "a\u3164b\u115fc"),
    refused("object replacement", "a\ufffcb"),
    refused("replacement character", "a\ufffdb", "character-missing"),
    refused("tab and form feed", "a\x0cb\x0bc", "control-character"),
    fine("letters that grow in small letters", "İstanbul ŒUVRE Straße"),
)  # fmt: skip

_BYTES = (
    ("Latin-1", "caf\u00e9".encode("latin-1"), "not-utf-8"),
    ("UTF-16", "# Bread\n\nWords.".encode("utf-16"), "not-utf-8"),
    ("surrogate in UTF-8", b"# Bread\n\nwo\xed\xa0\x80rd", "not-utf-8"),
    ("overlong", b"# Bread\n\nwo\xc0\xafrd", "not-utf-8"),
    ("cut in a character", b"# Bread\n\nword \xe2\x82", "not-utf-8"),
    ("noise", bytes(range(256)) * 4, "not-utf-8"),
    ("empty", b"", "chapter-empty"),
    ("white space", b" \n\t\n  \n", "chapter-empty"),
    ("title alone", b"# Bread\n", "chapter-empty"),
    ("picture under the name of a chapter", b"\x89PNG\r\n\x1a\n\x00\x00", "not-utf-8"),
)

_OF_BYTES = tuple(
    Case(name=f"file: {name}", files={"body/01-bread.md": data}, said=frozenset({slug} - {""}), refused=True)
    for name, data, slug in _BYTES
)

_LINE_ENDS = tuple(
    Case(name=f"file: {name}", files={"body/01-bread.md": data}, kept=("word1x", "word2x"))
    for name, data in (
        ("line ends of Windows", f"# Bread\r\n\r\nword1x\r\n\r\nword2x {LAST_WORD}\r\n".encode()),
        ("line ends of old Macintoshes", f"# Bread\r\rword1x\r\rword2x {LAST_WORD}\r".encode()),
        ("byte order mark", f"\ufeff# Bread\n\nword1x word2x {LAST_WORD}".encode()),
        ("no line end", f"# Bread\n\nword1x word2x {LAST_WORD}".encode()),
        ("all mixed", f"\ufeff# Bread\r\n\rword1x\n\r\nword2x {LAST_WORD}\r".encode()),
    )
)

TEXTS = (
    *_OF_LINKS, *_GOOD_LINKS, *_MARKUP, *_DEEP, *_LARGE, *_NOTES, *_CHARACTERS, *_OF_BYTES, *_LINE_ENDS,
)  # fmt: skip
