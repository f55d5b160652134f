"""Rules on words that the text writes in two ways: the rarer form is a finding, with how often and where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pamphlet.desk.prose import Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.desk.words.running import ENGLISH, Found, running
from pamphlet.diagnostics import Diagnostic, Severity, Span, style
from pamphlet.house_settings import Spelling

_MOST_PLACES = 6
"""Of a form, the most places that are listed."""

_AFTER_THE = re.compile(r"\b[Tt]he ([A-Za-z][a-z]{3,})\b(?!’s? [A-Z]| [A-Z]|-|–| of (?:the )?[A-Z])")
"""`the Party` beside `the party`; another word before it may make it a name or a kind, and a name behind it too."""

_HYPHENATED = re.compile(r"(?<![\w-])[A-Za-z]{2,}(?:-[A-Za-z]{2,})+(?![\w-])")
_WORD = re.compile(r"(?<![\w-])[A-Z]?[a-z]{3,}(?![\w-])")
_LETTERS = re.compile(r"[a-z]{4,}")
_TWO_NAMES = re.compile(r"[A-Za-z]+-[A-Z][a-z]+")
_OTHER_WORD = re.compile(
    r"re-(?:form|sign|cover|create|sent|present|act|mark|press|collect|lay|store|sort|dress|treat)"
)
"""With its hyphen another word: `re-form`, `re-sign`."""

_ISE = re.compile(r"\b([a-z]+)i([sz])(e|ed|es|er|ers|ing|ation|ations|ational|able)\b")
_ALWAYS_S = frozenset({
    "adv", "advert", "an", "appr", "appra", "ar", "av", "bra", "bru", "cer", "cha", "chast", "chem", "circumc",
    "compr", "comprom", "conc", "counterpo", "cr", "cru", "d", "dem", "desp", "dev", "disenfranch", "disfranch",
    "disgu", "enfranch", "enterpr", "equipo", "exc", "exerc", "expert", "fra", "franch", "gu", "improv", "inc",
    "ir", "ka", "lia", "m", "mala", "mant", "marqu", "mayonna", "merchand", "metropol", "mort", "no", "parad",
    "po", "porpo", "pr", "pra", "pract", "prec", "prem", "prom", "r", "ra", "repr", "rev", "superv", "surm",
    "surpr", "telev", "torto", "treat", "trell", "turquo", "upr", "upra", "v", "val",
})  # fmt: skip
_ALWAYS_Z = frozenset(
    {"ass", "ba", "caps", "downs", "ma", "mids", "outs", "overs", "pr", "res", "s", "se", "unders", "ups"}
)
"""What stands before `-ise` in words that never have a z, and before `-ize` in those that never have an s."""

_PREFIX = re.compile(r"^(?:un|re|over|mis)(?=\w{3})")


def capitals(view: View) -> Iterator[Diagnostic]:
    """A noun behind `the` with and without a capital."""
    forms: dict[str, dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for where in running(view.prose, _AFTER_THE, ENGLISH):
        prose, found = where
        if prose.where in {Where.BODY, Where.FATE} and not prose.is_quoted(*found.span()):
            forms[found[1].lower()][found[1]].append(where)
    known = _settled(view)
    for word, both in forms.items():
        if word not in known and len(both) == 2 and all(len(places) >= 2 for places in both.values()):
            rare, usual = sorted(both, key=lambda form: len(both[form]))
            yield style(
                "form-capital",
                f"{_counted(f'the {rare}', both[rare])} beside {_counted(f'the {usual}', both[usual])}",
                _place(both[rare][0]),
                hint=f"{_listed(f'the {rare}', both[rare])}; keep to one, or if both are meant, "
                f"write `{word} = []` under `[house.words]`",
            )


def hyphens(view: View) -> Iterator[Diagnostic]:
    """A word with a hyphen and without: as one word, or as two of which the second has a capital."""
    hyphenated: dict[str, list[Found]] = defaultdict(list)
    for where in running(view.prose, _HYPHENATED, ENGLISH):
        if not where[0].is_quoted(*where[1].span()) and not _OTHER_WORD.match(where[1][0].lower()):
            hyphenated[where[1][0].lower()].append(where)
    others = _without_hyphens(view, hyphenated)
    known = _settled(view)
    for word, places in hyphenated.items():
        other = others.get(word, [])
        if other and word not in known:
            rare, usual = sorted((places, other), key=len)
            yield style(
                "form-hyphen",
                f"{_counted(_text(rare[0]), rare)} beside {_counted(_text(usual[0]), usual)}",
                _place(rare[0]),
                hint=f"{_listed(_text(rare[0]), rare)}; keep to one",
            )


def _without_hyphens(view: View, hyphenated: Mapping[str, list[Found]]) -> dict[str, list[Found]]:
    """Where each hyphenated word stands closed up; or as two words, if the second has a capital in both."""
    closed = {word.replace("-", ""): word for word in hyphenated}
    found: dict[str, list[Found]] = defaultdict(list)
    promising = (each for each in view.prose if not closed.keys().isdisjoint(_LETTERS.findall(each.text.lower())))
    for where in running(promising, _WORD, ENGLISH) if closed else ():
        if (word := closed.get(_text(where).lower())) and not where[0].is_quoted(*where[1].span()):
            found[word].append(where)
    forms = [_text(each) for places in hyphenated.values() for each in places]
    two_names = {form.lower(): form for form in forms if _TWO_NAMES.fullmatch(form)}
    for word, form in two_names.items():
        spaced = re.compile(rf"\b(?i:{form[0]}){form[1:].replace('-', ' ')}\b")
        found[word] += running(view.prose, spaced, ENGLISH)
    return found


def ise_and_ize(view: View) -> Iterator[Diagnostic]:
    """Verbs in -ise and in -ize side by side: those of the form that the house, or most of the text, does not use."""
    found: dict[str, list[Found]] = {"s": [], "z": []}
    for where in running(view.prose, _ISE, ENGLISH):
        prose, match = where
        always = _ALWAYS_S if match[2] == "s" else _ALWAYS_Z
        if (
            not {match[1], _PREFIX.sub("", match[1])} & always
            and not match[1].endswith("w")
            and not prose.is_quoted(*match.span())
        ):
            found[match[2]].append(where)
    usual = _usual(view.settings.house.spelling, found)
    rare = "z" if usual == "s" else "s"
    for where in found[rare] if usual else ():
        yield _respelt(where, usual, found)


def _usual(spelling: Spelling, found: Mapping[str, list[Found]]) -> str:
    """The letter of the usual form; empty where nothing says which it is."""
    match spelling:
        case Spelling.ISE:
            return "s"
        case Spelling.IZE:
            return "z"
        case Spelling.EITHER if found["s"] and found["z"]:
            return max(found, key=lambda letter: len(found[letter]))
        case _:
            return ""


def _respelt(where: Found, usual: str, found: Mapping[str, list[Found]]) -> Diagnostic:
    prose, match = where
    word = match[1] + f"i{usual}" + match[3]
    many = len(found[usual])
    return style(
        "form-ise",
        f"`{match[0]}` has -i{match[2]}e" + (f"; the text has -i{usual}e {many} times" if many else ""),
        prose.span(*match.span()),
        hint=f"write `{word}`" if many else f"write `{word}`, as `[house]` says",
        fix=prose.fix(*match.span(2), usual, certain=False),
    )


def preferred(view: View) -> Iterator[Diagnostic]:
    """A form for which the house has another."""
    instead = {_folded(other): word.form for word in view.settings.house.words for other in word.instead_of}
    if not instead:
        return
    longest_first = sorted(instead, key=lambda form: (-len(form), form))
    forms = "|".join(re.escape(form).replace("’", "['’]") for form in longest_first)
    pattern = re.compile(rf"(?<!\w)(?<!\w-)(?:{forms})(?!\w|-\w)")
    for prose, found in running(view.prose, pattern):
        form = instead[_folded(found[0])]
        if not prose.is_quoted(*found.span()):
            yield style(
                "form-house",
                f"the house writes `{form}`, not `{found[0]}`",
                prose.span(*found.span()),
                hint=f"write `{form}`",
                fix=prose.fix(*found.span(), form, certain=False),
            )


def _folded(form: str) -> str:
    return form.replace("'", "’")


def _settled(view: View) -> set[str]:
    """The words on which the house has a word, in small letters: they are no finding here."""
    return {form.lower() for word in view.settings.house.words for form in (word.form, *word.instead_of)}


def _text(where: Found) -> str:
    return where[1][0]


def _place(where: Found) -> Span:
    prose, match = where
    return prose.span(*match.span())


def _counted(form: str, places: Iterable[Found]) -> str:
    many = len(list(places))
    return f"`{form}` {'once' if many == 1 else 'twice' if many == 2 else f'{many} times'}"


def _listed(form: str, places: list[Found]) -> str:
    """All places of a form, as far as there is room."""
    listed = ", ".join(str(_place(each)) for each in places[:_MOST_PLACES])
    more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
    return f"`{form}` stands at {listed}{more}"


RULES = (
    Rule(slug="form-capital", severity=Severity.STYLE, find=capitals),
    Rule(slug="form-hyphen", severity=Severity.STYLE, find=hyphens),
    Rule(slug="form-ise", severity=Severity.STYLE, find=ise_and_ize),
    Rule(slug="form-house", severity=Severity.STYLE, find=preferred),
)
