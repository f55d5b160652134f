"""XML and HTML of strangers: what harms or breaks off ends in one finding, and nothing is put in from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.diagnostics import Refused
from pamphlet.intake import xml
from pamphlet.intake.xml import html_tree, xml_tree

LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY l0 "ha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10))
    + b"]><a>&l9;</a>"
)


def refusal(data: bytes | str) -> str:
    """The slug with which XML (bytes) or HTML (text) is refused."""
    with pytest.raises(Refused) as refused:
        xml_tree(data, "a.docx") if isinstance(data, bytes) else html_tree(data, "a.docx")
    (finding,) = refused.value.findings
    assert "`a.docx`" in finding.message
    return finding.slug


def words(data: bytes) -> str:
    """The words of a document of XML."""
    return "".join(xml_tree(data, "a.docx").itertext())


@pytest.mark.parametrize("data", [b"", b"bread", b"<a>", b"<a/><b/>", b"<a>\xff</a>", b"<a>\0</a>", b"<a>&co;</a>"])
def test_what_is_not_well_formed_is_damaged(data: bytes) -> None:
    """A document that was cut short is not read as far as it goes: its end would be lost."""
    assert refusal(data) == "import-damaged"


def test_an_encoding_that_does_not_exist_is_damage() -> None:
    """As is one that the document does not keep to."""
    assert refusal(b"<?xml version='1.0' encoding='nonsense'?><a/>") == "import-damaged"
    assert refusal(b"<?xml version='1.0' encoding='utf-8'?><a>\xe9</a>") == "import-damaged"


def test_encodings_that_are_declared_are_read() -> None:
    """By their mark or by what the document says."""
    assert words('<?xml version="1.0" encoding="utf-16"?><a>é</a>'.encode("utf-16")) == "é"
    assert words('<?xml version="1.0" encoding="windows-1252"?><a>“é”</a>'.encode("cp1252")) == "“é”"


def test_entities_of_a_file_are_refused(tmp_path: Path) -> None:
    """Those that would read a file of ours or grow without end, used or not."""
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    address = (tmp_path / "secret").as_uri().encode()
    assert refusal(b'<!DOCTYPE a [<!ENTITY x SYSTEM "' + address + b'">]><a>&x;</a>') == "import-unsafe"
    assert refusal(b'<!DOCTYPE a [<!ENTITY % x SYSTEM "' + address + b'">%x;]><a/>') == "import-unsafe"
    assert refusal(b'<!DOCTYPE a [<!ENTITY x "y">]><a/>') == "import-unsafe"
    assert refusal(LAUGHS) in {"import-unsafe", "import-too-large"}


def test_signs_that_html_names_need_no_declaration() -> None:
    """Ebooks of the older kind name a type of document that is never fetched, and write `&nbsp;`."""
    start = b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    assert words(start + b"<a>b&nbsp;c&eacute; &amp;lt; &lt;</a>") == "b\u00a0cé &lt; <"
    assert refusal(start + b"<a>&co;</a>") == "import-damaged"


def test_comments_and_instructions_are_not_in_the_tree() -> None:
    """A reader meets elements and text alone."""
    root = xml_tree(b"<?x y?><a>b<!-- c -->d<?e f?>g</a>", "a.docx")
    assert "".join(root.itertext()) == "bdg"
    assert len(root) == 0


@pytest.mark.parametrize("deep", [b"<a>" * 300 + b"</a>" * 300, "<div>" * 300])
def test_what_is_nested_too_deep_is_refused(deep: bytes | str) -> None:
    """The parser of HTML would else drop what is inside, in silence."""
    assert refusal(deep) == "import-too-large"


def test_what_is_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before an object is made of each element."""
    monkeypatch.setattr(xml, "MOST_TAGS", 10)
    assert refusal(b"<a>" + b"<b/>" * 10 + b"</a>") == "import-too-large"
    monkeypatch.setattr(xml, "LARGEST_XML", 5)
    assert refusal("<p>bread") == "import-too-large"
    assert refusal(b"<a> </a>") == "import-too-large"


def test_html_is_read_as_browsers_read_it() -> None:
    """Tags left open, an encoding declared that does not hold any more, signs that are none."""
    root = html_tree("<meta charset=windows-1252><p>brød<p>and &nbsp;&co;<!-- c -->\udc80", "a.html")
    assert [element.text for element in root.iter("p")] == ["brød", "and \u00a0&co;?"]
    assert refusal("") == "import-damaged"
    assert refusal("<!-- bread -->") == "import-damaged"


def test_a_page_of_html_may_hold_what_xml_may_not() -> None:
    """Control characters are left out, written as they are or by their number, or what is copied could not be kept."""
    root = html_tree("\x01<p title='a\x02&#3;b'>c\x0b&#1;d<b>e</b>\ufffff\ud800&#xfffe;", "a.html")
    other = html_tree("<i/>", "b.html")
    for element in root.iter():
        other.attrib.update(element.attrib)
        other.text, other.tail = element.text, element.tail
    assert "".join(root.itertext()) == "cdef?"
    assert other.get("title") == "ab"
