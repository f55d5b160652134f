"""Themes in a manuscript's folder that are hostile or odd, and what must come of each."""

from __future__ import annotations

from collections.abc import Mapping

from photographs import photograph
from texts import chapter
from trial import AUTHOR, SETTINGS, Case

_THEME = 'based_on = "literata"\npaper = ["x.css"]\nebook = ["x.css"]\nweb = ["x.css"]\n'
_CHAPTER = chapter("Words, and [a link](https://example.org/a).")


def _sheet(name: str, css: str, *said: str, refused: bool = True) -> Case:
    return _theme(f"sheet: {name}", {"x.css": css}, said, refused=refused)


def _toml(name: str, toml: str, *said: str) -> Case:
    return _theme(name, {"theme.toml": toml, "x.css": ""}, said, refused=True)


def _cover(name: str, template: str, *said: str, refused: bool = True) -> Case:
    files = {"theme.toml": _THEME + 'cover = "cover.html"\n', "x.css": "", "cover.html": template}
    return _theme(f"cover: {name}", files, said, refused=refused)


def _theme(
    name: str, files: Mapping[str, str | bytes], said: tuple[str, ...], *, refused: bool, limits: str = ""
) -> Case:
    theme = {f"look/{file}": data for file, data in {"theme.toml": _THEME, **files}.items()}
    settings = f'{SETTINGS}theme = "look"\n'
    chapters = {"body/01-bread.md": _CHAPTER, "pamphlet.toml": settings}
    return Case(
        name=f"theme, {name}", files={**chapters, **theme}, said=frozenset(said), refused=refused, limits=limits
    )


def _endless(name: str, files: Mapping[str, str | bytes], said: str, limits: str) -> Case:
    """A theme that goes on until a limit stops it."""
    return _theme(name, files, (said,), refused=True, limits=limits)


_OUT = {
    "background of a host": "body { background: url(http://CANARY/x.png) }",
    "background of a host, for the ebook alone": "@media not print { body { background: url(http://CANARY/x.png) } }",
    "background of the machine": "body { background: url(file://OUTSIDE/secret.svg) }",
    "background, relative": "body { background: url(../../../outside/secret.svg) }",
    "background, escaped": "body { background: \\75rl(http://CANARY/x.png) }",
    "background in a set": "body { background: image-set('http://CANARY/x.png' 1x) }",
    "background by a variable": ":root { --x: url(http://CANARY/x.png) } body { background: var(--x) }",
    "content of the machine": "p::before { content: url(file://OUTSIDE/secret.svg) }",
    "mark of a list": "li, p { display: list-item; list-style: url(http://CANARY/x.png) }",
    "picture on the page": "@page { background: url(file://OUTSIDE/secret.svg) }",
    "import of a host": "@import url(http://CANARY/x.css);",
    "import of the machine": "@import 'file://OUTSIDE/secret.css';",
    "import, escaped": "@\\69mport 'http://CANARY/x.css';",
    "import, as data": "@import url(data:text/css,@import%20url(http://CANARY/x.css););",
    "font of a host": "@font-face { font-family: X; src: url(http://CANARY/x.ttf) } body { font-family: X }",
    "font of the machine": "@font-face { font-family: X; src: url(file:///usr/share/fonts/x.ttf) } body { font-family: X }",
    "font of the system": "@font-face { font-family: X; src: local('DejaVu Sans') } body { font-family: X }",
    "colour profile": "@color-profile --x { src: url(file://OUTSIDE/secret.icc) } body { color: color(--x 1 1 1) }",
    "data with a drawing that reaches out": "body { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><image xlink:href='http://CANARY/x.png' width='9' height='9'/></svg>\") }",
    "attachment": "a { -weasy-attachment: url(file://OUTSIDE/secret.txt); background: url(file://OUTSIDE/secret.txt) }",
    "namespace and charset": '@charset "x"; @namespace url(http://CANARY/x); body { background: url(//CANARY/x) }',
    "link to the machine": "body { -weasy-link: url(file:///etc/passwd); background: url(file:///etc/passwd) }",
}  # fmt: skip

