"""Names as the text writes them: which words are a name of someone, and whose.

Who is named is found here alone, so that what the desk looks for is what the apparatus links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pamphlet.manuscript.document import Person

_APOSTROPHES = re.compile("['’ʼ]")


def names_pattern(persons: Iterable[Person]) -> re.Pattern[str] | None:
    """One pattern for every name and form, the longest first; None where there are no names.

    Whole words only: `Lenin` is found in `Lenin’s`, `Lenin–Trotsky` and across a line break, not
    in `Leninism` or `Trotsky-Fascism`.
    """
    forms = {form for person in persons for form, _ in person.names if form}
    if not forms:
        return None
    alternatives = "|".join(_form_pattern(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<!\w)(?<!\w[-‑])(?:{alternatives})(?!\w|[-‑]\w)")


def _form_pattern(form: str) -> str:
    words = (_APOSTROPHES.sub("['’ʼ]", re.escape(word).replace("’", "'")) for word in form.split())
    return r"\s+".join(words)


def folded(name: str) -> str:
    """A name as it is compared: one kind of apostrophe, single spaces."""
    return " ".join(_APOSTROPHES.sub("’", name).split())


def owners(persons: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    """Whose each form is: the keys of the persons who claim it, by the folded form."""
    found: dict[str, list[str]] = {}
    for person in persons:
        for form, _ in person.names:
            keys = found.setdefault(folded(form), [])
            if person.key not in keys:
                keys.append(person.key)
    return {form: tuple(keys) for form, keys in found.items()}
