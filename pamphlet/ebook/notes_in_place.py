"""Calls and notes of a page become notes that open where they are called, without a script.

A call is a button that opens its note as a popover: it lies over the text, goes away at a key or a
tap beside it, and nothing moves.  The popover *is* the note in the list at the end, so no word is
there twice; the style sheet shows a note that is not open in its place.  Where a browser knows no
popovers, the style sheet shows the link that every call also has, and the way back.
"""

from __future__ import annotations

from pamphlet.ebook.xhtml import Element, added, elements, made


def open_in_place(root: Element) -> None:
    """Make every note of a page open where it is called."""
    for link in list(elements(root, "a")):
        if link.get("class") == "note-call":
            _call(link)
    for note in list(elements(root, "div")):
        if note.get("class") == "note":
            _note(note)


def _call(link: Element) -> None:
    """Link and button in one place; the place has the id to which the note leads back."""
    number, target = "".join(link.itertext()), link.get("href")[1:]
    place = made("span", {"class": "note-call", "id": link.attrib.pop("id")})
    del link.attrib["class"]
    link.getparent().replace(link, place)
    place.tail, link.tail = link.tail, None
    place.append(link)
    added(place, "button", {"type": "button", "popovertarget": target, "aria-label": f"Note {number}"}).text = number


def _note(note: Element) -> None:
    """A note that can be opened.

    The way to close it has the focus then and is described by the note: that is how a note is read
    out, and how the focus comes back to the call.
    """
    identity = note.get("id")
    number, text = identity.rpartition("-")[2], f"{identity}.text"
    words = made("div", {"class": "note-text", "id": text})
    words.text, note.text = note.text, None
    words.extend(list(note))
    note.append(words)
    note.set("popover", "auto")
    note.set("data-number", number)
    button = {
        "type": "button",
        "popovertarget": identity,
        "popovertargetaction": "hide",
        "autofocus": "autofocus",
        "aria-label": f"Close note {number}",
        "aria-describedby": text,
    }
    added(added(note, "p", {"class": "close"}), "button", button).text = "Close"