_HIDDEN = {
    "nothing shown": "body { display: none }",
    "text hidden": "p { visibility: hidden }",
    "text off the page": "p { position: absolute; left: -9999px }",
    "text cut": "p { height: 0; overflow: hidden }",
    "text of no size": "p { font-size: 0 }",
    "text not there": "p { display: none }",
    "text turned over": "p { transform: scale(0) }",
    "text see-through": "p { opacity: 0 }",
    "text transparent": "p { color: transparent }",
    "text clipped": "p { clip: rect(0,0,0,0); position: absolute }",
    "text in a floor of 1 pt": "p { max-height: 1pt; overflow: hidden }",
    "text beyond the edge": "p { margin-left: 400mm }",
    "text drawn in": "p { text-indent: -9999px }",
}

_SHEETS = (
    *(_sheet(name, css) for name, css in _OUT.items()),
    *(_sheet(name, css, refused=True) for name, css in _HIDDEN.items()),
    _sheet("the end of a style element", "body { color: #000 } /* </style><script>alert(1)</script> */", refused=False),
    _sheet("the end of a style element, in a text", "p::before { content: '</style><script>alert(1)</script>' }", refused=False),
    _sheet("target as an attribute", "a::after { content: attr(href) ' ' attr(onclick) }", "words-off-page"),
    _sheet("text white", "p { color: white }", "preflight-white-type", refused=False),
    _sheet("text replaced", "p { content: 'other words' }", refused=False),
    _sheet("numbers without end", "p { margin: 1e999px; line-height: 1e9; letter-spacing: -1e9px }"),
    _sheet("page of nothing", "@page { size: 0 0 }"),
    _sheet("page of margins", "@page { margin: 100mm }"),
    _sheet("columns, 100,000", "section { columns: 100000 }", refused=False),
    _sheet("brackets, 5,000", "p { x: " + "(" * 5_000 + "}"),
    _sheet("rules, 20,000", "p { color: #000 }\n" * 20_000, refused=False),
    _sheet("not a sheet", "\x00\x01 {{{{ ;;;"),
    _sheet("variables of each other", ":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }", refused=False),
    _sheet("counters", "p { counter-increment: x 999999999999 } p::before { content: counter(x, lower-roman) }", refused=False),
)  # fmt: skip

