"""EPUBCheck's messages become plain words: what each means for readers and shops, and what to do about it.

The ids are those of EPUBCheck 5.3 that makers of books most often meet.
"""

from __future__ import annotations

from collections.abc import Mapping

OTHERWISE = ("", "shops that run EPUBCheck refuse a book with errors: mend what it names, or export the book anew")

_ANEW = "pack the EPUB anew with the program that made it, or with another"

MEANINGS: Mapping[str, tuple[str, str]] = {
    # the zip
    "PKG-003": ("the file cannot be read", "no device opens it: make the EPUB anew, or ask for it again"),
    "PKG-004": ("the file is damaged at its beginning", "make the EPUB anew, or ask for it again"),
    "PKG-005": ("the first entry, `mimetype`, has extra bytes", f"some devices take it for another zip: {_ANEW}"),
    "PKG-006": ("`mimetype` is not the first entry", f"devices and shops take it for another zip: {_ANEW}"),
    "PKG-007": ("`mimetype` does not say what it must, or is compressed", f"devices take it for another zip: {_ANEW}"),
    "PKG-008": ("a file cannot be unpacked", "make the EPUB anew, or ask for it again"),
    "PKG-009": ("a file's name has signs that not every system can store", "rename it with letters, figures and -"),
    "PKG-010": ("a file's name has a space", "older devices may not find it: rename it"),
    "PKG-012": ("a file's name has letters other than a to z", "older devices may not find it: rename it"),
    "PKG-014": ("there is an empty folder", "take it out"),
    "PKG-021": ("a picture is damaged", "readers see an empty frame: put it in anew"),
    "PKG-022": ("a picture has the ending of another kind", "some devices do not show it: give it its right ending"),
    "PKG-026": ("something other than a font is obfuscated", "no device can read it: pack it openly"),
    "OPF-060": ("two files have one name but for capitals", "a device keeps one of them: rename the other"),
    # what the package says
    "OPF-003": ("a file is in the book, but not listed", "list it in the package document, or take it out"),
    "OPF-014": (
        "a document has something that the package does not announce",
        ("add the property to its item, such as `svg` or `scripted`: some devices show nothing otherwise"),
    ),
    "OPF-015": ("the package announces what a document does not have", "take the property from its item"),
    "OPF-027": ("a property has no meaning in EPUB", "devices pass over it: look for a slip, or take it out"),
    "OPF-028": ("a prefix was not declared", "devices pass over what it says: declare it in `prefix` of `package`"),
    "OPF-029": ("a file is not of the kind that the package says", "devices may not show it: mend its media type"),
    "OPF-030": (
        "the book's identifier is not where the package says",
        ("shops and shelves tell books apart by it: let `unique-identifier` name the id of dc:identifier"),
    ),
    "OPF-031": ("the guide names a file that is not listed", "mend the guide, or take the entry out"),
    "OPF-033": ("nothing is in the order of reading", "the book opens empty: list its texts in the spine"),
    "OPF-034": ("a document stands twice in the order of reading", "devices lose the place: list it once"),
    "OPF-043": ("a document is of a kind that devices need not show", "make it XHTML, or give it a fallback"),
    "OPF-049": ("something is named that is not listed", "look for a slip in the id"),
    "OPF-053": ("a date is not written as dates are", "write 2024-01-21, or the year alone"),
    "OPF-054": ("a date is none", "write 2024-01-21, or the year alone"),
    "OPF-055": ("an entry about the book is empty", "fill it, or take it out"),
    "OPF-072": ("an entry about the book is empty", "fill it, or take it out"),
    "OPF-074": ("a file is listed twice", "list it once"),
    "OPF-085": ("the identifier is called a UUID and is none", "make a new one: pamphlet does so by itself"),
    "OPF-092": ("a language is not written as languages are", "write `en`, `en-GB`, `ru`"),
    "OPF-096": ("a document outside the order of reading cannot be reached", "link to it, or put it into the order"),
    # links and files
    "RSC-001": ("a file is listed, but not there", "readers see a gap: put it in, or take it off the list"),
    "RSC-002": ("META-INF/container.xml is missing", f"no device can open the book: {_ANEW}"),
    "RSC-003": ("META-INF/container.xml does not say where the book begins", f"no device can open it: {_ANEW}"),
    "RSC-004": ("a file is encrypted and was not checked", "ask for a book without a lock"),
    "RSC-005": (
        "the markup breaks the rules of its format",
        ("devices guess, each in its own way: mend the line, or export the book anew"),
    ),
    "RSC-006": ("something is fetched from another computer", "e-readers are not on line: put the file into the book"),
    "RSC-007": (
        "a link or picture names a file that is not there",
        ("readers see a gap, or go nowhere: put it in, or mend the address"),
    ),
    "RSC-008": ("a document uses a file that is not listed", "devices may leave it out: list it in the package"),
    "RSC-010": ("a link leads to a kind of file that devices need not show", "link to an XHTML document"),
    "RSC-011": (
        "a link leads to a file outside the order of reading",
        ("devices may not follow it: add it to the spine, or link elsewhere"),
    ),
    "RSC-012": (
        "a link leads to a place that is not there",
        ("who follows it lands at the beginning of the chapter: mend the address, or give the place its id"),
    ),
    "RSC-016": (
        "a document breaks off: it is not well-formed",
        ("most devices show an error in place of the chapter: mend the line, or export the book anew"),
    ),
    "RSC-017": ("the markup is doubtful", "look at the line: some devices may show it otherwise"),
    "RSC-020": ("an address is none", "a link with it does nothing: look for spaces and slips"),
    "RSC-026": ("an address leads out of the book", "devices refuse it: mend it"),
    "RSC-028": ("a document is not in UTF-8", "letters come out wrong: save it in UTF-8"),
    "RSC-030": ("an address means a file on the maker's own computer", "nobody else has it: put the file in the book"),
    "RSC-032": ("a file is of a kind that devices need not show", "readers see a gap: make it JPEG, PNG, MP3 or MP4"),
    # texts, styles, contents
    "CSS-001": ("a style sheet sets what EPUB does not allow", "devices pass over it: take the line out"),
    "CSS-008": ("a style sheet has a slip", "old devices drop the whole sheet: mend the line"),
    "HTM-004": ("a document says that it is of another kind", "begin it with <!DOCTYPE html>"),
    "HTM-009": ("a document names its kind in an old way", "begin it with <!DOCTYPE html>"),
    "HTM-025": ("a link is of a kind that no device knows", "look for a slip before the colon"),
    "NAV-010": ("the contents lead out of the book", "devices refuse it: link to its own documents only"),
    "NAV-011": ("the contents are not in the order of the text", "list the chapters as they follow one another"),
    "NCX-001": ("the old contents (NCX) belong to another identifier", "old devices may refuse it: give both the same"),
    "NCX-006": ("the old contents (NCX) have an empty line", "old devices show a blank: fill it"),
    "ACC-009": ("a formula has no words", "a screen reader cannot say it: add `alttext`"),
    "MED-003": ("a picture is of a kind that devices need not show", "make it a JPEG or a PNG"),
    "MED-004": ("a picture is damaged", "readers see an empty frame: put it in anew"),
}
"""By id: what it means, and what to do."""
