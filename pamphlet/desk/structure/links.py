"""Rules on links and on the ids that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, Span, did_you_mean, error, warning
from pamphlet.manuscript.assembly import FATES, INDEX, NOTES, RESERVED_IDS
from pamphlet.manuscript.document import Heading, Link, MissingLink
from pamphlet.manuscript.traversal import runs

_WEB = ("http", "https")
_MAIL, _PHONE = "mailto", "tel"
_MADE_IDS = re.compile(r"note(ref)?-\d+(-\d+)?|named-.+-\d+|page-\d+|p\d+|(contents|fates|index|notes)-title")
"""The ids of notes, their calls, mentions, pages and the heads of parts, which later stages give."""


def addresses(view: View) -> Iterator[Diagnostic]:
    """A link leads to a web page, to a mailbox or to a place in the pamphlet, and nowhere else."""
    for link in _links(view):
        problem = _problem(link.address)
        if problem:
            yield error("link-address", problem, link.span, hint=_instead(link.address, view))
    web = view.settings.imprint.web
    if ":" in web and (problem := _problem(web)):
        yield error("link-address", f"`imprint.web`: {problem}", view.web_span, hint=_instead(web, view))


def broken(view: View) -> Iterator[Diagnostic]:
    """A link to an id that nothing has."""
    known = set(_linkable(view))
    for link in _links(view):
        target = unquote(link.address[1:])
        if link.address.startswith("#") and target and target not in known:
            yield error(
                "link-broken",
                f"nothing here has the id `{target}`",
                link.span,
                hint=did_you_mean(target, known) or f"write it behind the head: `## Head {{#{target}}}`",
            )


def addresses_to_come(view: View) -> Iterator[Diagnostic]:
    """Words whose address was lost, which someone still has to find."""
    for node in view.inlines:
        if isinstance(node, MissingLink):
            yield warning(
                "link-address-missing",
                "the address of this link is still missing",
                node.span,
                hint="write `[words](https://…)`, or take the brackets away",
            )


def ids_taken(view: View) -> Iterator[Diagnostic]:
    """An id that two places have leads to one of them only."""
    taken: dict[str, Span] = {}
    titles = {title.id: title.span for title in view.titles() if not _is_written(title)}
    for identity, span in _ids(view):
        if identity in RESERVED_IDS or _MADE_IDS.fullmatch(identity):
            hint = "it is kept for what is made beside the text; choose another"
        elif taken.setdefault(identity, span) is span:
            continue
        elif taken[identity] is titles.get(identity):
            hint = f"the title in {taken[identity].source.name} has it from the name of the file; choose another"
        else:
            hint = f"the other stands at {taken[identity]}; choose another"
        yield error("id-taken", f"the id `{identity}` is taken", span, hint=hint)


def _links(view: View) -> Iterator[Link]:
    return (node for node in view.inlines if isinstance(node, Link))


def _problem(address: str) -> str:
    """What is wrong with an address; empty where nothing is."""
    if address in {"", "#"}:
        return "this link has no address"
    if address.startswith("#"):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"`{address}` is no address"
    if parts.scheme not in (*_WEB, _MAIL, _PHONE):
        return f"`{unquote(address)}` cannot be followed from a pamphlet"
    match parts.scheme:
        case "mailto":
            complete = "@" in parts.path
        case "tel":
            complete = any(map(str.isdigit, parts.path))
        case _:
            complete = bool(parts.hostname)
    return "" if complete else f"`{address}` is no whole address"


def _instead(address: str, view: View) -> str:
    if not address.strip("#"):
        return "write `[words](https://…)`, or `[words]{.missing-address}` while it is not known"
    if address.startswith("www."):
        return f"write `https://{address}`"
    file = PurePosixPath(unquote(address.partition("#")[0])).name
    for title in view.titles():
        if PurePosixPath(title.span.source.name).name == file:
            return f"write `#{title.id}` for the chapter in that file"
    return "a link begins with `https://`, `http://`, `mailto:` or `tel:`, or is `#id` for a place in the pamphlet"


def _linkable(view: View) -> Iterator[str]:
    """The ids that an author can count on: those of titles, of heads that give one, of what is made."""
    people = view.document.people
    yield from (title.id for title in view.titles())
    yield from (head.id for head in view.heads() if _is_written(head))
    yield from (f"fate-{person.key}" for person in people.persons if person.fate)
    if any(view.fates_blocks()):
        yield FATES
    if view.document.notes:
        yield NOTES
    if people.persons:
        yield INDEX


def _is_written(head: Heading) -> bool:
    """Whether the author gave the id; others change with every paragraph that is put in before."""
    return f"#{head.id}" in head.span.source.text[head.span.start : head.span.end]


def _ids(view: View) -> Iterable[tuple[str, Span]]:
    """Every id that is written, made from the name of a file or of a person, in the order of reading."""
    people = view.document.people.persons
    return chain(
        ((title.id, title.span) for title in view.titles()),
        ((f"fate-{person.key}", person.span) for person in people if person.fate),
        ((run.id, run.span) for section in view.document.sections for run in runs(section.blocks)),
        ((run.id, run.span) for run in chain(runs(view.fates_blocks()), view.note_runs)),
    )


RULES = (
    Rule(slug="link-address", severity=Severity.ERROR, find=addresses, binding=True),
    Rule(slug="link-address-missing", severity=Severity.WARNING, find=addresses_to_come),
    Rule(slug="id-taken", severity=Severity.ERROR, find=ids_taken, binding=True),
    Rule(slug="link-broken", severity=Severity.ERROR, find=broken, binding=True, needs_whole=True),
)