_COVERS = (
    _cover("of Python", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "theme-cover"),
    _cover("of the machine", "{% include '/etc/passwd' %}", "theme-cover"),
    _cover("that climbs", "{% include '../../outside/secret.html' %}", "theme-cover"),
    _cover("that imports", "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "theme-cover"),
    _cover("that runs", '<section id="cover"><script>fetch("http://CANARY/x")</script></section>'),
    _cover("with a picture of a host", '<section id="cover"><h1>Bread</h1><p>Jane Doe</p><img src="http://CANARY/x.png" alt="x"/></section>'),
    _cover("with a frame of the machine", '<section id="cover"><h1>Bread</h1><p>Jane Doe</p><iframe src="file://OUTSIDE/secret.txt"></iframe><object data="file://OUTSIDE/secret.svg"></object></section>'),
    _cover("with an attachment", '<section id="cover"><h1>Bread</h1><p>Jane Doe</p><a rel="attachment" href="file://OUTSIDE/secret.txt">x</a></section>'),
    _cover("with a base", '<base href="http://CANARY/"/><section id="cover"><h1>Bread</h1><p>Jane Doe</p><img src="x.png" alt="x"/></section>'),
    _cover("with a link element", '<link rel="stylesheet" href="http://CANARY/x.css"/><section id="cover"><h1>Bread</h1><p>Jane Doe</p></section>'),
    _cover("with a style element", '<style>@import url(http://CANARY/x.css);</style><section id="cover"><h1>Bread</h1><p>Jane Doe</p></section>'),
    _cover("with a link that runs", '<section id="cover"><h1>Bread</h1><p>Jane Doe</p><p><a href="javascript:alert(1)">x</a></p></section>'),
    _cover("with a link to the machine", '<section id="cover"><h1>Bread</h1><p>Jane Doe</p><p><a href="file:///etc/passwd">x</a></p></section>'),
    _cover("with a drawing", '<section id="cover"><h1>Bread</h1><p>Jane Doe</p><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><image xlink:href="file://OUTSIDE/secret.svg" width="9" height="9"/></svg></section>'),
    _cover("of nothing", "", "cover-full"),
    _cover("half", "{% if", "theme-cover"),
)  # fmt: skip

_FILES = (
    _toml("empty", ""),
    _toml("noise", "[[[", "toml-syntax"),
    _toml("built on itself", 'based_on = "look"\n', "theme-absent"),
    _toml("built on what climbs", 'based_on = "../outside"\n', "theme-absent"),
    _toml("sheet that climbs", 'based_on = "literata"\npaper = ["../../../outside/secret.css"]\n', "theme-absent"),
    _toml("sheet from the root", 'based_on = "literata"\npaper = ["OUTSIDE/secret.css"]\n', "theme-absent"),
    _toml("face of no family", 'based_on = "literata"\n[[face]]\nname = "X"\nfamily = "../../../etc/passwd"\n', "theme-face"),
    _toml("face of odd axes", 'based_on = "literata"\n[[face]]\nname = "X"\nfamily = "Literata"\naxes = { wght = nan }\n'),
    _toml("grid without lines", 'based_on = "literata"\n[trim.A5]\ngrid = { measure = 1e300, lead = 0.0001, lines = 999999999 }\n'),
    _theme("picture with the author's name", {
        "theme.toml": _THEME + 'pictures = ["a.jpg"]\n', "a.jpg": photograph("JPEG", 300, 300, author=True),
        "x.css": "body { background: url(a.jpg) }"}, (), refused=False),
    _theme("picture that runs", {
        "theme.toml": _THEME + 'pictures = ["a.svg"]\n',
        "a.svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert("{AUTHOR}")</script></svg>',
        "x.css": "body { background: url(a.svg) }"}, (), refused=False),
)  # fmt: skip

_SOON, _SMALL = "processor_seconds = 4\nmemory = 3_000\n", "processor_seconds = 12\nmemory = 700\n"
_NARROW = "{% for a in range(99999) %}" * 3 + "{% endfor %}" * 3
_DOUBLED = ":root { --a0: x; " + " ".join(f"--a{n + 1}: var(--a{n}) var(--a{n});" for n in range(40)) + " } "

_ENDLESS = (
    _endless("cover: that counts without end", {
        "theme.toml": _THEME + 'cover = "cover.html"\n', "x.css": "",
        "cover.html": '<section id="cover"><h1>Bread</h1><p>Jane Doe</p></section>' + _NARROW}, "limit-time", _SOON),
    _endless("cover: that fills the memory", {
        "theme.toml": _THEME + 'cover = "cover.html"\n', "x.css": "",
        "cover.html": "{% set x = 'ab' * 9999 %}" + "{% set x = x ~ x %}" * 20 + "{{ x }}"}, "limit-memory", _SMALL),
    _endless("sheet: variables that double", {"x.css": _DOUBLED + "p { font-family: var(--a40) }"}, "limit-memory", _SMALL),
    _endless("sheet: page of 10 km", {"x.css": "@page { size: 10000000mm 10000000mm }"}, "limit-memory", _SMALL),
    _endless("sheet: a million tracks", {
        "x.css": "section { display: grid; grid-template-columns: repeat(1000000, 1px) }"}, "limit-time", _SOON),
    _theme("sheet: flexes in flexes", {"x.css": "* { display: flex }"}, (), refused=True, limits=_SOON),
)  # fmt: skip

THEMES = (*_SHEETS, *_COVERS, *_FILES, *_ENDLESS)
